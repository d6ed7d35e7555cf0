/** Expressions that would never end, or would take all there is: each stops within AWS's bounds. */
import { expect, test } from 'vitest';
import { seededRandom } from '../random.ts';
import type { JsonValue } from '../../json/value.ts';
import { mayRunAway } from './bounded-regular-expression.ts';
import { evaluateExpression, type ExpressionResult } from './evaluate-expression.ts';
import { parseExpression } from './expression.ts';

const evaluate = async (source: string, input: JsonValue = {}): Promise<ExpressionResult> => {
  const parsing = parseExpression(source);
  if (!parsing.ok) throw new Error(parsing.message);
  return evaluateExpression(parsing.engine, {
    states: { input },
    variables: new Map(),
    random: seededRandom('limits'),
    now: 0,
  });
};

const TIMEOUT = /^Expression evaluation timeout: Check for infinite loop$/;
const MEMORY = /^Expression evaluation memory limit exceeded: Check for excessive memory usage$/;
const STACK =
  /^Stack overflow error: Check for non-terminating recursive function\. Consider rewriting as tail-recursive\. Depth=101 max=100$/;

test.each<[string, string, RegExp]>([
  ['a loop', '($f := function($n){ $f($n+1) }; $f(0))', TIMEOUT],
  [
    'two functions that call each other',
    '($f := function(){ $g() }; $g := function(){ $f() }; $f())',
    TIMEOUT,
  ],
  ['a comparator that is called too often', '$sort([1..100000], function($a,$b){$a<$b})[0]', TIMEOUT],
  ['a pattern that runs away', '$match("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", /^(a+)+$/)', TIMEOUT],
  ['recursion', '($f := function($n){ 1 + $f($n+1) }; $f(0))', STACK],
  [
    'a text that doubles',
    '($d := function($s, $n){ $n = 0 ? $s : $d($s & $s, $n - 1) }; $d("x", 40))',
    MEMORY,
  ],
  [
    'a list that doubles',
    '($d := function($s, $n){ $n = 0 ? $s : $d($append($s,$s), $n - 1) }; $d([1], 40))',
    MEMORY,
  ],
  ['a text padded', '$pad("x", 100000000)', MEMORY],
  ['a range', '[1..100000000]', MEMORY],
  ['a range by variables', '($n := 9000000; $count([1..$n]))', MEMORY],
  ['lists on the way', '$count([1..100000].([1..1000]))', MEMORY],
  ['parentheses', '('.repeat(20_000) + '1' + ')'.repeat(20_000), STACK],
  ['a long sum', Array.from({ length: 20_000 }, () => '1').join('+'), STACK],
  ['a sum of some thousands', Array.from({ length: 3000 }, () => '1').join('+'), STACK],
])('%s', async (_, source, message) => {
  expect(await evaluate(source)).toEqual({
    kind: 'error',
    message: expect.stringMatching(message) as string,
  });
});

test('what the engine itself refuses keeps its code', async () => {
  expect(await evaluate('($n := 900000000; [1..$n])')).toMatchObject({ kind: 'error', code: 'D2014' });
});

test('a result that nests too deep is none', async () => {
  const source = '$reduce([1..3000], function($a, $b){ [[$a]] }, 1)';
  expect(await evaluate(source)).toEqual({ kind: 'too deep' });
  const nested = '$reduce([1..300], function($a, $b){ {"a": $a} }, 1)';
  expect(await evaluate(nested)).toMatchObject({ kind: 'value' });
});

test.each([
  ['$count($map([1..50000], function($x){$x}))', 50_000],
  ['$match("aaa", /^(a+)+$/).match', 'aaa'],
  ['$replace("a1b22", /(\\d)+/, "#")', 'a#b#'],
  ['$split("a, b,c", /,\\s*/)', ['a', 'b', 'c']],
  ['$contains("abab", /(ab)\\1/)', true],
  [Array.from({ length: 90 }, () => '1').join('+'), 90],
])('%s is within the bounds', async (source, value) => {
  expect(await evaluate(source)).toEqual({ kind: 'value', value, rules: [] });
});

test.each([
  ['abc', false],
  ['^a+$', false],
  ['[a-z]{3}', false],
  ['(a|b)c*', false],
  ['(a|aa)+$', true],
  ['a*b*', true],
  ['(a)\\1', true],
])('%s may run away: %s', (source, may) => {
  expect(mayRunAway(source)).toBe(may);
});

test('a pattern that takes the square is watched on long texts', () => {
  expect(mayRunAway('a*b', 100)).toBe(false);
  expect(mayRunAway('a*b', 100_000)).toBe(true);
  expect(mayRunAway('ab', 100_000)).toBe(false);
});

test.each<[string, ExpressionResult]>([
  ['$states.input.constructor', { kind: 'undefined' }],
  // Behind a part of the tree that holds nothing, too.
  ['[$exists($states.input.constructor), $exists(1)]', { kind: 'value', value: [false, true], rules: [] }],
  [
    '{"a": [$states.input.toString, 1], "b": $exists($states.input.valueOf)}',
    { kind: 'value', value: { a: [1], b: false }, rules: [] },
  ],
  ['$states.input.__proto__.constructor', { kind: 'undefined' }],
  ['$states.input.list.toString', { kind: 'undefined' }],
  ['$states.input[hasOwnProperty]', { kind: 'undefined' }],
  ['$lookup($states.input, "constructor")', { kind: 'undefined' }],
  ['$states.input.own.constructor', { kind: 'value', value: 7, rules: [] }],
  ['$states.input.own.__proto__', { kind: 'value', value: [8], rules: [] }],
  ['$states.input.many.toString', { kind: 'value', value: [1, 2, 3], rules: [] }],
  ['$states.input.many[toString = 1].n', { kind: 'value', value: 'one', rules: [] }],
  ['$lookup($states.input.many, "toString")', { kind: 'value', value: [1, 2, 3], rules: [] }],
  ['$lookup($states.input.own, "constructor")', { kind: 'value', value: 7, rules: [] }],
])('%s: only what the document itself has', async (source, result) => {
  const input = JSON.parse(
    '{"list":[{}],"own":{"constructor":7,"__proto__":[8]},"many":[{"toString":1,"n":"one"},{"toString":[2,3]},{}]}',
  ) as JsonValue;
  expect(await evaluate(source, input)).toEqual(result);
});

test('no method of an object can be called', async () => {
  const source = '$states.input.__proto__.__defineGetter__("polluted", $states.input.toString)';
  expect((await evaluate(source)).kind).not.toBe('value');
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  expect(await evaluate('$states.input.toString()')).toMatchObject({ kind: 'error', code: 'T1006' });
});
