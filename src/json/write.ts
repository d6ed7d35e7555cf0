/** Writes JSON text as AWS does: compact, keys in order, numbers as spelled, Jackson's escapes. */
import { entriesOf, keysOf } from './key-order.ts';
import { JsonNumber, type JsonObject, type JsonValue } from './value.ts';

/** Compact JSON text: no white space between tokens. */
export const writeJson = (value: JsonValue): string => write(value, 0, Infinity);

/** The same; undefined where the text is longer than `most`, which is found out without writing all of it. */
export function writeJsonWithin(value: JsonValue, most: number): string | undefined {
  try {
    const text = write(value, 0, most);
    return text.length > most ? undefined : text;
  } catch (error) {
    if (error === TOO_LONG) return undefined;
    throw error;
  }
}

/** Ends the writing of a text that has grown too long. */
const TOO_LONG = new Error('the text is longer than it may be');

/** Levels that are written one inside the other; what lies deeper is written without recursion. */
const RECURSIVE = 1000;

function write(value: JsonValue, depth: number, most: number): string {
  if (typeof value === 'string') return writeString(value);
  if (typeof value !== 'object' || value === null || value instanceof JsonNumber) return writeScalar(value);
  if (depth > RECURSIVE) return writeDeep(value, most);
  const text = Array.isArray(value)
    ? writeArray(value as readonly JsonValue[], depth, most)
    : writeObject(value as JsonObject, depth, most);
  if (text.length > most) throw TOO_LONG;
  return text;
}

function writeArray(items: readonly JsonValue[], depth: number, most: number): string {
  let text = '[';
  for (let i = 0; i < items.length; i++) {
    const item = write(items[i] as JsonValue, depth + 1, most);
    text += i === 0 ? item : ',' + item;
    if (text.length > most) throw TOO_LONG;
  }
  return text + ']';
}

function writeObject(object: JsonObject, depth: number, most: number): string {
  const keys = keysOf(object);
  let text = '{';
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as string;
    if (i > 0) text += ',';
    text += writeString(key) + ':' + write(object[key] as JsonValue, depth + 1, most);
    if (text.length > most) throw TOO_LONG;
  }
  return text + '}';
}

/** A number as JavaScript prints it, which for negative zero is `0`. */
const writeScalar = (value: string | number | boolean | null | JsonNumber): string =>
  typeof value === 'string' ? writeString(value) : value instanceof JsonNumber ? value.text : String(value);

/** What is yet to be written, last first: values, and the text between them. */
type Part = { readonly value: JsonValue } | { readonly text: string };

function writeDeep(root: JsonValue, most: number): string {
  const parts: Part[] = [{ value: root }];
  const written: string[] = [];
  let length = 0;
  for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
    if ('text' in part) {
      written.push(part.text);
      length += part.text.length;
      if (length > most) throw TOO_LONG;
    } else for (const inner of partsOf(part.value).toReversed()) parts.push(inner);
  }
  return written.join('');
}

function partsOf(value: JsonValue): readonly Part[] {
  if (typeof value !== 'object' || value === null || value instanceof JsonNumber)
    return [{ text: writeScalar(value) }];
  if (Array.isArray(value)) {
    const items = (value as readonly JsonValue[]).flatMap((item, i) => [
      { text: i === 0 ? '' : ',' },
      { value: item },
    ]);
    return [{ text: '[' }, ...items, { text: ']' }];
  }
  const fields = entriesOf(value as JsonObject).flatMap(([key, item], i) => [
    { text: `${i === 0 ? '' : ','}${writeString(key)}:` },
    { value: item },
  ]);
  return [{ text: '{' }, ...fields, { text: '}' }];
}

/** A JSON string. Control characters are escaped with upper-case hexadecimal digits, as Jackson writes them. */
export function writeString(text: string): string {
  for (let i = 0; i < text.length; i++) {
    if (!isPlain(text.charCodeAt(i))) return escaped(text);
  }
  return '"' + text + '"';
}

/** True for a unit that stands in a string as it is: no quote, backslash, control character or surrogate. */
const isPlain = (unit: number): boolean =>
  unit >= 0x20 && unit !== 0x22 && unit !== 0x5c && (unit < 0xd800 || unit > 0xdfff);

function escaped(text: string): string {
  const written = JSON.stringify(text);
  return written.includes('\\u') ? written.replace(ESCAPE, upperCased) : written;
}

/** Any escape: that of a backslash takes its second one with it. */
const ESCAPE = /\\(?:u[0-9a-f]{4}|.)/g;

const upperCased = (escape: string): string =>
  escape.length === 2 ? escape : '\\u' + escape.slice(2).toUpperCase();
