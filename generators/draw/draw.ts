/** The choices that a generator makes, each drawn from fast-check's source of randomness. */
import type { Arbitrary, Random } from 'fast-check';

export class Draw {
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  /** A whole number; both bounds can come. */
  integer(min: number, max: number): number {
    return this.#random.nextInt(min, max);
  }

  /** True in so many percent of the draws. */
  chance(percent: number): boolean {
    return this.#random.nextInt(0, 99) < percent;
  }

  /** One of a list that isn't empty. */
  pick<T>(list: readonly T[]): T {
    if (list.length === 0) throw new RangeError('nothing to pick from');
    return list[this.#random.nextInt(0, list.length - 1)] as T;
  }

  /** One of the choices, each as often as its weight says. Weights are whole numbers; at least one is positive. */
  weighted<T>(choices: readonly (readonly [choice: T, weight: number])[]): T {
    let total = 0;
    for (const [, weight] of choices) total += weight;
    if (total <= 0) throw new RangeError('nothing to choose from');
    let left = this.#random.nextInt(0, total - 1);
    for (const [choice, weight] of choices) {
      left -= weight;
      if (left < 0) return choice;
    }
    throw new RangeError('weights must not be negative');
  }

  /** Between so many different ones of a list, in the list's order. */
  some<T>(list: readonly T[], min: number, max: number): readonly T[] {
    let wanted = this.integer(Math.min(min, list.length), Math.min(max, list.length));
    return list.filter((_, i) => {
      const taken = this.#random.nextInt(1, list.length - i) <= wanted;
      if (taken) wanted -= 1;
      return taken;
    });
  }

  /** A value of any arbitrary of fast-check's. */
  from<T>(arbitrary: Arbitrary<T>): T {
    return arbitrary.generate(this.#random, undefined).value;
  }
}
