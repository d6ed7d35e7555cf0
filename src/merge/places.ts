/** Places of a list that were met: one bit each, however long the list is. */
export class Places {
  readonly #bits: Uint8Array;
  readonly #total: number;

  constructor(total: number) {
    this.#total = total;
    this.#bits = new Uint8Array(Math.ceil(total / 8));
  }

  /** False where the place was met before. */
  add(place: number): boolean {
    const [byte, bit] = [place >> 3, 1 << (place & 7)];
    const before = this.#bits[byte] ?? 0;
    this.#bits[byte] = before | bit;
    return (before & bit) === 0;
  }

  /** The places that were not met, in order, as long as somebody wants them. */
  *missing(): Iterable<number> {
    for (let place = 0; place < this.#total; place++) {
      if (((this.#bits[place >> 3] ?? 0) & (1 << (place & 7))) === 0) yield place;
    }
  }
}
