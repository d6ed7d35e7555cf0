import jsonata from 'jsonata';
import { expect, test } from 'vitest';
import { distinct, sort } from './collection-functions.ts';

/** What the engine's own functions give, and what ours do in their place. */
async function both(expression: string, input: unknown): Promise<readonly [own: unknown, ours: unknown]> {
  const [own, ours] = [jsonata(expression), jsonata(expression)];
  ours.registerFunction('sort', sort, '<af?:a>');
  ours.registerFunction('distinct', distinct, '<x:x>');
  const evaluate = (engine: jsonata.Expression): Promise<unknown> =>
    engine.evaluate(input).catch(({ code, message }: { code: string; message: string }) => ({
      code,
      message,
    }));
  return [await evaluate(own), await evaluate(ours)];
}

test.each<[string, unknown]>([
  ['$sort(list)', { list: [3, 1, 2, 1] }],
  ['$sort(list)', { list: ['b', 'B', 'a', '10', '9'] }],
  ['$sort(list)', { list: [1, 'a'] }],
  ['$sort(list)', { list: [{ a: 1 }, { a: 0 }] }],
  ['$sort(list)', { list: [] }],
  ['$sort(list)', { list: 5 }],
  ['$sort(list)', {}],
  [
    '$sort(list, function($l, $r) { $l.n > $r.n }).t',
    {
      list: [
        { n: 2, t: 'a' },
        { n: 1, t: 'b' },
        { n: 2, t: 'c' },
      ],
    },
  ],
  ['$sort(list, function($l, $r) { $l < $r })', { list: [1, 5, 3, 5, 2, 4] }],
  ['$sort(list, function($l, $r) { $error("no") })', { list: [2, 1] }],
  ['list ~> $sort', { list: [2, 1] }],
  ['$distinct(list)', { list: [1, '1', 1, true, null, 'true', null, 2] }],
  ['$distinct(list)', { list: [{ a: 1, b: [1] }, { b: [1], a: 1 }, [1, 2], [2, 1], [1, 2]] }],
  ['$distinct(list.a)', { list: [{ a: 1 }, { a: 1 }] }],
  ['$distinct(list)', { list: [7, 7] }],
  ['$distinct(list)', { list: 'text' }],
  ['$distinct(nothing)', {}],
  ['$distinct(list)', { list: ['[1]', [1], '{"a":1}', { a: 1 }] }],
])('%s on %j', async (expression, input) => {
  const [own, ours] = await both(expression, input);
  expect(ours).toEqual(own);
});

test('long lists are no square', async () => {
  const list = Array.from({ length: 200_000 }, (_, i) => (i * 7919) % 200_000);
  expect((await sort(list))?.slice(0, 3)).toEqual([0, 1, 2]);
  expect(distinct([...list, ...list])).toHaveLength(list.length);
});
