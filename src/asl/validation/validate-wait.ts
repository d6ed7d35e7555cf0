/** Rules of a Wait state (AWS-BEHAVIOUR 6.3.1, 6.3.2, 6.3.9). */
import { isJsonNumber, valueAt, type JsonObject, type JsonValue } from '../../json/value.ts';
import { parseTimestamp } from '../choice/timestamp.ts';
import { expressionSource } from '../jsonata/expression.ts';
import type { QueryLanguage } from '../state/state.ts';
import { isSubstitution } from '../state/substitution.ts';
import type { Problems } from './problems.ts';

const TIMERS = ['SecondsPath', 'Seconds', 'TimestampPath', 'Timestamp'] as const;

export function validateWait(
  state: JsonObject,
  language: QueryLanguage,
  place: string,
  problems: Problems,
): void {
  if (TIMERS.filter((field) => Object.hasOwn(state, field)).length !== 1) {
    problems.add(`There should only be one of the following fields: [${TIMERS.join(', ')}]`, place);
  }
  const isOpen = (value: JsonValue | undefined): boolean =>
    isSubstitution(value) ||
    (language === 'JSONata' && typeof value === 'string' && expressionSource(value) !== undefined);
  const seconds = valueAt(state, 'Seconds');
  if (isJsonNumber(seconds) && seconds.valueOf() < 0) problems.add('Minimum value is 0', `${place}/Seconds`);
  else if (seconds !== undefined && !isOpen(seconds) && !Number.isInteger(seconds?.valueOf())) {
    problems.add('Expected value of type Integer', `${place}/Seconds`);
  }
  const timestamp = valueAt(state, 'Timestamp');
  if (timestamp === undefined || isOpen(timestamp)) return;
  if (typeof timestamp !== 'string' || parseTimestamp(timestamp) === undefined) {
    problems.add('String does not match RFC3339 timestamp', `${place}/Timestamp`);
  }
}
