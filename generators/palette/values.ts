/** Values that inputs, results and constants are made of. */
import { JsonNumber, type JsonValue } from '../../src/json/value.ts';

export const TEXTS = ['new', 'shipped', 'a,b;c', 'order-17', '', 'New', '42', 'file*name.txt'] as const;
export const UNICODE_TEXTS = ['Zürich', '日本', 'naïve café', '😀 ok'] as const;

export const NUMBERS = [0, 1, 3, 7, -2, 42, 2.5] as const;

/**
 * Numbers whose spelling JavaScript would change. AWS keeps these (AWS-BEHAVIOUR 1.1.2, 3.2.11); what it makes of exponents and of
 * further zeros isn't recorded.
 */
export const SPELLED_NUMBERS: readonly JsonValue[] = ['0.0', '1.0', '-3.0', '100.0'].map(
  (text) => new JsonNumber(text),
);

/** Timestamps, all long past; two of them name the same instant. */
export const TIMESTAMPS = [
  '2020-05-17T12:00:00Z',
  '2020-05-17T14:00:00+02:00',
  '2019-01-01T00:00:00.000Z',
  '2021-12-31T23:59:59.123456789Z',
] as const;

export const NO_TIMESTAMPS = ['tomorrow', '2020-05-17'] as const;

/** JSON as text, for States.StringToJson and string payloads. */
export const JSON_TEXTS = [
  '{"a":1,"b":[true,null]}',
  '[1,2,3]',
  '0',
  'null',
  '"text"',
  ' {} ',
  'true',
] as const;

/** Outputs of tokens as texts whose spelling counts. */
export const OUTPUT_TEXTS = ['{ "a": 1, "b": [ ] }', '1.0', '"text"', 'null', '[1, 2]', ' true '] as const;

/** Texts that are no JSON. */
export const NO_JSON_TEXTS = ['abc', '{"a":', 'tru', ''] as const;

export const STRINGS_TO_SPLIT = ['a,b;c', '1,2,,3', 'one two', 'x'] as const;
