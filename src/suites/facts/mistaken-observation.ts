/** What a target shows that has a fact wrong: the right observation with the written mistake in it. */
import type { CallbackAnswer, Diagnostic, Invocation, Observation } from '../../case/observation.ts';
import { comparedEvent } from '../../compare/history/event.ts';
import type { HistoryEvent } from '../../interpreter/history.ts';
import { isJsonObject, type JsonValue } from '../../json/value.ts';
import { writeJson } from '../../json/write.ts';
import type { ApiOutcome } from '../api-cases/api-outcome.ts';
import type { ExpectedEvent } from '../event-line.ts';
import type { ExpectedDiagnostic, ExpectedInvocation } from '../expectation.ts';
import type { MistakenAnswer, MistakenRun } from './fact.ts';

export function mistakenObservation(right: Observation, shows: MistakenRun): Observation {
  const { status = right.status, output, outputText, error, cause, absent } = shows;
  // What belongs to another end isn't kept.
  const { output: ownOutput, error: ownError, cause: ownCause, diagnostics: ownDiagnostics, ...rest } = right;
  const own =
    status === right.status
      ? { output: ownOutput, error: ownError, cause: ownCause, diagnostics: ownDiagnostics }
      : {};
  const text = outputText ?? (output === undefined ? own.output : writeJson(output));
  const named = {
    output: text,
    error: error ?? own.error,
    cause: cause ?? own.cause,
    diagnostics: shows.diagnostics?.map(diagnosticOf) ?? own.diagnostics,
  };
  const kept = Object.entries(named).filter(
    ([field, value]) => value !== undefined && !absent.some((missing) => missing === field),
  );
  return {
    ...rest,
    status,
    ...(Object.fromEntries(kept) as Partial<Observation>),
    ...(shows.invocations && { invocations: shows.invocations.map(invocationOf) }),
    ...(shows.callbacks && { callbacks: answersOf(shows.callbacks, right.callbacks ?? []) }),
    ...(right.history && { history: historyOf(shows, right.history) }),
  };
}

const diagnosticOf = ({ code, message, location }: ExpectedDiagnostic): Diagnostic => ({
  severity: 'ERROR',
  code,
  message: message ?? '',
  ...(typeof location === 'string' && { location }),
});

const invocationOf = (wanted: ExpectedInvocation): Invocation => ({
  function: wanted.function,
  qualifier: wanted.qualifier ?? null,
  payload: wanted.payloadText ?? writeJson(wanted.payload ?? {}),
  ...(wanted.invocationType && { invocationType: wanted.invocationType }),
});

/** The answers that were sent, with other results. */
const answersOf = (lines: readonly string[], sent: readonly CallbackAnswer[]): readonly CallbackAnswer[] =>
  sent.map((answer, i) => ({ ...answer, result: lines[i]?.split(': ').at(-1) ?? answer.result }));

function historyOf(
  { events, eventCount }: MistakenRun,
  right: readonly HistoryEvent[],
): readonly HistoryEvent[] {
  if (events === undefined) return eventCount === undefined ? right : right.slice(0, eventCount);
  const left = [...right];
  return events.map((line) => eventOf(line, takeLike(line, left)));
}

/** The first event of the right history that the line may stand for; each stands for one line. */
function takeLike(line: ExpectedEvent, left: HistoryEvent[]): HistoryEvent | undefined {
  const index = left.findIndex((event) => {
    const { type, details } = comparedEvent(event);
    const { name = details['name'] } = line.details;
    return type === line.type && (type === 'EvaluationFailed' || details['name'] === name);
  });
  return index < 0 ? undefined : left.splice(index, 1)[0];
}

/** The line as an event; details that it doesn't name are those of the right event. */
function eventOf(line: ExpectedEvent, like: HistoryEvent | undefined): HistoryEvent {
  const field = Object.keys(like ?? {}).find((key) => key.endsWith('EventDetails')) ?? 'mistakenEventDetails';
  const own = like?.[field] as JsonValue | undefined;
  const details = { ...(isJsonObject(own) ? own : {}), ...line.details };
  for (const missing of line.absent) delete (details as Record<string, JsonValue>)[missing];
  return {
    id: line.id,
    previousEventId: line.previousEventId,
    type: line.type,
    timestamp: like?.timestamp ?? 0,
    ...(Object.keys(details).length > 0 && { [field]: details }),
  };
}

type Observed = Extract<ApiOutcome, { kind: 'observed' }>;

/** The right answers, one of them replaced. */
export function mistakenAnswers(right: Observed, { call, answer }: MistakenAnswer): Observed {
  const own = right.answers[call];
  if (own === undefined) throw new Error(`there is no call ${call}`);
  if (answer.kind === 'error') {
    const { error, message } = answer;
    return { ...right, answers: right.answers.with(call, { kind: 'refused', error, message }) };
  }
  const kept = Object.entries(own.kind === 'ok' ? own.body : {}).filter(
    ([field]) => !answer.absent.includes(field),
  );
  const body = { ...Object.fromEntries(kept), ...answer.fields };
  return { ...right, answers: right.answers.with(call, { kind: 'ok', body }) };
}
