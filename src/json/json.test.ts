import { describe, expect, it } from 'vitest';
import { JsonDocument } from './document.ts';
import { jsonEquals, jsonIdentical } from './equal.ts';
import { jacksonProblem } from './jackson-message.ts';
import { entriesOf, keysOf, objectOf, withKey } from './key-order.ts';
import { parseJson, parseJsonOrThrow } from './parse.ts';
import { isJsonNumber, isJsonObject, JsonNumber, jsonTypeOf, valueAt, type JsonObject } from './value.ts';
import { writeJson, writeString } from './write.ts';

const roundTrip = (text: string): string => writeJson(parseJsonOrThrow(text));

describe('parseJson and writeJson', () => {
  it.each([
    '0.0',
    '1e3',
    '-0.0',
    '12345678901234567890',
    '1.0',
    '0.1',
    '[1.50,2]',
    '{"b":1,"2":2,"a":3,"1":4}',
    '{"a":{"10":[],"9":{}}}',
    '"\\u0000\\u001F"',
    '"\\uD800 \\u001F"',
    // A backslash and letters, not an escape of their own.
    '"\\\\u001f \\\\\\u001F"',
    '{"":1,"0x":2,"01":3}',
    '"é\u2028"',
    '{"__proto__":{"x":1}}',
    '""',
    'null',
  ])('writes %s as it was spelled', (text) => {
    expect(roundTrip(text)).toBe(text);
  });

  it('drops white space between tokens and nothing else', () => {
    expect(roundTrip(' { "a" : [ 1 , "x y" ] } ')).toBe('{"a":[1,"x y"]}');
  });

  it('keeps the later of two equal keys, at the earlier place', () => {
    expect(roundTrip('{"a":1,"b":2,"a":3}')).toBe('{"a":3,"b":2}');
    expect(roundTrip('{"1":1.0,"b":2,"1":3}')).toBe('{"1":3,"b":2}');
  });

  it('makes __proto__ an own key and changes no prototype', () => {
    const value = parseJsonOrThrow('{"__proto__":{"polluted":1.0}}') as JsonObject;
    expect(Object.hasOwn(value, '__proto__')).toBe(true);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('says where a text stops being JSON', () => {
    expect(parseJson('{"a":1,]')).toMatchObject({ ok: false, offset: 7 });
    expect(parseJson('')).toMatchObject({ ok: false, offset: 0 });
  });

  it('writes lone surrogates and negative zero as AWS can read them', () => {
    expect(writeString('\ud800')).toBe('"\\uD800"');
    expect(writeJson(-0)).toBe('0');
  });

  it('reads 1,000 nested arrays', () => {
    const text = '['.repeat(1000) + '1.0' + ']'.repeat(1000);
    expect(roundTrip(text)).toBe(text);
  });
});

describe('equality', () => {
  const [one, oneFloat] = [parseJsonOrThrow('{"a":1}'), parseJsonOrThrow('{"a":1.0}')];
  it('takes 1 and 1.0 as equal, but not as identical', () => {
    expect(jsonEquals(one, oneFloat)).toBe(true);
    expect(jsonIdentical(one, oneFloat)).toBe(false);
    expect(jsonIdentical(oneFloat, parseJsonOrThrow('{"a":1.0}'))).toBe(true);
  });

  it.each([
    ['{"a":1,"b":2}', '{"b":2,"a":1}', true],
    ['[1,2]', '[2,1]', false],
    ['{"a":null}', '{}', false],
    ['{}', '[]', false],
    ['"1"', '1', false],
    ['[1]', '[1,1]', false],
    ['null', '{}', false],
    ['{"a":1}', '{"b":1}', false],
  ])('%s and %s: %s', (a, b, expected) => {
    expect(jsonEquals(parseJsonOrThrow(a), parseJsonOrThrow(b))).toBe(expected);
    expect(jsonEquals(parseJsonOrThrow(b), parseJsonOrThrow(a))).toBe(expected);
  });
});

describe('values', () => {
  it('names types as AWS does', () => {
    const values = [null, true, 1, new JsonNumber('1.0'), 'x', [], {}];
    expect(values.map(jsonTypeOf)).toEqual([
      'null',
      'boolean',
      'number',
      'number',
      'string',
      'array',
      'object',
    ]);
    expect(isJsonNumber(new JsonNumber('1.0'))).toBe(true);
    expect(isJsonObject(new JsonNumber('1.0'))).toBe(false);
  });

  it('sees own keys only', () => {
    expect(valueAt({}, 'toString')).toBeUndefined();
    expect(valueAt({ a: null }, 'a')).toBeNull();
  });

  it('adds a key last and replaces one in place', () => {
    const object = objectOf([
      ['b', 1],
      ['1', 2],
    ]);
    expect(keysOf(withKey(object, '0', 3))).toEqual(['b', '1', '0']);
    expect(entriesOf(withKey(object, 'b', 3))).toEqual([
      ['b', 3],
      ['1', 2],
    ]);
  });
});

describe('JsonDocument', () => {
  it('keeps the text that it came with', () => {
    const document = JsonDocument.ofText('[1, 2]');
    expect(document.value).toEqual([1, 2]);
    expect(document.text).toBe('[1, 2]');
    expect(JsonDocument.ofValue(document.value).text).toBe('[1,2]');
  });

  it('counts bytes of UTF-8', () => {
    expect(JsonDocument.ofValue('é').bytes).toBe(4);
    expect(JsonDocument.ofText('"€"').bytes).toBe(5);
  });

  it.each([
    ['"€€"', 7, true],
    ['"€€"', 8, false],
    ['"ab"', 4, false],
    ['"ab"', 3, true],
    ['1', 1000, false],
  ])('tells whether %s has more bytes than %i: %s', (text, bytes, longer) => {
    expect(JsonDocument.ofText(text).isLongerThan(bytes)).toBe(longer);
    expect(JsonDocument.ofValue(parseJsonOrThrow(text)).isLongerThan(bytes)).toBe(longer);
  });
});

describe('jacksonProblem', () => {
  it.each([
    [
      'not a definition',
      "Unrecognized token 'not': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
      1,
      4,
    ],
    ["{'a':1}", "Unexpected character (''' (code 39)): was expecting double-quote to start field name", 1, 3],
    ['{b}', "Unexpected character ('b' (code 98)): was expecting double-quote to start field name", 1, 3],
    [
      '{"a" 1}',
      "Unexpected character ('1' (code 49)): was expecting a colon to separate field name and value",
      1,
      7,
    ],
    ['[1 2]', "Unexpected character ('2' (code 50)): was expecting comma to separate Array entries", 1, 5],
    [
      '{"a":1 "b":2}',
      "Unexpected character ('\"' (code 34)): was expecting comma to separate Object entries",
      1,
      9,
    ],
    [
      '{\n"a":\nx}',
      "Unrecognized token 'x': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
      3,
      2,
    ],
    ['', 'No content to map due to end-of-input', 1, 1],
    ['"a', 'Unexpected end-of-input: was expecting closing quote for a string value', 1, 3],
    [
      '"a\u0001"',
      'Illegal unquoted character ((CTRL-CHAR, code 1)): has to be escaped using backslash to be included in string value',
      1,
      4,
    ],
  ])('%j: %s', (text, message, line, column) => {
    expect(jacksonProblem(text)).toEqual({ message, line, column });
  });

  it('finds nothing in JSON', () => {
    expect(['null', ' [true,false,{"a":-1.5e3}] ', '"\\""', '{}'].map(jacksonProblem)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
