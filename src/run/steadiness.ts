/** Which ways to differ a target has shown to be steady, so that not every one of a thousand like cases must be run twice. */
import { signaturesOf, type Trial } from './trial.ts';

/** Cases of one signature that are run again before it is believed. */
const TIMES = 5;

export class Steadiness {
  readonly #confirmed = new Map<string, number>();

  /** True where the case shows a way to differ that isn't known to be steady yet. */
  mustRepeat({ verdict }: Trial): boolean {
    return signaturesOf(verdict).some((signature) => (this.#confirmed.get(signature) ?? 0) < TIMES);
  }

  /** Notes what a case showed twice. */
  note({ verdict }: Trial): void {
    for (const signature of signaturesOf(verdict)) {
      this.#confirmed.set(signature, (this.#confirmed.get(signature) ?? 0) + 1);
    }
  }
}
