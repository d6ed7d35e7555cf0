/** Arguments for which the result of an intrinsic function isn't recorded on AWS (AWS-BEHAVIOUR 3.5, marks [R2] and [I]). */
import { isJsonArray, isJsonNumber, isJsonObject, JsonNumber, type JsonValue } from '../../src/json/value.ts';

type Check = (values: readonly JsonValue[], around: string | undefined) => string | undefined;

const isScalar = (value: JsonValue | undefined): boolean =>
  value !== undefined && !isJsonArray(value) && !isJsonObject(value);

/** Nested no deeper than what test_generic recorded: scalars in one object or array. */
const isFlat = (value: JsonValue): boolean =>
  isScalar(value) || Object.values(value as object).every((item) => isScalar(item as JsonValue));

const isBase64 = (text: string): boolean => Buffer.from(text, 'base64').toString('base64') === text;

const CHECKS: Readonly<Record<string, Check>> = {
  ArrayContains: (values) =>
    values.some(
      (value) => isJsonObject(value) || (isJsonArray(value) && value.some((item) => !isPlain(item))),
    ) || values.some((value) => value instanceof JsonNumber)
      ? 'States.ArrayContains on objects, or on numbers of several spellings, rests on a third party ([R2])'
      : undefined,
  ArrayGetItem: ([array, index]) => {
    if (isJsonArray(array) && array.length === 0)
      return 'States.ArrayGetItem on [] rests on a third party ([R2])';
    return isJsonNumber(index) && !/^-?\d+$/.test(String(index instanceof JsonNumber ? index.text : index))
      ? 'States.ArrayGetItem with a fraction rests on a third party ([R2])'
      : undefined;
  },
  ArrayUnique: (_, around) =>
    around === 'ArrayLength'
      ? undefined
      : 'the order that States.ArrayUnique leaves rests on a third party ([R2])',
  Base64Decode: ([text]) =>
    typeof text === 'string' && !isBase64(text)
      ? 'a lenient States.Base64Decode rests on a third party ([R2])'
      : undefined,
  Format: (values) =>
    values.every(isFlat) ? undefined : 'States.Format of nested values is recorded one level deep only',
  Hash: ([data]) =>
    typeof data === 'string' ? undefined : 'States.Hash of what is no string rests on a third party ([R2])',
  JsonMerge: ([a, b, deep]) =>
    isJsonObject(a) && isJsonObject(b) && deep === false
      ? undefined
      : 'States.JsonMerge is recorded for two objects and false; deep merging fails in words of its own',
  MathAdd: (values) =>
    values.some((value) => isJsonNumber(value) && Math.abs(value.valueOf()) > 2 ** 31)
      ? 'States.MathAdd beyond 32 bits rests on a third party ([R2])'
      : undefined,
  MathRandom: (values) =>
    values.length === 2 &&
    values.every((value) => Number.isInteger(value)) &&
    Number(values[1]) - Number(values[0]) > 1
      ? undefined
      : 'States.MathRandom with fractions, equal bounds or a seed rests on a third party ([R2])',
  StringSplit: ([text]) => (text === '' ? "States.StringSplit('') rests on a third party ([R2])" : undefined),
};

const isPlain = (value: JsonValue): boolean => isScalar(value) && !(value instanceof JsonNumber);

/** Why the result of a call isn't known; `around` is the call that it is an argument of. */
export const unknownResult: (
  name: string,
  values: readonly JsonValue[],
  around: string | undefined,
) => string | undefined = (name, values, around) =>
  Object.hasOwn(CHECKS, name) ? CHECKS[name]?.(values, around) : undefined;
