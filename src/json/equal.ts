/** Equality of JSON values: by type and content; the order of keys doesn't count, the spelling of numbers may. */
import { isJsonNumber, isJsonObject, JsonNumber, type JsonValue } from './value.ts';

/** Equal as JSON values; `1` equals `1.0`. */
export const jsonEquals = (a: JsonValue, b: JsonValue): boolean => equal(a, b, sameNumber);

/** Equal as JSON values, numbers by their spelling too: `0` isn't `0.0`, as in AWS's own outputs. */
export const jsonIdentical = (a: JsonValue, b: JsonValue): boolean => equal(a, b, sameSpelling);

type NumberEquality = (a: number | JsonNumber, b: number | JsonNumber) => boolean;

const sameNumber: NumberEquality = (a, b) => a.valueOf() === b.valueOf();

const sameSpelling: NumberEquality = (a, b) => spelling(a) === spelling(b);

const spelling = (value: number | JsonNumber): string =>
  value instanceof JsonNumber ? value.text : String(value);

function equal(a: JsonValue, b: JsonValue, numbers: NumberEquality): boolean {
  if (a === b) return true;
  if (isJsonNumber(a)) return isJsonNumber(b) && numbers(a, b);
  if (Array.isArray(a)) {
    return (
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((item: JsonValue, i: number) => equal(item, b[i] as JsonValue, numbers))
    );
  }
  if (!isJsonObject(a) || !isJsonObject(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && equal(a[key] as JsonValue, b[key] as JsonValue, numbers))
  );
}
