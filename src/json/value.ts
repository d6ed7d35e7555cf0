/**
 * JSON as AWS Step Functions sees it: the six types, with two things that JavaScript loses kept.
 *
 * - A number keeps its spelling where JavaScript would print another one (`0.0`, `1e3`, beyond 2^53): it is a
 *   {@link JsonNumber}. Source: AWS-BEHAVIOUR 1.1.2, 3.2.11.
 * - An object keeps the order of its keys even where some look like array indexes; see `key-order.ts`.
 *
 * Values are never changed once made.
 */
export type JsonValue = null | boolean | number | JsonNumber | string | readonly JsonValue[] | JsonObject;

/** A JSON object; every key is an own property, `__proto__` too. */
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** A number whose spelling JavaScript would change. */
export class JsonNumber {
  /** The number exactly as the JSON text spelled it. */
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** The nearest double. */
  valueOf(): number {
    return Number(this.text);
  }
}

/** The names that AWS gives to the types of JSON. */
export type JsonTypeName = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object';

export const isJsonArray = (value: JsonValue | undefined): value is readonly JsonValue[] =>
  Array.isArray(value);

export const isJsonObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof JsonNumber);

export const isJsonNumber = (value: JsonValue | undefined): value is number | JsonNumber =>
  typeof value === 'number' || value instanceof JsonNumber;

/** The type of a value, in AWS's words. */
export function jsonTypeOf(value: JsonValue): JsonTypeName {
  if (value === null) return 'null';
  if (isJsonNumber(value)) return 'number';
  if (Array.isArray(value)) return 'array';
  return typeof value as JsonTypeName;
}

/** True where the object itself has the key; keys inherited from Object.prototype don't count. */
export const hasKey = (object: JsonObject, key: string): boolean => Object.hasOwn(object, key);

/** The value under a key, or undefined. */
export const valueAt = (object: JsonObject, key: string): JsonValue | undefined =>
  Object.hasOwn(object, key) ? object[key] : undefined;
