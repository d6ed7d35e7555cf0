import { expect, test } from 'vitest';
import type { SourcedCase } from './case-source.ts';
import { casesOf, identityOf, joined, listOf } from './case-list.ts';
import { generatedCases, generatedList, oftenHas } from './generated-cases.ts';

const taken = async (cases: AsyncIterable<SourcedCase>): Promise<readonly (readonly [number, string])[]> => {
  const list: (readonly [number, string])[] = [];
  for await (const { index, case: testCase } of cases) list.push([index, testCase.id]);
  return list;
};

test('the shards of a list are the list', async () => {
  const list = generatedList({ seed: 5, count: 23 });
  const whole = await taken(casesOf(list));
  expect(whole.map(([index]) => index)).toEqual(Array.from({ length: 23 }, (_, i) => i));
  const parts = [];
  for (let index = 1; index <= 4; index++) parts.push(...(await taken(casesOf(list, { index, of: 4 }))));
  expect(parts.toSorted(([a], [b]) => a - b)).toEqual(whole);
});

test('a longer list begins as a shorter one', async () => {
  const longer = await taken(generatedCases({ seed: 5, count: 12 }));
  expect(longer.slice(0, 6)).toEqual(await taken(generatedCases({ seed: 5, count: 6 })));
});

test('a list of cases with features has nothing else, and begins as a shorter one too', async () => {
  const features = ['callback', 'retry'] as const;
  const list = generatedList({ seed: 5, count: 8, features });
  for (let place = 0; place < list.total; place++)
    expect((await list.at(place)).features).toEqual(expect.arrayContaining([...features]));
  const whole = await taken(casesOf(list));
  expect(new Set(whole.map(([, id]) => id)).size).toBe(8);
  expect(whole.slice(0, 3)).toEqual(await taken(generatedCases({ seed: 5, count: 3, features })));
});

test('features that rule each other out never come together', () => {
  expect(oftenHas(['callback', 'retry', 'map'])).toBe(true);
  expect(oftenHas(['callback', 'express'])).toBe(false);
});

test('lists one after the other count their places through', async () => {
  const [a, b] = [generatedList({ seed: 1, count: 2 }), generatedList({ seed: 2, count: 3 })];
  const whole = await taken(casesOf(joined([a, b])));
  expect(whole.map(([index]) => index)).toEqual([0, 1, 2, 3, 4]);
  const ids = [...(await taken(casesOf(a))), ...(await taken(casesOf(b)))].map(([, id]) => id);
  expect(whole.map(([, id]) => id)).toEqual(ids);
});

test('the fingerprint tells lists apart by length, seed and content', async () => {
  const fingerprint = async (seed: number, count: number): Promise<string> =>
    (await identityOf(generatedList({ seed, count }))).fingerprint;
  expect(await fingerprint(1, 20)).toBe(await fingerprint(1, 20));
  expect(await fingerprint(1, 20)).not.toBe(await fingerprint(1, 21));
  expect(await fingerprint(1, 20)).not.toBe(await fingerprint(2, 20));
  const cases = await Promise.all([0, 1, 2].map((place) => generatedList({ seed: 1, count: 3 }).at(place)));
  const same = await identityOf(listOf(cases));
  expect(same).toEqual(await identityOf(generatedList({ seed: 1, count: 3 })));
  expect(await identityOf(listOf(cases.toReversed()))).not.toEqual(same);
});
