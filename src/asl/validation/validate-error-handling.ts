/** Rules of Retry and Catch (AWS-BEHAVIOUR 2.1.1, 2.1.2, 4.1, 4.2). */
import { isJsonNumber, valueAt, type JsonObject } from '../../json/value.ts';
import { objectsField, textsField } from '../state/fields.ts';
import type { QueryLanguage } from '../state/state.ts';
import type { Problems } from './problems.ts';
import { validateResultPath, validateTemplate } from './validate-paths.ts';

export function validateErrorHandling(
  state: JsonObject,
  language: QueryLanguage,
  place: string,
  problems: Problems,
): void {
  for (const [field, required] of [
    ['Retry', ['ErrorEquals']],
    ['Catch', ['ErrorEquals', 'Next']],
  ] as const) {
    const handlers = objectsField(state, field);
    for (const [i, handler] of handlers.entries()) {
      const location = `${place}/${field}[${i}]`;
      const missing = required.filter((name) => !Object.hasOwn(handler, name));
      if (missing.length > 0) problems.add(`These fields are required: [${missing.join(', ')}]`, location);
      const names = textsField(handler, 'ErrorEquals');
      if (Object.hasOwn(handler, 'ErrorEquals') && names.length === 0) {
        problems.add('Value cannot be empty', `${location}/ErrorEquals`);
      }
      // Alone in its list, and in the last retrier or catcher (TA:Validation.Structure-004 to 007).
      if (names.includes('States.ALL') && (names.length > 1 || i < handlers.length - 1)) {
        problems.add('States.ALL must appear alone and at end of list', `${location}/ErrorEquals`);
      }
      if (field === 'Retry') validateRetrier(handler, location, problems);
      else validateCatcher(handler, language, location, problems);
    }
  }
}

/** Documented bounds (4.1); their texts are inferred. */
const LEAST: readonly (readonly [field: string, least: number])[] = [
  ['MaxAttempts', 0],
  ['IntervalSeconds', 1],
  ['BackoffRate', 1],
  ['MaxDelaySeconds', 1],
];

function validateRetrier(retrier: JsonObject, location: string, problems: Problems): void {
  for (const [field, least] of LEAST) {
    const value = valueAt(retrier, field);
    if (isJsonNumber(value) && value.valueOf() < least) {
      problems.add(`Minimum value is ${least}`, `${location}/${field}`);
    }
  }
  const jitter = valueAt(retrier, 'JitterStrategy');
  if (jitter !== undefined && jitter !== 'FULL' && jitter !== 'NONE') {
    problems.add('Value should be one of the following: [FULL, NONE]', `${location}/JitterStrategy`);
  }
}

function validateCatcher(
  catcher: JsonObject,
  language: QueryLanguage,
  location: string,
  problems: Problems,
): void {
  if (language === 'JSONata') return;
  validateResultPath(catcher, location, problems);
  const assign = valueAt(catcher, 'Assign');
  if (assign !== undefined) validateTemplate(assign, `${location}/Assign`, problems);
}
