/** JSON indented for reading: numbers as they were spelled, keys in the order in which they were written. */
import { entriesOf } from '../json/key-order.ts';
import { parseJson } from '../json/parse.ts';
import { spelled } from '../json/spelled.ts';
import { isJsonArray, isJsonObject, type JsonValue } from '../json/value.ts';
import { writeJson } from '../json/write.ts';

/** Two spaces a level; what is empty stays on one line. */
export function prettyJson(value: JsonValue, margin = ''): string {
  const inner = `${margin}  `;
  const items = isJsonArray(value)
    ? value.map((item) => prettyJson(item, inner))
    : isJsonObject(value)
      ? entriesOf(value).map(([key, item]) => `${writeJson(key)}: ${prettyJson(item, inner)}`)
      : [];
  if (items.length === 0) return writeJson(value);
  const [open, close] = isJsonArray(value) ? '[]' : '{}';
  return `${open}\n${items.map((item) => inner + item).join(',\n')}\n${margin}${close}`;
}

/** A text that holds JSON, indented; any other text as it is. */
export function prettyText(text: string): string {
  const parsing = parseJson(text);
  return parsing.ok ? prettyJson(parsing.value) : text;
}

/** Any value of the model, indented; what is undefined in it is left out, as in its file. */
export const prettyValue = (value: object): string => prettyText(JSON.stringify(value, spelled));
