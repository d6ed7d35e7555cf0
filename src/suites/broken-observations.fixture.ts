/** What a target that breaks a rule would show: an observation that is another one in a single thing that a case expects. */
import type { CallbackAnswer, Diagnostic, Invocation, Observation } from '../case/observation.ts';
import type { HistoryEvent } from '../interpreter/history.ts';
import { parseJson } from '../json/parse.ts';
import { objectOf } from '../json/key-order.ts';
import { isJsonObject, type JsonValue } from '../json/value.ts';
import { writeJson } from '../json/write.ts';
import type { ExpectedEvent } from './event-line.ts';
import type { Expectation } from './expectation.ts';

export interface Broken {
  /** What was done to it. */
  readonly how: string;
  readonly observation: Observation;
  /** True where only the text differs, or a text that targets needn't have: such things are expected of AWS alone. */
  readonly textOnly?: boolean;
}

/** One for everything that the expectation names. */
export function* breakObservation(expect: Expectation, right: Observation): Iterable<Broken> {
  yield { how: 'another status', observation: otherwiseEnded(right) };
  if (expect.output !== undefined && right.output !== undefined)
    yield { how: 'another output', observation: { ...right, output: writeJson(otherThan(right.output)) } };
  if (expect.output !== undefined) yield { how: 'no output', observation: without(right, 'output') };
  if (expect.outputText !== undefined)
    yield { how: 'a blank', observation: { ...right, output: ` ${right.output ?? ''}` }, textOnly: true };
  for (const field of ['error', 'cause'] as const) {
    const text = right[field];
    if (expect[field] === undefined || text === undefined) continue;
    yield { how: `another ${field}`, observation: { ...right, [field]: `${text}, too` } };
    yield { how: `no ${field}`, observation: without(right, field) };
  }
  for (const field of expect.absent)
    yield { how: `an ${field}`, observation: { ...right, [field]: '"what should not be there"' } };
  if (expect.nextState !== undefined)
    yield { how: 'another next state', observation: { ...right, nextState: 'Elsewhere' } };
  yield* breakInvocations(expect, right);
  yield* breakCallbacks(expect, right);
  yield* breakDiagnostics(expect, right);
  yield* breakHistory(expect, right);
}

function* breakInvocations({ invocations: expected }: Expectation, right: Observation): Iterable<Broken> {
  const { invocations } = right;
  if (expected === undefined || invocations === undefined) return;
  const [first] = invocations;
  // Lambda may hand an event on twice: the same call once more would be none.
  const more: Invocation = { function: 'fn-more', qualifier: null, payload: '{}' };
  yield { how: 'a call more', observation: { ...right, invocations: [...invocations, more] } };
  if (first === undefined) return;
  yield { how: 'a call less', observation: { ...right, invocations: invocations.slice(1) } };
  const changed = (how: string, fields: Partial<Invocation>): Broken => ({
    how,
    observation: { ...right, invocations: [{ ...first, ...fields }, ...invocations.slice(1)] },
  });
  yield changed('another function', { function: 'fn-another' });
  const [wanted] = expected;
  if (wanted?.payload !== undefined || wanted?.payloadText !== undefined)
    yield changed('another payload', { payload: writeJson(otherThan(first.payload)) });
  if (wanted?.qualifier !== undefined) yield changed('another qualifier', { qualifier: '77' });
  if (wanted?.clientContext !== undefined)
    yield changed('another context', { clientContext: '{"custom":77}' });
  if (wanted?.invocationType !== undefined)
    yield changed('another type', {
      invocationType: wanted.invocationType === 'Event' ? 'RequestResponse' : 'Event',
    });
}

function* breakCallbacks({ callbacks: expected }: Expectation, right: Observation): Iterable<Broken> {
  const { callbacks } = right;
  if (expected === undefined || callbacks === undefined) return;
  for (const [i, answer] of callbacks.entries()) {
    const other: CallbackAnswer = { ...answer, result: answer.result === 'ok' ? 'TaskTimedOut' : 'ok' };
    yield { how: `another answer ${i}`, observation: { ...right, callbacks: callbacks.with(i, other) } };
  }
  yield { how: 'an answer less', observation: { ...right, callbacks: callbacks.slice(1) } };
}

function* breakDiagnostics({ diagnostics: expected }: Expectation, right: Observation): Iterable<Broken> {
  const [first, ...others] = right.diagnostics ?? [];
  if (expected === undefined || first === undefined) return;
  const changed = (fields: Partial<Diagnostic>): Observation => ({
    ...right,
    diagnostics: [{ ...first, ...fields }, ...others],
  });
  yield { how: 'another code', observation: changed({ code: 'ANOTHER_CODE' }) };
  if (expected.some(({ message }) => message !== undefined))
    yield { how: 'another message', observation: changed({ message: 'It is refused.' }), textOnly: true };
  if (expected.some(({ location }) => location !== undefined))
    yield { how: 'another place', observation: changed({ location: '/Elsewhere' }), textOnly: true };
}

function* breakHistory({ events, eventCount }: Expectation, right: Observation): Iterable<Broken> {
  const { history } = right;
  if (history === undefined || (events === undefined && eventCount === undefined)) return;
  const changed = (how: string, replaced: readonly HistoryEvent[]): Broken => ({
    how,
    observation: { ...right, history: replaced },
  });
  yield changed('an event less', history.slice(0, -1));
  if (events === undefined) return;
  for (const [i, event] of history.entries()) {
    yield changed(`another type of event ${event.id}`, history.with(i, { ...event, type: 'SomethingElse' }));
    const detail = detailOf(event, events[i]);
    if (detail) yield changed(`another ${detail.key} of event ${event.id}`, history.with(i, detail.event));
  }
}

/** The event with another value of the first detail that the expectation names. */
function detailOf(event: HistoryEvent, expected: ExpectedEvent | undefined) {
  const [key] = Object.keys(expected?.details ?? {});
  const entry = Object.entries(event).find(([, value]) => isJsonObject(value as JsonValue));
  if (key === undefined || entry === undefined || expected?.type !== event.type) return undefined;
  const [field, details] = entry;
  const value = (details as Record<string, JsonValue>)[key];
  if (value === undefined) return undefined;
  const other = typeof value === 'string' ? writeJson(otherThan(value)) : otherThan(writeJson(value));
  return { key, event: { ...event, [field]: { ...(details as object), [key]: other } } as HistoryEvent };
}

function otherwiseEnded(right: Observation): Observation {
  if (right.status === 'SUCCEEDED')
    return {
      ...without(right, 'output'),
      status: 'FAILED',
      error: 'States.Runtime',
      cause: 'It is not supported.',
    };
  const { error: _error, cause: _cause, diagnostics: _diagnostics, ...others } = right;
  return { ...others, status: 'SUCCEEDED', output: '{}' };
}

function without(observation: Observation, field: 'output' | 'error' | 'cause'): Observation {
  const { [field]: _, ...others } = observation;
  return others;
}

/** A value of the same kind. */
function otherThan(text: string): JsonValue {
  const parsing = parseJson(text);
  const value = parsing.ok ? parsing.value : text;
  if (typeof value === 'string') return `${value}, too`;
  if (typeof value === 'boolean') return !value;
  if (Array.isArray(value)) return [...(value as readonly JsonValue[]), 'one more'];
  return isJsonObject(value) ? objectOf([...Object.entries(value), ['one more', 1]]) : 77_777;
}
