/**
 * JavaScript moves keys that look like array indexes ("0", "42") to the front of an object; JSON text and AWS
 * don't. An object that holds such a key carries the order it was written in under a private symbol, so that
 * writing it again gives the same text. All other objects pay nothing.
 */
import type { JsonObject, JsonValue } from './value.ts';

const ORDER = Symbol('key order');

type Ordered = JsonObject & { readonly [ORDER]?: readonly string[] };

const looksLikeIndex = (key: string): boolean => /^(?:0|[1-9]\d{0,9})$/.test(key);

/** The keys of an object in the order in which they were written. */
export function keysOf(object: JsonObject): readonly string[] {
  return (object as Ordered)[ORDER] ?? Object.keys(object);
}

/** Key and value pairs in the order in which they were written. */
export function entriesOf(object: JsonObject): readonly (readonly [string, JsonValue])[] {
  return keysOf(object).map((key) => [key, object[key] as JsonValue]);
}

/** Makes an object of pairs. A key that occurs again takes the later value at the earlier place, as Jackson does. */
export function objectOf(entries: Iterable<readonly [string, JsonValue]>): JsonObject {
  const object: Record<string, JsonValue> = {};
  const keys: string[] = [];
  let indexed = false;
  for (const [key, value] of entries) {
    if (!Object.hasOwn(object, key)) {
      keys.push(key);
      indexed ||= looksLikeIndex(key);
    }
    if (key === '__proto__') {
      Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
    } else {
      object[key] = value;
    }
  }
  if (indexed) Object.defineProperty(object, ORDER, { value: keys });
  return object;
}

/** A copy of the object with one more (or another) value; a new key comes last. */
export function withKey(object: JsonObject, key: string, value: JsonValue): JsonObject {
  return objectOf([...entriesOf(object), [key, value]]);
}
