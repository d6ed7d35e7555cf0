/** Compares JSON values up to what AWS leaves open. */
import { jsonIdentical } from '../json/equal.ts';
import {
  isJsonArray,
  isJsonObject,
  jsonTypeOf,
  valueAt,
  type JsonObject,
  type JsonValue,
} from '../json/value.ts';
import { parseJson } from '../json/parse.ts';
import { isPredictedInstant, sameText } from './open-values.ts';

/** Where two values part, and how: the shape is what they have in common with other differences of one cause. */
export interface ValueDifference {
  /** Below the compared value; empty for the value itself. */
  readonly path: string;
  readonly expected: JsonValue | undefined;
  readonly observed: JsonValue | undefined;
}

/**
 * Keys whose content is the transport's: headers, request ids. That they are there is compared, what they hold isn't
 * (AWS-BEHAVIOUR 10.2.2).
 */
const TRANSPORT = new Set(['SdkHttpMetadata', 'SdkResponseMetadata']);

/** The last lines of a function's log in base64 are its target's own. */
const LOG = 'LogResult';

/** The first place where two values part, or undefined. The order of keys doesn't count (3.1.21), the spelling of numbers does. */
export function compareValues(
  expected: JsonValue | undefined,
  observed: JsonValue | undefined,
  path = '',
): ValueDifference | undefined {
  if (expected === undefined || observed === undefined) {
    return expected === observed ? undefined : { path, expected, observed };
  }
  if (typeof expected === 'string' && typeof observed === 'string') {
    return sameText(expected, observed) || sameJsonText(expected, observed)
      ? undefined
      : { path, expected, observed };
  }
  if (isJsonArray(expected) && isJsonArray(observed)) return compareArrays(expected, observed, path);
  if (isJsonObject(expected) && isJsonObject(observed)) return compareObjects(expected, observed, path);
  return jsonIdentical(expected, observed) || bothNow(expected, observed)
    ? undefined
    : { path, expected, observed };
}

/** The time of an execution in milliseconds, each by its own clock. */
const bothNow = (expected: JsonValue, observed: JsonValue): boolean =>
  typeof expected === 'number' &&
  isPredictedInstant(expected) &&
  typeof observed === 'number' &&
  observed > 1e12;

function compareArrays(
  expected: readonly JsonValue[],
  observed: readonly JsonValue[],
  path: string,
): ValueDifference | undefined {
  if (expected.length !== observed.length) return { path, expected, observed };
  for (const [i, item] of expected.entries()) {
    const difference = compareValues(item, observed[i], `${path}[]`);
    if (difference) return difference;
  }
  return undefined;
}

function compareObjects(
  expected: JsonObject,
  observed: JsonObject,
  path: string,
): ValueDifference | undefined {
  for (const key of new Set([...Object.keys(expected), ...Object.keys(observed)])) {
    const [wanted, found] = [valueAt(expected, key), valueAt(observed, key)];
    if (TRANSPORT.has(key) && isJsonObject(wanted) && isJsonObject(found)) continue;
    if (key === LOG && typeof wanted === 'string' && typeof found === 'string') continue;
    const difference = compareValues(wanted, found, `${path}.${key}`);
    if (difference) return difference;
  }
  return undefined;
}

/** Texts that hold JSON, such as a cause, are compared as what they hold. */
function sameJsonText(expected: string, observed: string): boolean {
  if (!/^[[{]/.test(expected) || !/^\s*[[{]/.test(observed)) return false;
  const [a, b] = [parseJson(expected), parseJson(observed)];
  return a.ok && b.ok && compareValues(a.value, b.value) === undefined;
}

/** A few words for a value: its type, and for an error's name or a boolean the value itself. */
export function shapeOf(value: JsonValue | undefined): string {
  if (value === undefined) return 'absent';
  if (value === null || typeof value === 'boolean') return String(value);
  if (value === '' || (isJsonArray(value) && value.length === 0)) return `empty ${jsonTypeOf(value)}`;
  return jsonTypeOf(value);
}
