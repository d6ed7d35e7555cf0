/** What goes wrong at random: a share of the calls is throttled, a share of the connections reset. The same seed, the same draws. */
import { seededRandom, type Random } from '../../asl/random.ts';

export type RandomFault =
  | 'throttled'
  /** The connection is reset and nothing was done. */
  | 'reset before'
  /** It was done, and nobody learns of it. */
  | 'reset after';

export class RandomFaults {
  readonly #random: Random;
  readonly #throttle: number;
  readonly #reset: number;

  /** Shares from 0 to 1. */
  constructor({
    throttle,
    reset,
    seed,
  }: {
    readonly throttle: number;
    readonly reset: number;
    readonly seed: number;
  }) {
    this.#throttle = throttle;
    this.#reset = reset;
    this.#random = seededRandom(`faults ${seed}`);
  }

  /** What befalls the next call. */
  next(): RandomFault | undefined {
    const drawn = this.#random.next();
    if (drawn < this.#reset) return drawn < this.#reset / 2 ? 'reset before' : 'reset after';
    return drawn < this.#reset + this.#throttle ? 'throttled' : undefined;
  }
}
