/**
 * A clock that leaps to the next moment at which somebody wants to wake, as soon as nobody is at work. Waits of hours take no
 * time, and nothing overtakes anything: while a request or an answer is under way, time stands still.
 */
import { TimerQueue } from '../interpreter/timer-queue.ts';
import type { Clock } from './clock.ts';

export class VirtualClock implements Clock {
  #now: number;
  #working = 0;
  #leaping = false;
  readonly #timers = new TimerQueue();

  constructor(start: number) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const wake = (): void => {
        cancel();
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      const cancel = this.#timers.add(this.#now + Math.max(0, milliseconds), wake);
      signal?.addEventListener('abort', wake);
      this.#considerLeap();
    });
  }

  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#working += 1;
    try {
      return await work();
    } finally {
      this.#working -= 1;
      this.#considerLeap();
    }
  }

  /** The leap waits for a turn of the event loop, in which whoever was just woken can take up work. */
  #considerLeap(): void {
    if (this.#leaping || this.#working > 0) return;
    this.#leaping = true;
    setImmediate(() => {
      this.#leaping = false;
      if (this.#working > 0) return;
      const next = this.#timers.next;
      if (next === undefined) return;
      this.#now = Math.max(this.#now, next);
      this.#timers.takeDue(next)?.fire();
      this.#considerLeap();
    });
  }
}
