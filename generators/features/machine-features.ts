/** The features of a definition. */
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../src/json/value.ts';
import { hasCycle } from '../validity/transitions.ts';
import { flowsOf, statesOf } from '../validity/states-of.ts';
import { COMPARATOR_FEATURES, INTRINSIC_FEATURES, type Feature } from './feature.ts';
import { taskFeatures } from './task-features.ts';

export function* machineFeatures(definition: JsonObject): Iterable<Feature> {
  if ('TimeoutSeconds' in definition) yield 'machine-timeout';
  if ('Comment' in definition) yield 'comment';
  if ('QueryLanguage' in definition) yield 'jsonata';
  for (const flow of flowsOf(definition)) if (hasCycle(flow)) yield 'loop';
  for (const { state, depth, container } of statesOf(definition)) {
    if (depth > 0 && (state['Type'] === 'Parallel' || state['Type'] === 'Map')) yield 'nested-container';
    if (container && state['Type'] === 'Fail') yield 'fail-in-container';
    if (container && String(state['Resource']).endsWith('.waitForTaskToken'))
      yield container === 'Map' ? 'callback-in-map' : 'callback-in-parallel';
    yield* stateFeatures(state);
  }
}

/** Fields that are a feature by being there. */
const BY_FIELD: readonly (readonly [string, Feature])[] = Object.entries<Feature>({
  InputPath: 'input-path',
  Result: 'pass-result',
  ResultSelector: 'result-selector',
  ResultPath: 'result-path',
  OutputPath: 'output-path',
  Assign: 'variables',
  Comment: 'comment',
  QueryLanguage: 'jsonata',
  TimeoutSeconds: 'task-timeout',
  TimeoutSecondsPath: 'timeout-path',
  HeartbeatSeconds: 'heartbeat',
  HeartbeatSecondsPath: 'heartbeat-path',
  ErrorPath: 'fail-path',
  CausePath: 'fail-path',
  ItemsPath: 'items-path',
  ItemSelector: 'item-selector',
  Iterator: 'legacy-map',
  MaxConcurrency: 'max-concurrency',
  Seconds: 'wait-seconds',
  SecondsPath: 'wait-seconds-path',
  Timestamp: 'wait-timestamp',
  TimestampPath: 'wait-timestamp-path',
});

function* stateFeatures(state: JsonObject): Iterable<Feature> {
  yield String(state['Type']).toLowerCase() as Feature;
  for (const [field, feature] of BY_FIELD) if (field in state) yield feature;
  if ('Parameters' in state) yield state['Type'] === 'Map' ? 'item-selector' : 'parameters';
  if (['InputPath', 'OutputPath', 'ResultPath'].some((field) => state[field] === null)) yield 'null-path';
  if (state['Type'] === 'Task') yield* taskFeatures(state);
  yield* textFeatures(state);
  if (isJsonArray(state['Choices'])) for (const rule of state['Choices']) yield* ruleFeatures(rule);
  yield* handlerFeatures(state, 'Retry', RETRIER_FIELDS);
  yield* handlerFeatures(state, 'Catch', CATCHER_FIELDS);
}

/** What paths and calls use, wherever in the state they stand; states inside of it are looked at on their own. */
function* textFeatures(state: JsonObject): Iterable<Feature> {
  for (const text of expressionsOf(state)) {
    if (/\$\$\.(?!Task\.Token)/.test(text)) yield 'context-object';
    if (/\[\*\]|\[\?|\[\d*:\d*\]/.test(text)) yield 'indefinite-path';
    if (!text.includes('States.')) continue;
    for (const feature of INTRINSIC_FEATURES) {
      if (!text.includes(`${feature}(`)) continue;
      yield 'intrinsics';
      yield feature;
    }
  }
}

/** The texts that are evaluated: values of `.$` keys, of `...Path` fields and of Variable. */
function* expressionsOf(value: JsonValue): Iterable<string> {
  if (isJsonArray(value)) for (const item of value) yield* expressionsOf(item);
  if (!isJsonObject(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'Result' || key === 'Branches' || key === 'Iterator' || key === 'ItemProcessor') continue;
    if (typeof inner === 'string') {
      if (key.endsWith('.$') || key.endsWith('Path') || key.endsWith('EqualsPath') || key === 'Variable')
        yield inner;
    } else yield* expressionsOf(inner);
  }
}

function* ruleFeatures(rule: JsonValue): Iterable<Feature> {
  if (!isJsonObject(rule)) return;
  if ('Assign' in rule) yield 'variables';
  if ('Comment' in rule) yield 'comment';
  for (const name of COMPARATOR_FEATURES) if (name in rule) yield name;
  for (const name of ['And', 'Or', 'Not'] as const) {
    const parts = rule[name];
    if (parts === undefined) continue;
    yield name;
    for (const part of isJsonArray(parts) ? parts : [parts]) yield* ruleFeatures(part);
  }
}

const RETRIER_FIELDS: Readonly<Record<string, Feature>> = {
  JitterStrategy: 'jitter',
  MaxDelaySeconds: 'max-delay',
  Comment: 'comment',
};
const CATCHER_FIELDS: Readonly<Record<string, Feature>> = {
  ResultPath: 'catch-result-path',
  Assign: 'variables',
  Comment: 'comment',
};

function* handlerFeatures(
  state: JsonObject,
  field: 'Retry' | 'Catch',
  fields: Readonly<Record<string, Feature>>,
): Iterable<Feature> {
  const handlers = isJsonArray(state[field]) ? state[field].filter(isJsonObject) : [];
  if (handlers.length > 0) yield field === 'Retry' ? 'retry' : 'catch';
  if (handlers.length > 1) yield field === 'Retry' ? 'several-retriers' : 'several-catchers';
  for (const handler of handlers) {
    for (const [name, feature] of Object.entries(fields)) if (name in handler) yield feature;
    if (handler['ResultPath'] === null) yield 'null-path';
    const names = isJsonArray(handler['ErrorEquals']) ? handler['ErrorEquals'].map(String) : [];
    if (names.includes('States.ALL')) yield 'states-all';
    if (names.includes('States.TaskFailed')) yield 'states-task-failed';
    if (names.includes('States.Timeout')) yield 'states-timeout';
    if (names.some((name) => name.startsWith('Lambda.'))) yield 'lambda-error-names';
  }
}
