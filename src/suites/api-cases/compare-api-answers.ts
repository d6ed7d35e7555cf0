/** Holds the answers of a target against those that an API case expects. */
import { compareValues } from '../../compare/compare-values.ts';
import type { Difference } from '../../compare/difference.ts';
import { keysOf } from '../../json/key-order.ts';
import { hasKey, isJsonObject, valueAt, type JsonObject, type JsonValue } from '../../json/value.ts';
import type { ApiCall, ApiExpectation } from '../api-case.ts';
import type { ApiOutcome, RecordedAnswer } from './api-outcome.ts';
import type { FrozenApiCase } from './write-api-case.ts';
import { resolved, resolvedObject, type Referents } from './references.ts';

type Observed = Extract<ApiOutcome, { kind: 'observed' }>;

/** The first call that differs, and how; later ones depend on it. */
export function compareApiAnswers({ calls }: FrozenApiCase, outcome: Observed): readonly Difference[] {
  const referents = referentsOf(outcome);
  for (const [i, call] of calls.entries()) {
    const answer = outcome.answers[i];
    const differences = answer === undefined ? [missing(call)] : compareAnswer(call, answer, referents);
    if (differences.length > 0) return differences;
    if (call.as !== undefined && answer?.kind === 'ok') referents.set(call.as, answer.body);
  }
  return [];
}

/** What references stand for before the first call is answered. */
export const referentsOf = ({ names, role }: Pick<Observed, 'names' | 'role'>): Map<string, JsonValue> =>
  new Map<string, JsonValue>([
    ['role', role],
    ['unique', names],
  ]);

const missing = ({ operation }: ApiCall): Difference => ({
  facet: 'api',
  place: operation,
  expected: 'an answer',
  observed: undefined,
});

function compareAnswer(
  { operation, expect }: ApiCall,
  answer: RecordedAnswer,
  referents: Referents,
): readonly Difference[] {
  const difference = (
    what: string,
    expected: JsonValue | undefined,
    observed: JsonValue | undefined,
  ): Difference => ({ facet: 'api', place: `${operation}.${what}`, expected, observed });
  if (expect.kind === 'error') return compareError(expect, answer, referents, difference);
  if (answer.kind === 'refused')
    return [
      difference('error', undefined, `${answer.error ?? 'an error without a name'}: ${answer.message}`),
    ];
  const { fields, absent } = expect;
  return [
    ...keysOf(fields).flatMap((field) => {
      const [wanted, found] = [resolved(fields[field] ?? null, referents), valueAt(answer.body, field)];
      return fits(wanted, found) ? [] : [difference(field, wanted, found)];
    }),
    ...absent.flatMap((field) =>
      hasKey(answer.body, field) ? [difference(field, undefined, valueAt(answer.body, field))] : [],
    ),
  ];
}

function compareError(
  expect: Extract<ApiExpectation, { kind: 'error' }>,
  answer: RecordedAnswer,
  referents: Referents,
  difference: (what: string, expected: JsonValue | undefined, observed: JsonValue | undefined) => Difference,
): readonly Difference[] {
  if (answer.kind === 'ok') return [difference('error', expect.error, undefined)];
  if (answer.error !== expect.error) return [difference('error', expect.error, answer.error)];
  if (expect.message === undefined) return [];
  const message = resolved(expect.message, referents);
  return message === answer.message ? [] : [difference('message', message, answer.message)];
}

/**
 * Objects are compared field by field: what isn't named isn't compared, but `{}` is an object without fields. Lists item by
 * item.
 */
function fits(wanted: JsonValue, found: JsonValue | undefined): boolean {
  if (isJsonObject(wanted) && isJsonObject(found)) {
    const named = keysOf(wanted);
    if (named.length === 0) return keysOf(found).length === 0;
    return named.every((key) => fits(wanted[key] ?? null, valueAt(found, key)));
  }
  if (Array.isArray(wanted) && Array.isArray(found))
    return (
      wanted.length === found.length &&
      wanted.every((item: JsonValue, i) => fits(item, found[i] as JsonValue | undefined))
    );
  return compareValues(wanted, found) === undefined;
}

/** The request of a call as it is sent. */
export const requestOf = ({ request }: ApiCall, referents: Referents): JsonObject =>
  resolvedObject(request, referents);
