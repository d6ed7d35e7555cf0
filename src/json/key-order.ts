/**
 * JavaScript moves keys that look like array indexes ("0", "42") to the front of an object; JSON text and AWS
 * don't. An object that holds such a key carries the order it was written in under a private symbol, so that
 * writing it again gives the same text. All other objects pay nothing.
 */
import type { JsonObject, JsonValue } from './value.ts';

const ORDER = Symbol('key order');

type Ordered = JsonObject & { readonly [ORDER]?: readonly string[] };

const INDEX = /^(?:0|[1-9]\d{0,9})$/;

/** Most keys begin with a letter and are told by that. */
function looksLikeIndex(key: string): boolean {
  const first = key.charCodeAt(0);
  return first >= 0x30 && first <= 0x39 && INDEX.test(key);
}

/** The keys of an object in the order in which they were written. */
export function keysOf(object: JsonObject): readonly string[] {
  return (object as Ordered)[ORDER] ?? Object.keys(object);
}

/** Key and value pairs in the order in which they were written. */
export function entriesOf(object: JsonObject): readonly (readonly [string, JsonValue])[] {
  return keysOf(object).map((key) => [key, object[key] as JsonValue]);
}

/** Makes an object of pairs. A key that occurs again takes the later value at the earlier place, as Jackson does. */
export const objectOf = (entries: readonly (readonly [string, JsonValue])[]): JsonObject =>
  objectWith(
    entries.map(([key]) => key),
    entries.map(([, value]) => value),
  );

/** The same of keys and their values. */
export function objectWith(keys: readonly string[], values: readonly JsonValue[]): JsonObject {
  const object: Record<string, JsonValue> = {};
  let indexed = false;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as string;
    put(object, key, values[i] as JsonValue);
    indexed ||= looksLikeIndex(key);
  }
  if (indexed) Object.defineProperty(object, ORDER, { value: [...new Set(keys)] });
  return object;
}

function put(object: Record<string, JsonValue>, key: string, value: JsonValue): void {
  if (key === '__proto__')
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  else object[key] = value;
}

/** A copy of the object with one more (or another) value; a new key comes last. */
export function withKey(object: JsonObject, key: string, value: JsonValue): JsonObject {
  return (object as Ordered)[ORDER] !== undefined || looksLikeIndex(key)
    ? objectOf([...entriesOf(object), [key, value]])
    : { ...object, [key]: value };
}
