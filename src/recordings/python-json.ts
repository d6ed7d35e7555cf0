/** JSON as Python's json.dumps writes it: the recorded tests wrote their inputs so, and Python functions their results. */
import { entriesOf } from '../json/key-order.ts';
import { isJsonArray, isJsonObject, type JsonValue } from '../json/value.ts';
import { writeJson } from '../json/write.ts';

/** `", "` and `": "` between tokens, everything beyond ASCII escaped. */
export function pythonJson(value: JsonValue): string {
  if (isJsonArray(value)) return `[${value.map(pythonJson).join(', ')}]`;
  if (isJsonObject(value)) {
    return `{${entriesOf(value)
      .map(([key, item]) => `${pythonJson(key)}: ${pythonJson(item)}`)
      .join(', ')}}`;
  }
  const text = writeJson(value);
  return typeof value === 'string'
    ? text.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    : text;
}

/** A value as Python's repr shows it, for the functions that print their event. */
export function pythonRepr(value: JsonValue): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (isJsonArray(value)) return `[${value.map(pythonRepr).join(', ')}]`;
  if (isJsonObject(value)) {
    return `{${entriesOf(value)
      .map(([key, item]) => `${pythonRepr(key)}: ${pythonRepr(item)}`)
      .join(', ')}}`;
  }
  if (typeof value !== 'string') return writeJson(value);
  const quote = value.includes("'") && !value.includes('"') ? '"' : "'";
  const escaped = value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
  return quote + (quote === "'" ? escaped.replaceAll("'", "\\'") : escaped) + quote;
}
