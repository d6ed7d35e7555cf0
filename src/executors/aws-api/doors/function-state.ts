/** What Lambda says of a function that isn't ready, or of a call that comes too early. */
import { valueAt, type JsonObject } from '../../../json/value.ts';
import type { ApiAnswer } from '../api-answer.ts';

export const says = (answer: ApiAnswer, words: RegExp): boolean =>
  answer.kind === 'refused' && words.test(answer.message);

/** An earlier change, or an earlier try of this one, is still in progress (AWS-BEHAVIOUR 10.1.8). */
export const isBusy = (answer: ApiAnswer): boolean => says(answer, /cannot be performed at this time/);

export const stateOf = (configuration: JsonObject | undefined): string | undefined => {
  const [state, update, reason] = ['State', 'LastUpdateStatus', 'StateReason'].map((field) =>
    valueAt(configuration ?? {}, field),
  );
  const said = state === 'Active' ? update : state;
  return typeof said === 'string' ? said + (typeof reason === 'string' ? ` (${reason})` : '') : undefined;
};

export const isUnsettled = (configuration: JsonObject): boolean =>
  valueAt(configuration, 'State') === 'Pending' ||
  valueAt(configuration, 'LastUpdateStatus') === 'InProgress';
