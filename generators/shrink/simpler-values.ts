/** Simpler JSON in place of JSON that is only data. */
import { isJsonArray, isJsonNumber, isJsonObject, JsonNumber, type JsonValue } from '../../src/json/value.ts';
import { dropParts } from './drop-parts.ts';

/** The simplest of its type first, then without parts, then with simpler parts. */
export function* simplerValues(value: JsonValue): Iterable<JsonValue> {
  yield* simplest(value);
  if (isJsonArray(value) || isJsonObject(value)) yield* dropParts(value);
  yield* withSimplerParts(value);
}

function* simplest(value: JsonValue): Iterable<JsonValue> {
  if (isJsonArray(value)) {
    if (value.length > 0) yield [];
    yield* value;
  } else if (isJsonObject(value)) {
    if (Object.keys(value).length > 0) yield {};
    yield* Object.values(value);
  } else if (isJsonNumber(value)) {
    if (value !== 0) yield 0;
    if (value instanceof JsonNumber) yield value.valueOf();
  } else if (typeof value === 'string') {
    if (value !== '') yield '';
    // oxlint-disable-next-line no-control-regex -- what is beyond ASCII may be needless
    const plain = value.replace(/[^\u0000-\u007f]/g, 'x');
    if (plain !== value) yield plain;
    if (value.length > 1) yield value.slice(0, 1);
  }
}

function* withSimplerParts(value: JsonValue): Iterable<JsonValue> {
  if (isJsonArray(value)) {
    for (const [i, item] of value.entries()) {
      for (const simpler of [...simplest(item), ...withSimplerParts(item)]) yield value.with(i, simpler);
    }
  } else if (isJsonObject(value)) {
    for (const [key, inner] of Object.entries(value)) {
      for (const simpler of [...simplest(inner), ...withSimplerParts(inner)])
        yield { ...value, [key]: simpler };
    }
  }
}
