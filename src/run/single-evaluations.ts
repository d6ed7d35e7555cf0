/**
 * What a state evaluates where a case differs, each by itself as a machine of one Pass. A target that gets a path or a template
 * wrong by itself gets it wrong wherever it stands: in a Choice that then leads elsewhere, in a call whose function then fails.
 */
import type { Case } from '../case/case.ts';
import { contentHash, named } from '../case/content-hash.ts';
import { comparedEvent, type ComparedEvent } from '../compare/history/event.ts';
import { entriesOf, objectOf } from '../json/key-order.ts';
import { parseJson } from '../json/parse.ts';
import { isJsonArray, isJsonObject, valueAt, type JsonObject, type JsonValue } from '../json/value.ts';
import type { Finding } from './finding.ts';
import { definitionText } from '../executors/case-text.ts';

/** States of a case that are looked into, and evaluations that are tried. */
const MOST = { states: 3, evaluations: 6 };

/** Of what a machine of one Pass shows that which says what its evaluation came to. */
export const isEvaluated = (signature: string): boolean => /^(?:status|error|output) \| /.test(signature);

/** The same for the same finding; none where the case itself is such a machine. */
export function singleEvaluations({
  case: minimal,
  expected,
}: Pick<Finding, 'case' | 'expected'>): readonly Case[] {
  if (minimal.machine.type !== 'STANDARD' || minimal.machine.start !== undefined) return [];
  const definition = parseJson(definitionText(minimal));
  if (!definition.ok || !isJsonObject(definition.value)) return [];
  if (definition.value['QueryLanguage'] === 'JSONata') return [];
  const events = (expected.history ?? []).map(comparedEvent);
  const own = contentHash(minimal);
  const cases = new Map<string, Case>();
  for (const visit of visitsIn(events).slice(0, MOST.states)) {
    const state = stateNamed(definition.value, visit.name);
    if (state === undefined || state['QueryLanguage'] === 'JSONata') continue;
    for (const [fields, input] of evaluations(state, visit)) {
      if (!isSelfContained(fields, input, minimal)) continue;
      const one = passing(fields, input);
      if (one.id !== own) cases.set(one.id, one);
    }
  }
  return [...cases.values()].slice(0, MOST.evaluations);
}

interface StateVisit {
  readonly name: string;
  readonly input: JsonValue;
  /** What its call gave, where it has one that succeeded. */
  readonly result: JsonValue | undefined;
}

/** The last state first: what differs mostly does so there. */
function visitsIn(events: readonly ComparedEvent[]): readonly StateVisit[] {
  const entered = events.filter(({ type }) => type.endsWith('StateEntered'));
  const visits = entered.flatMap((event, i): readonly StateVisit[] => {
    const input = documentIn(event, 'input');
    const until = entered[i + 1]?.id ?? Infinity;
    const succeeded = events.find(
      ({ id, type }) => id > event.id && id < until && /^(?:Task|LambdaFunction)Succeeded$/.test(type),
    );
    const result = succeeded && documentIn(succeeded, 'output');
    return input === undefined ? [] : [{ name: String(event.details['name']), input, result }];
  });
  return visits.toReversed();
}

function documentIn(event: ComparedEvent, field: string): JsonValue | undefined {
  const text = event.details[field];
  const parsing = typeof text === 'string' ? parseJson(text) : undefined;
  return parsing?.ok ? parsing.value : undefined;
}

function stateNamed(value: JsonValue, name: string): JsonObject | undefined {
  if (isJsonArray(value)) {
    for (const item of value) {
      const found = stateNamed(item, name);
      if (found) return found;
    }
    return undefined;
  }
  if (!isJsonObject(value)) return undefined;
  const states = value['States'];
  const own = isJsonObject(states) ? valueAt(states, name) : undefined;
  if (isJsonObject(own)) return own;
  for (const inner of Object.values(value)) {
    const found = stateNamed(inner, name);
    if (found) return found;
  }
  return undefined;
}

type Evaluation = readonly [fields: JsonObject, input: JsonValue];

const PATH_FIELDS = [
  'ItemsPath',
  'SecondsPath',
  'TimestampPath',
  'TimeoutSecondsPath',
  'HeartbeatSecondsPath',
];
const TEXT_FIELDS = ['ErrorPath', 'CausePath'];

/** Fields of a Pass that evaluate the same, with the input that they see. */
function* evaluations(state: JsonObject, { input, result }: StateVisit): Iterable<Evaluation> {
  const inputPath = 'InputPath' in state ? { InputPath: state['InputPath'] } : {};
  for (const path of pathsIn(state['Choices']))
    yield [{ ...inputPath, Parameters: { 'value.$': path } }, input];
  if ('InputPath' in state) yield [inputPath, input];
  for (const field of [...PATH_FIELDS, ...TEXT_FIELDS]) {
    const path = state[field];
    if (typeof path === 'string') yield [{ ...inputPath, Parameters: { 'value.$': path } }, input];
  }
  const parameters = state['Parameters'];
  if (parameters !== undefined) yield [{ ...inputPath, Parameters: withoutTokens(parameters) }, input];
  const assigned = result ?? (state['Type'] === 'Task' ? undefined : input);
  for (const field of ['ResultSelector', 'Assign']) {
    const template = state[field];
    if (template !== undefined && assigned !== undefined) yield [{ Parameters: template }, assigned];
  }
  if (typeof state['ResultPath'] === 'string' || state['ResultPath'] === null)
    yield [{ ResultPath: state['ResultPath'] }, input];
  if (
    'OutputPath' in state &&
    assigned !== undefined &&
    !('ResultPath' in state) &&
    !('ResultSelector' in state)
  )
    yield [{ OutputPath: state['OutputPath'] }, assigned];
}

/** The paths of all tests of a Choice, however they nest. */
function* pathsIn(rules: JsonValue | undefined): Iterable<string> {
  if (isJsonArray(rules)) for (const rule of rules) yield* pathsIn(rule);
  else if (isJsonObject(rules)) {
    for (const [key, value] of Object.entries(rules)) {
      if (key === 'Variable' || key.endsWith('Path')) {
        if (typeof value === 'string') yield value;
      } else if (key !== 'Assign') yield* pathsIn(value);
    }
  }
}

/** A token is handed out by callbacks only. */
function withoutTokens(template: JsonValue): JsonValue {
  if (!isJsonObject(template)) return template;
  return objectOf(
    entriesOf(template)
      .filter(([, value]) => typeof value !== 'string' || !value.startsWith('$$.Task'))
      .map(([key, value]) => [key, withoutTokens(value)]),
  );
}

/** Reads nothing but the input, of the context object nothing that is another one in a machine of its own, and is no draw. */
function isSelfContained(fields: JsonObject, input: JsonValue, { input: given }: Case): boolean {
  const text = JSON.stringify(fields);
  if (/States\.(?:MathRandom|UUID)/.test(text)) return false;
  if (
    /"\$[A-Za-z_]|[(,\s]\$[A-Za-z_]/.test(text) ||
    /\$\$(?!\.(?:State|Execution|StateMachine)\b)/.test(text)
  )
    return false;
  const readsGiven = text.includes('$$.Execution');
  return !readsGiven || ('input' in given && JSON.stringify(given.input) === JSON.stringify(input));
}

const passing = (fields: JsonObject, input: JsonValue): Case =>
  named({
    machine: {
      definition: { StartAt: 'Only', States: { Only: { Type: 'Pass', ...fields, End: true } } },
      type: 'STANDARD',
    },
    input: { input },
    functions: {},
    callbacks: {},
    integrations: {},
  });
