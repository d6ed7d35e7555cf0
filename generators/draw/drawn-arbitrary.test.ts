import { assert, check, property } from 'fast-check';
import { expect, test } from 'vitest';
import { DrawnArbitrary } from './drawn-arbitrary.ts';

const numbers = new DrawnArbitrary(
  (draw) => draw.integer(0, 10_000),
  function* (value) {
    if (value > 0) yield Math.floor(value / 2);
    if (value > 0) yield value - 1;
  },
);

test("fast-check shrinks by the arbitrary's own way", () => {
  const { counterexample } = check(
    property(numbers, (value) => value < 1234),
    { seed: 1 },
  );
  expect(counterexample).toEqual([1234]);
});

test('values from elsewhere shrink too', () => {
  const { counterexample } = check(
    property(numbers, (value) => value < 100),
    {
      seed: 1,
      examples: [[9999]],
      numRuns: 1,
    },
  );
  expect(counterexample).toEqual([100]);
});

test('what holds is not shrunk', () => {
  assert(property(numbers, (value) => value <= 10_000));
});
