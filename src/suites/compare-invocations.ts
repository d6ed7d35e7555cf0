/** Compares what functions received with what a directed case expects. */
import type { Invocation, Observation } from '../case/observation.ts';
import { compareValues } from '../compare/compare-values.ts';
import type { Difference } from '../compare/difference.ts';
import { comparedEvent } from '../compare/history/event.ts';
import { takeApart } from '../compare/history/lines.ts';
import { objectOf } from '../json/key-order.ts';
import { parseJson } from '../json/parse.ts';
import type { JsonObject, JsonValue } from '../json/value.ts';
import type { Expectation, ExpectedInvocation } from './expectation.ts';

/** In order; in any order where several lines of states ran. */
export function compareInvocations(
  { invocations: expected }: Expectation,
  { invocations: observed, history }: Observation,
): readonly Difference[] {
  if (expected === undefined || observed === undefined) return [];
  const sides = { expected: expected.map(asJson), observed: observed.map(asJson) };
  if (expected.length !== observed.length) {
    const place = expected.length > observed.length ? 'too few invocations' : 'too many invocations';
    return [{ facet: 'invocations', place, ...sides }];
  }
  const anyOrder = takeApart((history ?? []).map(comparedEvent)).lines.size > 1;
  const left = [...observed];
  for (const wanted of expected) {
    const index = anyOrder ? left.findIndex((found) => misfit(wanted, found) === undefined) : 0;
    const [found] = left.splice(Math.max(index, 0), 1);
    const field = found && misfit(wanted, found);
    if (field !== undefined) return [{ facet: 'invocations', place: `invocation.${field}`, ...sides }];
  }
  return [];
}

/** The field in which an invocation isn't as expected. */
function misfit(wanted: ExpectedInvocation, found: Invocation): string | undefined {
  if (wanted.function !== found.function) return 'function';
  if (wanted.qualifier !== undefined && wanted.qualifier !== found.qualifier) return 'qualifier';
  if (isOtherType(wanted, found)) return 'invocationType';
  if (wanted.clientContext !== undefined && !isClientContext(wanted.clientContext, found))
    return 'clientContext';
  if (wanted.payloadText !== undefined && wanted.payloadText !== found.payload) return 'payload';
  const same = wanted.payload === undefined || compareValues(wanted.payload, payloadOf(found)) === undefined;
  return same ? undefined : 'payload';
}

/** A deployed function isn't told by which type it was called: then there is nothing to compare. */
const isOtherType = (wanted: ExpectedInvocation, found: Invocation): boolean =>
  wanted.invocationType !== undefined &&
  found.invocationType !== undefined &&
  wanted.invocationType !== found.invocationType;

function isClientContext(wanted: JsonValue, { clientContext }: Invocation): boolean {
  const parsing = clientContext === undefined ? undefined : parseJson(clientContext);
  return parsing?.ok === true && compareValues(wanted, parsing.value) === undefined;
}

const payloadOf = ({ payload }: Invocation): JsonValue => {
  const parsing = parseJson(payload);
  return parsing.ok ? parsing.value : payload;
};

const asJson = (invocation: ExpectedInvocation | Invocation): JsonObject =>
  objectOf(Object.entries(invocation) as [string, JsonValue][]);
