/**
 * An arbitrary of fast-check's whose values are drawn by a function and shrunk by another one that needs nothing but the
 * value, so that values from elsewhere shrink alike.
 */
import { Arbitrary, Stream, Value, type Random } from 'fast-check';
import { Draw } from './draw.ts';

export class DrawnArbitrary<T> extends Arbitrary<T> {
  readonly #draw: (draw: Draw) => T;
  readonly #smaller: (value: T) => Iterable<T>;

  constructor(draw: (draw: Draw) => T, smaller: (value: T) => Iterable<T>) {
    super();
    this.#draw = draw;
    this.#smaller = smaller;
  }

  /** Bias is fast-check's way to small values; size is part of what is drawn here. */
  override generate(random: Random, _bias: number | undefined): Value<T> {
    return new Value(this.#draw(new Draw(random)), undefined);
  }

  /** fast-check asks this of values that it didn't make, such as examples that a user gives. */
  override canShrinkWithoutContext(_value: unknown): _value is T {
    return true;
  }

  override shrink(value: T, _context: unknown): Stream<Value<T>> {
    return new Stream(values(this.#smaller(value)));
  }
}

function* values<T>(all: Iterable<T>): IterableIterator<Value<T>> {
  for (const value of all) yield new Value(value, undefined);
}
