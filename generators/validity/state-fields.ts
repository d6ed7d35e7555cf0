/** Which fields a state of each type may and must have (AWS-BEHAVIOUR 3.1.17, 5.2.16, 6.2 to 6.5, 7.1.7, 8.2.4). */
import { parseTimestamp } from '../../src/asl/choice/timestamp.ts';
import { isJsonArray, isJsonNumber, isJsonObject, valueAt, type JsonObject } from '../../src/json/value.ts';
import type { QueryLanguage } from '../../src/asl/state/state.ts';

interface TypeFields {
  readonly required: readonly string[];
  readonly allowed: readonly string[];
  /** Each list of them: exactly one must be there. */
  readonly oneOf?: readonly (readonly string[])[];
}

const PATHS = ['InputPath', 'OutputPath'];
const TRANSITION = [['Next', 'End']];
const WORK = [
  ...PATHS,
  'ResultPath',
  'ResultSelector',
  'Parameters',
  'Arguments',
  'Output',
  'Retry',
  'Catch',
  'Assign',
];
const DISTRIBUTED = [
  'Label',
  'ItemReader',
  'ItemBatcher',
  'ResultWriter',
  'ToleratedFailureCount',
  'ToleratedFailureCountPath',
  'ToleratedFailurePercentage',
  'ToleratedFailurePercentagePath',
];
const TIMES = ['TimeoutSeconds', 'TimeoutSecondsPath', 'HeartbeatSeconds', 'HeartbeatSecondsPath'];

const TYPES: Readonly<Record<string, TypeFields>> = {
  Pass: {
    required: [],
    allowed: [...PATHS, 'ResultPath', 'Parameters', 'Result', 'Assign', 'Output'],
    oneOf: TRANSITION,
  },
  Task: { required: ['Resource'], allowed: [...WORK, ...TIMES, 'Credentials'], oneOf: TRANSITION },
  Choice: { required: ['Choices'], allowed: [...PATHS, 'Default', 'Assign', 'Output'] },
  Wait: {
    required: [],
    allowed: [...PATHS, 'Assign', 'Output'],
    oneOf: [...TRANSITION, ['Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath']],
  },
  Succeed: { required: [], allowed: [...PATHS, 'Output'] },
  Fail: { required: [], allowed: ['Error', 'ErrorPath', 'Cause', 'CausePath'] },
  Parallel: { required: ['Branches'], allowed: WORK, oneOf: TRANSITION },
  Map: {
    required: [],
    allowed: [
      ...WORK,
      ...DISTRIBUTED,
      'ItemsPath',
      'Items',
      'ItemSelector',
      'MaxConcurrency',
      'MaxConcurrencyPath',
    ],
    oneOf: [...TRANSITION, ['ItemProcessor', 'Iterator']],
  },
};

const ALWAYS = ['Type', 'Comment', 'QueryLanguage'];

const JSONATA_ONLY = ['Arguments', 'Output', 'Items'];
const JSONPATH_ONLY = [...PATHS, 'ResultPath', 'ResultSelector', 'Parameters', 'Result'];

const isOfLanguage = (field: string, language: QueryLanguage): boolean =>
  language === 'JSONata'
    ? !JSONPATH_ONLY.includes(field) && !field.endsWith('Path')
    : !JSONATA_ONLY.includes(field);

export function hasSoundFields(state: JsonObject, language: QueryLanguage): boolean {
  const type = TYPES[String(state['Type'])];
  if (type === undefined) return false;
  const groups = type.oneOf ?? [];
  const known = [...ALWAYS, ...type.required, ...type.allowed, ...groups.flat()];
  return (
    Object.keys(state).every((field) => known.includes(field) && isOfLanguage(field, language)) &&
    type.required.every((field) => field in state) &&
    groups.every((group) => group.filter((field) => field in state).length === 1) &&
    excludesPairs(state) &&
    hasSoundValues(state, language) &&
    (language === 'JSONata' || callsSomething(state))
  );
}

const PAIRS = [
  ['Error', 'ErrorPath'],
  ['Cause', 'CausePath'],
  ['TimeoutSeconds', 'TimeoutSecondsPath'],
  ['HeartbeatSeconds', 'HeartbeatSecondsPath'],
  ['MaxConcurrency', 'MaxConcurrencyPath'],
  ['ItemSelector', 'Parameters'],
] as const;

const excludesPairs = (state: JsonObject): boolean => PAIRS.every(([a, b]) => !(a in state && b in state));

/** lambda:invoke needs the name of a function. */
function callsSomething(state: JsonObject): boolean {
  if (state['Type'] !== 'Task' || !/:lambda:invoke(?:\.waitForTaskToken)?$/.test(String(state['Resource'])))
    return true;
  const parameters = state['Parameters'];
  return isJsonObject(parameters) && ('FunctionName' in parameters || 'FunctionName.$' in parameters);
}

function hasSoundValues(state: JsonObject, language: QueryLanguage): boolean {
  const timestamp = valueAt(state, 'Timestamp');
  const branches = valueAt(state, 'Branches');
  const isExpression = language === 'JSONata';
  return (
    isAtLeast(state, 'Seconds', 0, isExpression) &&
    isAtLeast(state, 'TimeoutSeconds', 1, isExpression) &&
    isAtLeast(state, 'HeartbeatSeconds', 1, isExpression) &&
    beatsBeforeTimeout(state) &&
    isAtLeast(state, 'MaxConcurrency', 0, isExpression) &&
    (isExpression ||
      timestamp === undefined ||
      (typeof timestamp === 'string' && parseTimestamp(timestamp) !== undefined)) &&
    (branches === undefined || (isJsonArray(branches) && branches.length > 0))
  );
}

/** HeartbeatSeconds must be smaller than TimeoutSeconds (1.4.23). */
function beatsBeforeTimeout(state: JsonObject): boolean {
  const [beat, limit] = [valueAt(state, 'HeartbeatSeconds'), valueAt(state, 'TimeoutSeconds')];
  return !isJsonNumber(beat) || !isJsonNumber(limit) || beat.valueOf() < limit.valueOf();
}

function isAtLeast(state: JsonObject, field: string, least: number, mayBeExpression: boolean): boolean {
  const value = valueAt(state, field);
  if (value === undefined || (mayBeExpression && typeof value === 'string')) return true;
  return isJsonNumber(value) && Number.isInteger(value.valueOf()) && value.valueOf() >= least;
}
