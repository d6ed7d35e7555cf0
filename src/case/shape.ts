/** Checks of unknown JSON that say where it doesn't fit and what was expected. */
import {
  isJsonArray,
  isJsonNumber,
  isJsonObject,
  valueAt,
  type JsonObject,
  type JsonValue,
} from '../json/value.ts';

/** Something that was read isn't what it should be; `place` is a path such as `functions.orders.outcomes[0]`. */
export class ShapeError extends Error {
  readonly place: string;
  readonly expected: string;

  constructor(place: string, expected: string, found: JsonValue | undefined) {
    super(`${place || 'the value'}: expected ${expected}, found ${describe(found)}`);
    this.place = place;
    this.expected = expected;
  }
}

const describe = (value: JsonValue | undefined): string => {
  if (value === undefined) return 'nothing';
  if (isJsonArray(value)) return 'an array';
  if (isJsonObject(value)) {
    const keys = Object.keys(value);
    return keys.length === 0 ? 'an empty object' : `an object with ${keys.slice(0, 6).join(', ')}`;
  }
  return JSON.stringify(isJsonNumber(value) ? value.valueOf() : value).slice(0, 60);
};

export function expectObject(value: JsonValue | undefined, place: string): JsonObject {
  if (!isJsonObject(value)) throw new ShapeError(place, 'an object', value);
  return value;
}

export function expectArray(value: JsonValue | undefined, place: string): readonly JsonValue[] {
  if (!isJsonArray(value)) throw new ShapeError(place, 'an array', value);
  return value;
}

export function expectText(value: JsonValue | undefined, place: string): string {
  if (typeof value !== 'string') throw new ShapeError(place, 'a string', value);
  return value;
}

export function expectNumber(value: JsonValue | undefined, place: string): number {
  if (!isJsonNumber(value) || !(value.valueOf() >= 0))
    throw new ShapeError(place, 'a number of 0 or more', value);
  return value.valueOf();
}

export function expectOneOf<T extends string>(
  value: JsonValue | undefined,
  known: readonly T[],
  place: string,
): T {
  const found = known.find((one) => one === value);
  if (found === undefined) throw new ShapeError(place, known.map((one) => `"${one}"`).join(' or '), value);
  return found;
}

/** Each value of an object, checked. */
export function mapValues<T>(
  value: JsonValue | undefined,
  place: string,
  check: (value: JsonValue, place: string) => T,
): Readonly<Record<string, T>> {
  if (value === undefined) return {};
  const object = expectObject(value, place);
  return Object.fromEntries(
    Object.keys(object).map((key) => [key, check(object[key] as JsonValue, `${place}.${key}`)]),
  );
}

/** Each item of an array, checked. */
export const mapItems = <T>(
  value: JsonValue | undefined,
  place: string,
  check: (value: JsonValue, place: string) => T,
): readonly T[] => expectArray(value, place).map((item, i) => check(item, `${place}[${i}]`));

/** Refuses fields that nobody knows: a misspelt one would change the meaning silently. */
export function expectOnlyFields(object: JsonObject, known: readonly string[], place: string): void {
  const unknown = Object.keys(object).find((key) => !known.includes(key));
  if (unknown !== undefined) {
    throw new ShapeError(place, `only the fields ${known.join(', ')}`, objectWith(unknown, object));
  }
}

const objectWith = (key: string, object: JsonObject): JsonObject => ({ [key]: valueAt(object, key) ?? null });
