/**
 * The rules of the catalogue that an execution carries out, in the order in which it first did.
 *
 * Each state notes a dozen of them and nobody reads them before the end, so notes are kept as they come, whole lists of a
 * compiled state as one, and told apart when somebody reads them or when there are many.
 */
type Note = string | readonly string[];

/** Notes that are kept as they came. */
const MOST_KEPT = 256;

export class CarriedOutRules implements Iterable<string> {
  readonly #told = new Set<string>();
  #kept: Note[] = [];

  add(note: Note): void {
    if (this.#kept.push(note) >= MOST_KEPT) this.#tellApart();
  }

  /** Notes a rule as the last one, whatever was carried out since it was: findings are attributed by that. */
  addLast(rule: string): void {
    this.#tellApart();
    this.#told.delete(rule);
    this.#told.add(rule);
  }

  [Symbol.iterator](): Iterator<string> {
    this.#tellApart();
    return this.#told.values();
  }

  #tellApart(): void {
    for (const note of this.#kept) {
      if (typeof note === 'string') this.#told.add(note);
      else for (const rule of note) this.#told.add(rule);
    }
    this.#kept = [];
  }
}
