/** Changes every text of a JSON value, with the key under which it stands. */
import { entriesOf, objectOf } from '../../json/key-order.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../json/value.ts';

export type TextChange = (text: string, key: string) => string;

/** The items of a list stand under the list's key. */
export function mapTexts(value: JsonValue, change: TextChange, key = ''): JsonValue {
  if (typeof value === 'string') return change(value, key);
  if (isJsonArray(value)) return value.map((item) => mapTexts(item, change, key));
  return isJsonObject(value) ? mapFields(value, change) : value;
}

export const mapFields = (object: JsonObject, change: TextChange): JsonObject =>
  objectOf(entriesOf(object).map(([key, item]) => [key, mapTexts(item, change, key)]));
