import { expect, test } from 'vitest';
import { jacksonProblem } from './jackson-message.ts';
import { isTooDeep, NESTING_MESSAGE, nestsTooDeep } from './nesting.ts';
import { parseJson, parseJsonOrThrow } from './parse.ts';
import type { JsonValue } from './value.ts';
import { writeJson } from './write.ts';

const nested = (levels: number, inside = '', [open, close] = ['[', ']']): string =>
  open.repeat(levels) + inside + close.repeat(levels);

test.each([
  ['arrays', nested(1000), nested(1001)],
  ['objects', nested(1000, '1', ['{"a":', '}']), nested(1001, '1', ['{"a":', '}'])],
  ['numbers with a spelling of their own', nested(1000, '1.0'), nested(1001, '1.0')],
  ['a level more behind others', `[${nested(999)},${nested(999)}]`, `[${nested(999)},${nested(1000)}]`],
])('%s: a thousand levels are read, more are not', (_, most, more) => {
  expect(nestsTooDeep(most)).toBe(false);
  expect(parseJson(most).ok).toBe(true);
  expect(jacksonProblem(most)).toBeUndefined();
  expect(nestsTooDeep(more)).toBe(true);
  expect(parseJson(more)).toMatchObject({ ok: false, message: NESTING_MESSAGE });
  expect(jacksonProblem(more)?.message).toBe(NESTING_MESSAGE);
});

test('brackets in texts do not count', () => {
  expect(
    nestsTooDeep(
      JSON.stringify(['['.repeat(2000), '\\"[['.repeat(2000), '"'.repeat(2000) + '{'.repeat(2000)]),
    ),
  ).toBe(false);
  expect(nestsTooDeep(`["\\\\",${nested(1000)}]`)).toBe(true);
  expect(nestsTooDeep(`"${'['.repeat(2000)}`)).toBe(false);
});

test('Jackson stops at the bracket of the level too many, finished or not', () => {
  expect(jacksonProblem('['.repeat(50_000))).toMatchObject({
    message: NESTING_MESSAGE,
    line: 1,
    column: 1002,
  });
  expect(jacksonProblem('['.repeat(900))?.message).toContain('Unexpected end-of-input');
});

test('files of the kit may nest deeper, and are written as deep', () => {
  for (const text of [
    nested(100_000),
    nested(20_000, '"x"', ['{"a":', '}']),
    `[1,${nested(5000, '{"k":[null,true,"\\n"]}')},2]`,
  ]) {
    const parsing = parseJson(text, Infinity);
    expect(parsing.ok && writeJson(parsing.value) === text).toBe(true);
  }
});

test('below a thousand levels numbers and keys are written as ever', () => {
  const deep = (inside: JsonValue): JsonValue => {
    let value = inside;
    for (let i = 0; i < 3000; i++) value = [value];
    return value;
  };
  const inside = '{"1":1.0,"b":-0.0,"0":{"__proto__":[]}}';
  expect(writeJson(deep(parseJsonOrThrow(inside)))).toBe(nested(3000, inside));
});

test('a value is too deep where its text is', () => {
  for (const text of [nested(1000), nested(999, '{"a":1.5}'), '1', '{"a":[1,{"b":2}]}'])
    expect(isTooDeep(parseJsonOrThrow(text))).toBe(false);
  const parsing = parseJson(nested(1001, '1'), Infinity);
  expect(parsing.ok && isTooDeep(parsing.value)).toBe(true);
});
