/** Typed look-ups in the JSON of a definition. A field of another type counts as absent: validation has named it before. */
import { isJsonArray, isJsonNumber, isJsonObject, valueAt, type JsonObject } from '../../json/value.ts';

export const textField = (object: JsonObject, name: string): string | undefined => {
  const value = valueAt(object, name);
  return typeof value === 'string' ? value : undefined;
};

export const numberField = (object: JsonObject, name: string): number | undefined => {
  const value = valueAt(object, name);
  return isJsonNumber(value) ? value.valueOf() : undefined;
};

export const objectField = (object: JsonObject, name: string): JsonObject | undefined => {
  const value = valueAt(object, name);
  return isJsonObject(value) ? value : undefined;
};

export const objectsField = (object: JsonObject, name: string): readonly JsonObject[] => {
  const value = valueAt(object, name);
  return isJsonArray(value) ? value.filter(isJsonObject) : [];
};

export const textsField = (object: JsonObject, name: string): readonly string[] => {
  const value = valueAt(object, name);
  return isJsonArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
};

/** `{ [key]: convert(value) }` where there is a value, else nothing; keeps optional fields absent instead of undefined. */
export function optional<Key extends string, From, To>(
  key: Key,
  value: From | undefined,
  convert: (value: From) => To | undefined,
): { readonly [K in Key]?: To } {
  const converted = value === undefined ? undefined : convert(value);
  return converted === undefined ? {} : ({ [key]: converted } as { readonly [K in Key]?: To });
}

export const same = <T>(value: T): T => value;
