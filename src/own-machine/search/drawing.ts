/** A stream of draws from one seed, each from fast-check's source of randomness: equal seeds search equally. */
import { sample } from 'fast-check';
import type { Draw } from '../../../generators/draw/draw.ts';
import { DrawnArbitrary } from '../../../generators/draw/drawn-arbitrary.ts';

export class Drawing {
  readonly #seed: number;
  #count = 0;

  constructor(seed: number) {
    this.#seed = seed;
  }

  next<T>(draw: (draw: Draw) => T): T {
    this.#count += 1;
    const seed = Math.imul(this.#seed ^ Math.imul(this.#count, 0x9e3779b1), 0x85ebca6b) ^ this.#count;
    const drawn = sample(new DrawnArbitrary(draw, () => []), { seed, numRuns: 1 });
    return drawn[0] as T;
  }
}
