/** Compares the details of two events of one type. */
import { keysOf, objectOf } from '../json/key-order.ts';
import { parseJson } from '../json/parse.ts';
import { isJsonObject, valueAt, type JsonObject, type JsonValue } from '../json/value.ts';
import { sameCause, sameJson } from './compare-causes.ts';
import { compareValues } from './compare-values.ts';
import type { Difference } from './difference.ts';
import { sameText } from './open-values.ts';

/** What the kit chose itself, or what has no counterpart in a prediction. */
const NOT_COMPARED = new Set(['roleArn', 'stateMachineVersionArn', 'stateMachineAliasArn']);

/** `{"truncated":false}` beside each text. */
const UNCUT = new Set(['inputDetails', 'outputDetails', 'assignedVariablesDetails']);

/** Details that are JSON text. */
const JSON_TEXTS = new Set(['input', 'output', 'parameters']);

export function compareEventDetails(
  expected: JsonObject,
  observed: JsonObject,
  type: string,
  inferredCause: boolean,
): readonly Difference[] {
  const keys = new Set([...keysOf(expected), ...keysOf(observed)]);
  return [...keys].flatMap((key): readonly Difference[] => {
    if (NOT_COMPARED.has(key) || (key === 'cause' && inferredCause)) return [];
    const [wanted, found] = [valueAt(expected, key), valueAt(observed, key)];
    if (same(key, wanted, found)) return [];
    // That texts aren't cut is said by every event or by none: one cause, one place.
    const place = found === undefined && UNCUT.has(key) ? `${key} (absent)` : `${type}.${key}`;
    return [{ facet: 'history', place, expected: wanted, observed: found }];
  });
}

function same(key: string, wanted: JsonValue | undefined, found: JsonValue | undefined): boolean {
  if (typeof wanted === 'string' && typeof found === 'string') {
    if (JSON_TEXTS.has(key)) return sameJson(wanted, found);
    return key === 'cause' ? sameCause(wanted, found) !== 'different' : sameText(wanted, found);
  }
  if (key === 'assignedVariables' && isJsonObject(wanted) && isJsonObject(found)) {
    return compareValues(parsedValues(wanted), parsedValues(found)) === undefined;
  }
  return compareValues(wanted, found) === undefined;
}

/** Variables are shown as JSON text each. */
const parsedValues = (variables: JsonObject): JsonObject =>
  objectOf(
    keysOf(variables).map((name) => {
      const value = variables[name] as JsonValue;
      const parsing = typeof value === 'string' ? parseJson(value) : undefined;
      return [name, parsing?.ok ? parsing.value : value] as const;
    }),
  );
