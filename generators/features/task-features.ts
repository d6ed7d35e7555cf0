/** The features of a Task: what it calls, and how. */
import { readFunctionReference, readResource } from '../../src/asl/state/resource.ts';
import { parseJson } from '../../src/json/parse.ts';
import {
  isJsonArray,
  isJsonNumber,
  isJsonObject,
  type JsonObject,
  type JsonValue,
} from '../../src/json/value.ts';
import type { Feature } from './feature.ts';

export function* taskFeatures(state: JsonObject): Iterable<Feature> {
  const resource = readResource(String(state['Resource']));
  if (resource.kind === 'function') {
    yield 'function-arn';
    yield* qualifierFeatures(resource.qualifier, undefined);
    return;
  }
  if (resource.kind !== 'service') return;
  const callback = resource.pattern === 'waitForTaskToken';
  yield callback ? 'callback' : resource.resourceType === 'lambda' ? 'lambda-invoke' : 'sdk-invoke';
  const parameters = parametersOf(state);
  yield* requestFeatures(parameters, callback);
  const isUnawaited = ['Event', 'DryRun'].includes(String(parameters['InvocationType']));
  if (isUnawaited && !callback && state['ResultPath'] !== null) yield 'event-result';
}

/** Of lambda:invoke, in either query language. */
export function parametersOf(state: JsonObject): JsonObject {
  const parameters = state['Parameters'] ?? state['Arguments'];
  return isJsonObject(parameters) ? parameters : {};
}

function* requestFeatures(parameters: JsonObject, callback: boolean): Iterable<Feature> {
  const name = String(parameters['FunctionName']);
  const beside = parameters['Qualifier'];
  yield* qualifierFeatures(
    readFunctionReference(name)?.qualifier,
    typeof beside === 'string' ? beside : undefined,
  );
  if (name.includes(':') && !name.startsWith('arn:')) yield 'function-name-forms';
  if ('ClientContext' in parameters) yield 'client-context';
  if ('LogType' in parameters) yield 'log-type';
  const type = parameters['InvocationType'];
  if (type === 'RequestResponse') yield 'request-response';
  if (type === 'Event') yield callback ? 'callback-event' : 'event-invocation';
  if (type === 'DryRun') yield 'dry-run';
  if ('Payload.$' in parameters) return;
  const payload = parameters['Payload'];
  yield* payload === undefined ? (['no-payload'] as const) : payloadFeatures(payload);
}

function* qualifierFeatures(inName: string | undefined, beside: string | undefined): Iterable<Feature> {
  if (inName === undefined && beside === undefined) return;
  yield 'qualifier';
  if (inName === '$LATEST' || beside === '$LATEST') yield 'latest-qualifier';
  if (inName !== undefined && beside !== undefined)
    yield inName === beside ? 'qualifier-twice' : 'qualifier-contradiction';
}

function* payloadFeatures(payload: JsonValue): Iterable<Feature> {
  if (payload === null) yield 'null-payload';
  else if (typeof payload === 'string')
    yield payload.startsWith('{%') || parseJson(payload).ok ? 'string-payload' : 'payload-not-json';
  else if (isJsonNumber(payload) || typeof payload === 'boolean' || isJsonArray(payload))
    yield 'scalar-payload';
}
