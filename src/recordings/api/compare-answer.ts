/** Compares an answer of the emulator with the recorded one. */
import type { Difference } from '../../compare/difference.ts';
import { isJsonArray, isJsonObject, valueAt, type JsonValue } from '../../json/value.ts';
import type { MaskedComparison } from '../masked-value.ts';
import type { WireAnswer } from './client.ts';
import type { ExpectedAnswer } from './expected-answer.ts';
import type { MaskBindings } from './mask-bindings.ts';

export function compareAnswer(
  operation: string,
  expected: Exclude<ExpectedAnswer, { kind: 'notSent' }>,
  answer: WireAnswer,
  comparison: MaskedComparison,
  bindings: MaskBindings,
): readonly Difference[] {
  const compare = (recorded: JsonValue, answered: JsonValue, place: string): readonly Difference[] => [
    ...comparison.compare(recorded, answered, place),
    ...bindings.bind(recorded, answered, place),
  ];
  if (expected.kind === 'error') {
    return [
      ...compare(expected.code, errorCode(answer), `${operation}.error`),
      ...compare(expected.message, errorMessage(answer), `${operation}.message`),
      ...compare(400, answer.status, `${operation}.status`),
    ];
  }
  if (errorCode(answer) !== '')
    return [{ facet: 'api', place: operation, expected: expected.body, observed: answer.body }];
  return [
    ...compare(expected.body, answer.body, operation),
    ...compare(expected.status ?? 200, answer.status, `${operation}.status`),
  ];
}

/** The name behind the namespace; empty where the call succeeded. */
export function errorCode({ body }: WireAnswer): string {
  const type = isJsonObject(body) ? valueAt(body, '__type') : undefined;
  return typeof type === 'string' ? (type.split('#').at(-1) ?? '') : '';
}

const errorMessage = ({ body }: WireAnswer): JsonValue =>
  (isJsonObject(body) ? valueAt(body, 'message') : undefined) ?? null;

/** The list of a page. */
export const itemsOf = (body: JsonValue): readonly JsonValue[] =>
  isJsonObject(body) ? (Object.values(body).find(isJsonArray) ?? []) : [];
