import { constantFrom, sample } from 'fast-check';
import { expect, test } from 'vitest';
import type { Draw } from './draw.ts';
import { DrawnArbitrary } from './drawn-arbitrary.ts';

const drawn = <T>(draw: (from: Draw) => T, count = 2000, seed = 1): readonly T[] =>
  sample(new DrawnArbitrary(draw, () => []), { seed, numRuns: count });

const share = <T>(values: readonly T[], wanted: T): number =>
  values.filter((value) => value === wanted).length / values.length;

test('one seed gives the same draws, another one others', () => {
  const draw = (from: Draw): readonly unknown[] => [from.integer(0, 1000), from.pick(['a', 'b', 'c'])];
  expect(drawn(draw, 50, 7)).toEqual(drawn(draw, 50, 7));
  expect(drawn(draw, 50, 7)).not.toEqual(drawn(draw, 50, 8));
});

test('chances and weights are kept to', () => {
  expect(
    share(
      drawn((from) => from.chance(30)),
      true,
    ),
  ).toBeCloseTo(0.3, 1);
  expect(drawn((from) => from.chance(0))).not.toContain(true);
  expect(drawn((from) => from.chance(100))).not.toContain(false);
  const weighted = drawn((from) =>
    from.weighted([
      ['often', 9],
      ['seldom', 1],
      ['never', 0],
    ]),
  );
  expect(share(weighted, 'often')).toBeCloseTo(0.9, 1);
  expect(share(weighted, 'seldom')).toBeGreaterThan(0);
  expect(weighted).not.toContain('never');
});

test('some of a list keep its order, within the bounds', () => {
  const lists = drawn((from) => from.some([1, 2, 3, 4, 5], 2, 4));
  expect(new Set(lists.map(({ length }) => length))).toEqual(new Set([2, 3, 4]));
  for (const list of lists) expect(list).toEqual(list.toSorted((a, b) => a - b));
  for (const item of [1, 2, 3, 4, 5]) expect(lists.some((list) => list.includes(item))).toBe(true);
});

test('integers reach both bounds; values of any arbitrary can be drawn', () => {
  expect(new Set(drawn((from) => from.integer(-1, 1)))).toEqual(new Set([-1, 0, 1]));
  expect(new Set(drawn((from) => from.from(constantFrom('x', 'y'))))).toEqual(new Set(['x', 'y']));
});

test('nothing to choose from is a defect of ours', () => {
  expect(() => drawn((from) => from.pick([]), 1)).toThrow(RangeError);
  expect(() => drawn((from) => from.weighted([['never', 0]]), 1)).toThrow(RangeError);
});
