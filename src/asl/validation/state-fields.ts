/** Which fields each type of state has (AWS-BEHAVIOUR 3.1.17, 7.1.7; the developer guide's page of each state). */
import type { StateType } from '../state/state.ts';

export const STATE_TYPES: readonly StateType[] = [
  'Task',
  'Wait',
  'Pass',
  'Succeed',
  'Fail',
  'Choice',
  'Parallel',
  'Map',
];

const EVERY = ['Type', 'Comment', 'QueryLanguage'];
const FILTERS = ['InputPath', 'OutputPath'];
const TRANSITION = ['Next', 'End'];
const RESULT = ['ResultSelector', 'ResultPath'];
const ERRORS = ['Retry', 'Catch'];
const BOTH = ['Assign', 'Output'];

const FIELDS: Readonly<Record<StateType, readonly string[]>> = {
  Task: [
    ...TRANSITION,
    ...FILTERS,
    ...RESULT,
    ...ERRORS,
    ...BOTH,
    'Resource',
    'Parameters',
    'Arguments',
    'TimeoutSeconds',
    'TimeoutSecondsPath',
    'HeartbeatSeconds',
    'HeartbeatSecondsPath',
    'Credentials',
  ],
  Pass: [...TRANSITION, ...FILTERS, ...BOTH, 'Parameters', 'Result', 'ResultPath'],
  Wait: [...TRANSITION, ...FILTERS, ...BOTH, 'Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath'],
  Choice: [...FILTERS, ...BOTH, 'Choices', 'Default'],
  // AWS refuses Next on both (recorded by a third party); End is let pass, for nothing is known of it.
  Succeed: [...FILTERS, 'Output', 'End'],
  Fail: ['Error', 'ErrorPath', 'Cause', 'CausePath', 'End'],
  Parallel: [...TRANSITION, ...FILTERS, ...RESULT, ...ERRORS, ...BOTH, 'Branches', 'Parameters', 'Arguments'],
  Map: [
    ...TRANSITION,
    ...FILTERS,
    ...RESULT,
    ...ERRORS,
    ...BOTH,
    'ItemProcessor',
    'Iterator',
    'Parameters',
    'ItemsPath',
    'Items',
    'ItemSelector',
    'ItemReader',
    'ItemBatcher',
    'ResultWriter',
    'MaxConcurrency',
    'MaxConcurrencyPath',
    'ToleratedFailureCount',
    'ToleratedFailureCountPath',
    'ToleratedFailurePercentage',
    'ToleratedFailurePercentagePath',
    'Label',
  ],
};

const KNOWN: ReadonlyMap<StateType, ReadonlySet<string>> = new Map(
  STATE_TYPES.map((type) => [type, new Set([...EVERY, ...FIELDS[type]])]),
);

export const isFieldOf = (type: StateType, field: string): boolean => KNOWN.get(type)?.has(field) ?? false;

/** Fields of one query language only (7.1.7). */
export const JSONPATH_ONLY: ReadonlySet<string> = new Set([
  'InputPath',
  'OutputPath',
  'Parameters',
  'ResultSelector',
  'ResultPath',
  'Result',
  'ItemsPath',
  'SecondsPath',
  'TimestampPath',
  'TimeoutSecondsPath',
  'HeartbeatSecondsPath',
  'ErrorPath',
  'CausePath',
  'MaxConcurrencyPath',
  'ToleratedFailureCountPath',
  'ToleratedFailurePercentagePath',
]);

export const JSONATA_ONLY: ReadonlySet<string> = new Set(['Arguments', 'Output', 'Items']);
