/** Long texts of suites, written short: `{{repeat:TEXT:TIMES}}` stands for the text as often. */
import { entriesOf, objectOf } from '../json/key-order.ts';
import { isJsonArray, isJsonObject, type JsonValue } from '../json/value.ts';

const REPEAT = /\{\{repeat:([^:{}]+):(\d+)\}\}/g;

/** The value with every such text written out; keys stay as they are. */
export function expandTexts(value: JsonValue): JsonValue {
  if (typeof value === 'string')
    return value.replace(REPEAT, (_, text: string, times: string) => text.repeat(Number(times)));
  if (isJsonArray(value)) return value.map(expandTexts);
  return isJsonObject(value)
    ? objectOf(entriesOf(value).map(([key, item]) => [key, expandTexts(item)]))
    : value;
}
