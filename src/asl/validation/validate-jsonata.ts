/** Rules of JSONata fields: what AWS refuses of an expression before it ever runs (AWS-BEHAVIOUR 7.2.4 to 7.2.8). */
import { entriesOf } from '../../json/key-order.ts';
import { isJsonArray, isJsonObject, valueAt, type JsonObject, type JsonValue } from '../../json/value.ts';
import { expressionSource, parseExpression } from '../jsonata/expression.ts';
import { unsupportedReferences, type Place } from '../jsonata/unsupported-references.ts';
import type { StateType } from '../state/state.ts';
import { isSubstitution } from '../state/substitution.ts';
import type { Problems } from './problems.ts';

const FIELDS = [
  'Arguments',
  'Output',
  'Assign',
  'Items',
  'ItemSelector',
  'Seconds',
  'Timestamp',
  'TimeoutSeconds',
  'HeartbeatSeconds',
  'MaxConcurrency',
  'ToleratedFailureCount',
  'ToleratedFailurePercentage',
  'Error',
  'Cause',
  'Credentials',
] as const;

/** `$states.result` exists where something was worked out: in Output and Assign of these (7.2.3). */
const HAS_RESULT: ReadonlySet<StateType> = new Set(['Task', 'Parallel', 'Map']);

export function validateJsonataFields(
  state: JsonObject,
  type: StateType,
  place: string,
  problems: Problems,
): void {
  for (const field of FIELDS) {
    const value = valueAt(state, field);
    if (value === undefined) continue;
    const result = HAS_RESULT.has(type) && (field === 'Output' || field === 'Assign');
    validateValue(value, `${place}/${field}`, { result, errorOutput: false }, problems);
  }
  for (const [list, fields] of [
    ['Choices', ['Condition', 'Output', 'Assign']],
    ['Catch', ['Output', 'Assign']],
  ] as const) {
    const items = valueAt(state, list);
    if (!isJsonArray(items)) continue;
    for (const [i, item] of items.entries()) {
      if (!isJsonObject(item)) continue;
      for (const field of fields) {
        const value = valueAt(item, field);
        if (value === undefined) continue;
        const place_ = { result: false, errorOutput: list === 'Catch' };
        validateValue(value, `${place}/${list}[${i}]/${field}`, place_, problems);
      }
    }
  }
}

function validateValue(value: JsonValue, location: string, place: Place, problems: Problems): void {
  if (typeof value === 'string') validateExpression(value, location, place, problems);
  else if (isJsonArray(value)) {
    for (const [i, item] of value.entries()) validateValue(item, `${location}[${i}]`, place, problems);
  } else if (isJsonObject(value)) {
    for (const [key, item] of entriesOf(value)) validateValue(item, `${location}/${key}`, place, problems);
  }
}

function validateExpression(text: string, location: string, place: Place, problems: Problems): void {
  const source = expressionSource(text);
  if (source === undefined) return;
  const parsing = parseExpression(source);
  if (!parsing.ok) {
    if (isSubstitution(text)) return;
    problems.add(parsing.message, location, 'INVALID_JSONATA_EXPRESSION');
    return;
  }
  for (const message of unsupportedReferences(parsing.engine, place)) {
    problems.add(message, location, 'UNSUPPORTED_JSONATA_EXPRESSION');
  }
}
