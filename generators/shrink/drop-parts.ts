/** JSON with one part left out, the largest first: a field, a retrier, a rule, a branch, an item, a character ... */
import { isJsonArray, isJsonObject, type JsonValue } from '../../src/json/value.ts';
import { writeJson } from '../../src/json/write.ts';

interface Drop {
  readonly bytes: number;
  readonly make: () => JsonValue;
}

export function* dropParts(value: JsonValue): Iterable<JsonValue> {
  const drops = [...dropsOf(value, (whole) => whole)].toSorted((a, b) => b.bytes - a.bytes);
  for (const { make } of drops) yield make();
}

function* dropsOf(value: JsonValue, put: (part: JsonValue) => JsonValue): Iterable<Drop> {
  if (isJsonArray(value)) {
    for (const [i, item] of value.entries()) {
      yield { bytes: sizeOf(item), make: () => put(value.toSpliced(i, 1)) };
      yield* dropsOf(item, (other) => put(value.with(i, other)));
    }
  } else if (isJsonObject(value)) {
    for (const [key, inner] of Object.entries(value)) {
      const { [key]: _, ...others } = value;
      yield { bytes: sizeOf(inner) + key.length, make: () => put(others) };
      yield* dropsOf(inner, (other) => put({ ...value, [key]: other }));
    }
  }
}

const sizeOf = (value: JsonValue): number => writeJson(value).length;
