/** The JSONata functions that the analysis knows, for arguments for which AWS's results are plain (AWS-BEHAVIOUR 7.3). */
import { createHash } from 'node:crypto';
import { isJsonArray, isJsonObject, type JsonValue } from '../../../src/json/value.ts';
import { open } from '../outcome.ts';
import { UNFORESEEABLE } from '../unforeseeable.ts';
import type { Result } from './run-expression.ts';

type Known = (...values: readonly JsonValue[]) => JsonValue | undefined;

const FUNCTIONS: Readonly<Record<string, Known>> = {
  count: (items) => (isJsonArray(items) ? items.length : undefined),
  hash: (text, name) =>
    typeof text === 'string' && name === 'SHA-256'
      ? createHash('sha256').update(text).digest('hex')
      : undefined,
  length: (text) => (typeof text === 'string' && isPlain(text) ? text.length : undefined),
  lowercase: (text) => (typeof text === 'string' && isPlain(text) ? text.toLowerCase() : undefined),
  not: (flag) => (typeof flag === 'boolean' ? !flag : undefined),
  partition: (items, size) =>
    isJsonArray(items) && typeof size === 'number' && Number.isInteger(size) && size > 0
      ? chunks(items, size)
      : undefined,
  range: (start, end, step) =>
    [start, end, step].every(Number.isInteger) ? range(Number(start), Number(end), Number(step)) : undefined,
  string: (of) =>
    typeof of === 'string' || typeof of === 'boolean' || Number.isInteger(of) ? String(of) : undefined,
  type: typeName,
  uppercase: (text) => (typeof text === 'string' && isPlain(text) ? text.toUpperCase() : undefined),
  uuid: () => UNFORESEEABLE.id,
};

/** Case and length of what is beyond ASCII differ between Java and JavaScript. */
// oxlint-disable-next-line no-control-regex -- all of ASCII
const isPlain = (text: string): boolean => /^[\u0000-\u007f]*$/.test(text);

const chunks = (items: readonly JsonValue[], size: number): readonly JsonValue[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));

/** A single item isn't an array (7.2.12), and what becomes of none isn't plain. */
function range(start: number, end: number, step: number): JsonValue | undefined {
  const length = step === 0 ? 0 : Math.floor((end - start) / step) + 1;
  if (length < 1 || length > 100) return undefined;
  return length === 1 ? start : Array.from({ length }, (_, i) => start + i * step);
}

function typeName(of: JsonValue | undefined): string | undefined {
  if (of === undefined) return undefined;
  if (of === null) return 'null';
  if (isJsonArray(of)) return 'array';
  return isJsonObject(of) ? 'object' : typeof of;
}

export function runFunction(name: string, results: readonly Result[]): Result {
  // The one function that may look at what isn't there.
  if (name === 'exists' && results.length === 1)
    return { kind: 'value', value: results[0]?.kind === 'value' };
  const known = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  const values = results.flatMap((result) => (result.kind === 'value' ? [result.value] : []));
  const value = values.length === results.length ? known?.(...values) : undefined;
  return value === undefined ? open(`$${name} of these arguments is not analysed`) : { kind: 'value', value };
}
