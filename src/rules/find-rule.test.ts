import { expect, test } from 'vitest';
import { attribute, FALLBACK_RULES } from './find-rule.ts';
import { readCatalogue } from './read-catalogue.ts';
import { loadCatalogue } from './load-catalogue.ts';

const rule = (
  id: string,
  specificity: number,
  {
    covers = [],
    decides = [],
  }: { readonly covers?: readonly string[]; readonly decides?: readonly string[] } = {},
): object => ({
  id,
  title: id,
  text: id,
  evidence: [{ kind: 'inferred', why: 'a test' }],
  covers,
  decides,
  specificity,
  cases: [],
});

const catalogue = readCatalogue([
  {
    name: 'test.json',
    content: JSON.parse(
      JSON.stringify([
        rule('lambda.invoke', 2, { decides: ['data', 'ending'] }),
        rule('intrinsic.Format', 6, { decides: ['data'] }),
        rule('callback.failure', 4, { decides: ['ending'] }),
        rule('catch.next', 5, { decides: ['ending'] }),
        rule('history.region', 7, { covers: ['^history TaskScheduled\\.region$'] }),
        rule('history.scheduled', 3, { covers: ['^history TaskScheduled\\.'] }),
        rule('outcome.output', 1),
      ]),
    ),
  },
]);

test('the most specific rule that covers the place explains it, carried out or not', () => {
  const place = { facet: 'history', place: 'TaskScheduled.region', expected: 'a', observed: 'b' } as const;
  expect(attribute(place, ['intrinsic.Format', 'lambda.invoke'], catalogue).id).toBe('history.region');
  expect(attribute({ ...place, place: 'TaskScheduled.input' }, [], catalogue).id).toBe('history.scheduled');
});

test('else the most specific rule that was carried out', () => {
  const place = { facet: 'output', place: 'output', expected: 1, observed: 2 } as const;
  expect(attribute(place, ['lambda.invoke', 'intrinsic.Format'], catalogue).id).toBe('intrinsic.Format');
  expect(attribute(place, ['lambda.invoke', 'no.such-rule'], catalogue).id).toBe('lambda.invoke');
});

test('a rule that decides other things explains none of it', () => {
  const place = { facet: 'status', place: 'status', expected: 'FAILED', observed: 'SUCCEEDED' } as const;
  expect(attribute(place, ['lambda.invoke', 'intrinsic.Format'], catalogue).id).toBe('lambda.invoke');
});

test('where both fail otherwise, the failure itself explains it: its rule was carried out last', () => {
  const carriedOut = ['catch.next', 'callback.failure'];
  const both = { facet: 'error', place: 'error', expected: 'A', observed: 'B' } as const;
  expect(attribute(both, carriedOut, catalogue).id).toBe('callback.failure');
  expect(attribute({ ...both, observed: undefined }, carriedOut, catalogue).id).toBe('catch.next');
});

test('of equally specific rules the one that was carried out last', () => {
  const place = { facet: 'status', place: 'status', expected: 'FAILED', observed: 'SUCCEEDED' } as const;
  const two = readCatalogue([
    {
      name: 'test.json',
      content: JSON.parse(
        JSON.stringify([
          rule('b.first', 5, { decides: ['ending'] }),
          rule('b.second', 5, { decides: ['ending'] }),
        ]),
      ),
    },
  ]);
  expect(attribute(place, ['b.first', 'b.second'], two).id).toBe('b.second');
  expect(attribute(place, ['b.second', 'b.first'], two).id).toBe('b.first');
});

test('else the rule of the facet', () => {
  expect(attribute({ facet: 'output', place: 'output', expected: 1, observed: 2 }, [], catalogue).id).toBe(
    'outcome.output',
  );
});

test('among equally specific rules the one that was carried out comes first', () => {
  const two = readCatalogue([
    {
      name: 'test.json',
      content: JSON.parse(
        JSON.stringify([
          rule('a.first', 5, { covers: ['^cause cause'] }),
          rule('a.second', 5, { covers: ['^cause cause'] }),
        ]),
      ),
    },
  ]);
  const place = { facet: 'cause', place: 'cause (spelling of JSON)', expected: 'a', observed: 'b' } as const;
  expect(attribute(place, [], two).id).toBe('a.first');
  expect(attribute(place, ['a.second'], two).id).toBe('a.second');
});

test('the catalogue has a rule for every facet', () => {
  const known = loadCatalogue();
  for (const id of FALLBACK_RULES) expect(known.find(id), id).toBeDefined();
});
