/**
 * The world of a recording. Its functions run as their source says; what queues, topics, tables and the holders of task
 * tokens answered is taken from the recorded history, for that is the outside's doing and not Step Functions'.
 */
import type { Answer } from '../case/case.ts';
import { comparedEvent, type ComparedEvent } from '../compare/history/event.ts';
import type { IntegrationCall, ServiceCall } from '../interpreter/task/service-call.ts';
import { isJsonArray, isJsonObject, valueAt, type JsonObject, type JsonValue } from '../json/value.ts';
import { writeJson } from '../json/write.ts';
import type { TokenScript } from '../simulation/callback-script.ts';
import type { ScriptedReturn } from '../simulation/lambda-script.ts';
import type { Outside } from '../simulation/simulate.ts';
import { RecordedFunctions } from './recorded-functions.ts';

/** One attempt of a Task in the recorded history. */
interface RecordedAttempt {
  readonly state: string;
  submitted?: ComparedEvent;
  ended?: ComparedEvent;
}

export class RecordedOutside implements Outside {
  readonly #functions: RecordedFunctions;
  readonly #attempts: RecordedAttempt[];
  readonly #taken = new Map<ServiceCall, RecordedAttempt>();
  readonly #objects: readonly JsonObject[];

  constructor(source: JsonObject, history: readonly ComparedEvent[]) {
    this.#functions = new RecordedFunctions(source);
    this.#attempts = attemptsOf(history);
    const objects = valueAt(source, 's3Objects');
    this.#objects = isJsonArray(objects) ? objects.filter(isJsonObject) : [];
  }

  answer(call: ServiceCall): ScriptedReturn {
    const index = this.#attempts.findIndex((attempt) => attempt.state === call.state);
    const attempt = index < 0 ? undefined : this.#attempts.splice(index, 1)[0];
    if (attempt) this.#taken.set(call, attempt);
    if (call.kind === 'lambda') return this.#functions.invoke(call);
    if (attempt === undefined && call.resourceType === 's3') return this.#readObject(call);
    const output = attempt?.submitted ?? (call.taskToken === undefined ? attempt?.ended : undefined);
    if (output && output.type !== 'TaskFailed') {
      return {
        afterSeconds: 0,
        result: { kind: 'answer', output: textOf(output.details['output'] ?? null) },
      };
    }
    if (attempt?.ended?.type === 'TaskFailed')
      return { afterSeconds: 0, result: { kind: 'error', ...errorOf(attempt.ended) } };
    const reason = `what ${call.resourceType}:${call.resource} answered isn't in the recording`;
    return { afterSeconds: 0, result: { kind: 'declined', reason } };
  }

  /** What a Map's ItemReader finds in the recorded bucket. */
  #readObject(call: IntegrationCall): ScriptedReturn {
    const { Bucket: bucket, Key: key } = call.parameters.value as JsonObject;
    const objects = this.#objects.filter((object) => object['Bucket'] === bucket);
    if (call.resource === 'getObject') {
      const body = objects.find((object) => object['Key'] === key)?.['Body'];
      if (typeof body === 'string') return { afterSeconds: 0, result: { kind: 'answer', output: body } };
    }
    const reason = `what s3:${call.resource} answered isn't in the recording`;
    return { afterSeconds: 0, result: { kind: 'declined', reason } };
  }

  /** What ended the recorded attempt, sent at once; an attempt that timed out got no answer. */
  forToken(call: ServiceCall): TokenScript {
    const ended = this.#taken.get(call)?.ended;
    const answers: Answer[] = [];
    if (ended?.type === 'TaskSucceeded')
      answers.push({ successText: textOf(ended.details['output'] ?? null) });
    if (ended?.type === 'TaskFailed') answers.push({ failure: errorOf(ended) });
    return { state: call.state, attempt: 1, answers };
  }
}

function attemptsOf(history: readonly ComparedEvent[]): RecordedAttempt[] {
  const attempts: RecordedAttempt[] = [];
  const attemptOf = new Map<number, RecordedAttempt>();
  const stateOf = new Map<number, string>();
  for (const event of history) {
    const before = event.previousEventId;
    const state = event.type.endsWith('StateEntered')
      ? String(event.details['name'])
      : (stateOf.get(before) ?? '');
    stateOf.set(event.id, state);
    let attempt = attemptOf.get(before);
    if (event.type === 'TaskScheduled' || event.type === 'LambdaFunctionScheduled') {
      attempt = { state };
      attempts.push(attempt);
    }
    if (attempt === undefined) continue;
    attemptOf.set(event.id, attempt);
    if (event.type === 'TaskSubmitted') attempt.submitted = event;
    if (/^Task(Succeeded|Failed)$/.test(event.type)) attempt.ended ??= event;
  }
  return attempts;
}

/** The recorder parsed texts that are objects; any other text stands as it was. */
export const textOf = (value: JsonValue): string => (typeof value === 'string' ? value : writeJson(value));

const errorOf = ({ details }: ComparedEvent): { readonly error?: string; readonly cause?: string } => ({
  ...(typeof details['error'] === 'string' && { error: details['error'] }),
  ...(details['cause'] !== undefined && { cause: textOf(details['cause']) }),
});

/** The recorded history of a case; undefined where it has none. */
export function recordedHistory(
  source: JsonObject,
  recorded: JsonObject,
): readonly ComparedEvent[] | undefined {
  const key = valueAt(source, 'historyKey');
  const answer = typeof key === 'string' ? valueAt(recorded, key) : undefined;
  const events = isJsonObject(answer) ? valueAt(answer, 'events') : undefined;
  if (!isJsonArray(events)) return undefined;
  // Sorted events have the id [0]: they have lost their numbers.
  return events
    .filter(isJsonObject)
    .map((event) => ({ ...comparedEvent(event), ...(isJsonArray(event['id']) && { id: NaN }) }));
}
