/**
 * Whose turn it is to read a history: there are 20 readings a second after the first 400 (AWS-BEHAVIOUR 9.1.7), less than there
 * are executions that end. Whoever asks for more is throttled, and then the answer to a token may come too late.
 */
import type { Clock } from '../../../clock/clock.ts';
import type { Quota } from '../../../emulator/strict/published-quotas.ts';

/** Share of the bucket that is kept for those who can't wait. */
const RESERVE = 0.1;

export class HistoryTurns {
  readonly #clock: Clock;
  readonly #quota: Quota;
  #tokens: number;
  #at: number;
  /** Resolves when whoever waits last has had its turn. */
  #last: Promise<void> = Promise.resolve();

  constructor(clock: Clock, quota: Quota) {
    this.#clock = clock;
    this.#quota = quota;
    this.#tokens = quota.size;
    this.#at = clock.now();
  }

  /** `urgent` for a reading on which an answer depends: it waits for nobody. */
  async take(urgent: boolean, signal: AbortSignal): Promise<void> {
    if (urgent) {
      this.#fill();
      this.#tokens -= 1;
      return;
    }
    const turn = this.#last.then(() => this.#untilThere(signal));
    this.#last = turn;
    await turn;
  }

  async #untilThere(signal: AbortSignal): Promise<void> {
    const { size, refill } = this.#quota;
    for (;;) {
      if (signal.aborted) return;
      this.#fill();
      const missing = size * RESERVE + 1 - this.#tokens;
      if (missing <= 0) break;
      await this.#clock.sleep(Math.ceil((missing / refill) * 1000), signal);
    }
    this.#tokens -= 1;
  }

  #fill(): void {
    const now = this.#clock.now();
    const { size, refill } = this.#quota;
    this.#tokens = Math.min(size, this.#tokens + ((now - this.#at) / 1000) * refill);
    this.#at = now;
  }
}
