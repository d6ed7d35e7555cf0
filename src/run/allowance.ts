/**
 * Shares out what shrinking may cost in a whole run. Ways to differ are looked into side by side, so each gets its share before
 * it begins, of what those before it have left: equal runs share alike.
 */

/** How many times its even share one may take: most take less, for what they look into is known already. */
const GENEROUS = 4;

export class Allowance {
  #left: number;
  readonly #sideBySide: number;

  constructor(limit: number, sideBySide: number) {
    this.#left = limit;
    this.#sideBySide = sideBySide;
  }

  /** For one of so many that haven't been looked into yet; all that are at work together never get more than there is. */
  share(toCome: number): number {
    const even = Math.ceil((GENEROUS * this.#left) / (toCome + this.#sideBySide));
    return Math.min(even, Math.ceil(this.#left / this.#sideBySide));
  }

  /** What one has spent of its share. */
  spend(cost: number): void {
    this.#left = Math.max(0, this.#left - cost);
  }
}
