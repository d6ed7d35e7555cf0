/** The features of what functions do and of what the outside does with tokens. */
import { readFunctionReference, readResource } from '../../src/asl/state/resource.ts';
import type { Case, FunctionScript, Outcome } from '../../src/case/case.ts';
import { isJsonArray, isJsonObject, valueAt, type JsonObject, type JsonValue } from '../../src/json/value.ts';
import { FAULTS } from '../palette/errors.ts';
import { statesOf } from '../validity/states-of.ts';
import { conversationFeatures } from './conversation-features.ts';
import type { Feature } from './feature.ts';
import { parametersOf } from './task-features.ts';

export function* worldFeatures(testCase: Case): Iterable<Feature> {
  for (const { outcomes, versions, aliases } of Object.values(testCase.functions)) {
    for (const list of [outcomes, ...Object.values(versions ?? {})]) {
      if (list.length > 1) yield 'function-sequence';
      for (const outcome of list) yield* outcomeFeatures(outcome);
    }
    for (const target of Object.values(aliases ?? {})) {
      if (typeof target !== 'string') yield 'weights' in target ? 'weighted-alias' : 'moving-alias';
    }
  }
  for (const { name, state } of statesOf(testCase.machine.definition)) {
    const called = calledFunction(state);
    if (called === undefined) continue;
    const script = Object.hasOwn(testCase.functions, called.name)
      ? testCase.functions[called.name]
      : undefined;
    const found = script !== undefined && hasVersion(script, called.qualifier);
    if (!found) yield script === undefined ? 'missing-function' : 'missing-version';
    if (!found && String(state['Resource']).includes(':aws-sdk:')) yield 'sdk-error';
    if (isCallback(state)) yield* callbackFeatures(testCase, name, state, script);
  }
}

function* outcomeFeatures(outcome: Outcome): Iterable<Feature> {
  if ((outcome.delaySeconds ?? 0) > 0) yield 'function-delay';
  if ('echo' in outcome) yield 'function-echo';
  else if ('throw' in outcome || 'throwText' in outcome) {
    yield 'function-error';
    yield* errorFeatures(outcome);
  } else if ('fault' in outcome)
    yield (FAULTS as readonly string[]).includes(outcome.fault) ? 'invoke-fault' : 'rare-invoke-fault';
  else if ('timeout' in outcome) yield 'function-timeout';
  else if ('exit' in outcome) yield 'function-exit';
  else if ('outOfMemory' in outcome) yield 'out-of-memory';
  else if ('returnBytes' in outcome)
    yield outcome.returnBytes > LARGEST_RESPONSE ? 'response-too-large' : 'result-too-large';
  else {
    yield 'function-return';
    if ('return' in outcome && !isJsonObject(outcome.return)) yield 'scalar-result';
  }
}

/** Bytes of a synchronous answer. */
const LARGEST_RESPONSE = 6_291_556;

function* errorFeatures(
  outcome: Extract<Outcome, { readonly throw: unknown } | { readonly throwText: string }>,
): Iterable<Feature> {
  if ('throwText' in outcome) {
    yield 'error-of-python';
    return;
  }
  const trace: JsonValue | undefined = valueAt(outcome.throw as JsonObject, 'trace');
  if (outcome.throw.errorType === undefined) yield 'error-without-type';
  else if (isJsonArray(trace)) yield trace.length === 0 ? 'error-of-a-value' : 'error-of-node';
}

function hasVersion({ versions, aliases }: FunctionScript, qualifier: string | undefined): boolean {
  return (
    qualifier === undefined ||
    qualifier === '$LATEST' ||
    Object.hasOwn(versions ?? {}, qualifier) ||
    Object.hasOwn(aliases ?? {}, qualifier)
  );
}

function* callbackFeatures(
  { callbacks }: Case,
  name: string,
  state: JsonObject,
  script: FunctionScript | undefined,
): Iterable<Feature> {
  const lists = Object.hasOwn(callbacks, name) ? (callbacks[name] ?? []) : [];
  if (lists.length === 0) yield 'callback-silence';
  for (const list of lists) yield* conversationFeatures(list, state);
  // What the function does with an event is invisible.
  if (script === undefined || parametersOf(state)['InvocationType'] === 'Event') return;
  const outcomes = [...script.outcomes, ...Object.values(script.versions ?? {}).flat()];
  if (outcomes.some((outcome) => 'throw' in outcome || 'throwText' in outcome))
    yield 'callback-function-error';
  if (outcomes.some(({ delaySeconds = 0 }) => delaySeconds > 0)) yield 'callback-function-delay';
}

const isCallback = (state: JsonObject): boolean => String(state['Resource']).endsWith('.waitForTaskToken');

/** The function that a Task calls, where the definition says it outright. */
function calledFunction(
  state: JsonObject,
): { readonly name: string; readonly qualifier?: string | undefined } | undefined {
  if (state['Type'] !== 'Task' || typeof state['Resource'] !== 'string') return undefined;
  const resource = readResource(state['Resource']);
  if (resource.kind === 'function') return { name: resource.functionName, qualifier: resource.qualifier };
  if (resource.kind !== 'service') return undefined;
  const { FunctionName: text, Qualifier } = parametersOf(state);
  const reference = typeof text === 'string' ? readFunctionReference(text) : undefined;
  const beside = typeof Qualifier === 'string' ? Qualifier : undefined;
  return reference && { name: reference.name, qualifier: beside ?? reference.qualifier };
}
