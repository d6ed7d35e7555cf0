/** Whether Retry and Catch are such as AWS accepts (AWS-BEHAVIOUR 2.1.2, 4.1, 4.2). */
import {
  isJsonArray,
  isJsonNumber,
  isJsonObject,
  valueAt,
  type JsonObject,
  type JsonValue,
} from '../../src/json/value.ts';

export const areSoundHandlers = (state: JsonObject): boolean =>
  isSoundList(state['Retry'], isSoundRetrier) &&
  isSoundList(state['Catch'], ({ Next }) => typeof Next === 'string');

function isSoundList(list: JsonValue | undefined, isSound: (handler: JsonObject) => boolean): boolean {
  if (list === undefined) return true;
  if (!isJsonArray(list)) return false;
  return list.every((handler, i) => {
    if (!isJsonObject(handler) || !isSound(handler)) return false;
    const names = handler['ErrorEquals'];
    if (!isJsonArray(names) || names.length === 0 || !names.every((name) => typeof name === 'string'))
      return false;
    // "States.ALL must appear alone and at end of list"
    return !names.includes('States.ALL') || (names.length === 1 && i === list.length - 1);
  });
}

const LIMITS = [
  ['IntervalSeconds', 1],
  ['MaxAttempts', 0],
  ['BackoffRate', 1],
  ['MaxDelaySeconds', 1],
] as const;

const isSoundRetrier = (retrier: JsonObject): boolean =>
  LIMITS.every(([field, least]) => {
    const value = valueAt(retrier, field);
    return value === undefined || (isJsonNumber(value) && value.valueOf() >= least);
  });
