/**
 * What a case can contain, in names that reports and restrictions use. Each stands with the chance, in percent, that a case
 * is allowed to contain it (swarm testing: a case that lacks most features reaches depths that one with everything doesn't).
 * The chances follow how often people use a thing (the counts in 213 deployed definitions), with a floor for the rare ones.
 */
import { COMPARATORS, type Relation } from '../../src/asl/choice/comparators.ts';
import { INTRINSIC_FUNCTIONS, type IntrinsicName } from '../../src/asl/intrinsic/functions.ts';

const CHANCES = {
  // Types of states
  task: 95,
  pass: 85,
  choice: 80,
  wait: 40,
  succeed: 60,
  fail: 55,
  parallel: 45,
  map: 60,
  'nested-container': 90,
  // How a Task calls Lambda
  'function-arn': 60,
  'lambda-invoke': 70,
  'sdk-invoke': 12,
  'sdk-error': 60,
  callback: 36,
  qualifier: 20,
  'latest-qualifier': 10,
  'function-name-forms': 20,
  'weighted-alias': 10,
  'moving-alias': 12,
  'qualifier-twice': 8,
  'qualifier-contradiction': 8,
  'string-payload': 18,
  'null-payload': 15,
  'no-payload': 12,
  'payload-not-json': 8,
  'scalar-payload': 20,
  'request-response': 12,
  'event-invocation': 10,
  'dry-run': 10,
  'event-result': 36,
  'client-context': 12,
  'log-type': 12,
  // How data passes
  'input-path': 35,
  parameters: 75,
  'pass-result': 50,
  'result-selector': 45,
  'result-path': 70,
  'output-path': 50,
  'null-path': 35,
  'context-object': 35,
  'indefinite-path': 30,
  variables: 25,
  intrinsics: 50,
  // Choice
  And: 55,
  Or: 45,
  Not: 45,
  // Errors
  retry: 70,
  'several-retriers': 35,
  jitter: 25,
  'max-delay': 25,
  'lambda-error-names': 45,
  catch: 70,
  'several-catchers': 40,
  'catch-result-path': 60,
  'states-all': 80,
  'states-task-failed': 45,
  'states-timeout': 50,
  // Timers
  'task-timeout': 30,
  'timeout-path': 25,
  heartbeat: 60,
  'heartbeat-path': 60,
  'machine-timeout': 15,
  'wait-seconds': 80,
  'wait-seconds-path': 45,
  'wait-timestamp': 45,
  'wait-timestamp-path': 40,
  // Containers
  'items-path': 70,
  'item-selector': 50,
  'legacy-map': 55,
  'max-concurrency': 60,
  // Fail
  'fail-path': 45,
  'fail-in-container': 70,
  // What functions do
  'function-return': 85,
  'function-echo': 70,
  'function-error': 75,
  'function-sequence': 70,
  'function-delay': 12,
  'scalar-result': 60,
  'error-of-node': 25,
  'error-of-python': 25,
  'error-of-a-value': 15,
  'error-without-type': 12,
  'function-timeout': 8,
  'function-exit': 8,
  'out-of-memory': 8,
  'result-too-large': 8,
  'response-too-large': 8,
  'invoke-fault': 14,
  'rare-invoke-fault': 14,
  'missing-function': 12,
  'missing-version': 10,
  // What the outside does with tokens
  'callback-success': 90,
  'callback-failure': 60,
  'callback-unnamed-failure': 70,
  'callback-heartbeat': 50,
  'callback-second-answer': 40,
  'callback-made-up-token': 35,
  'callback-other-execution': 25,
  'callback-silence': 30,
  'callback-late-answer': 35,
  'callback-success-text': 30,
  'callback-invalid-output': 30,
  'callback-output-limit': 20,
  'callback-event': 20,
  'callback-function-delay': 25,
  'callback-function-error': 15,
  'callback-from-function': 14,
  'callback-in-map': 60,
  'callback-in-parallel': 60,
  // Values
  'scalar-input': 8,
  unicode: 20,
  'number-spelling': 25,
  // Machines
  loop: 8,
  comment: 15,
  express: 9,
  asynchronous: 45,
  'machine-version': 4,
  'machine-alias': 4,
  'test-state': 5,
  jsonata: 9,
  'invalid-definition': 3,
} as const;

/** How often people call each function; what the counts don't name has a small share. */
const INTRINSIC_CHANCES: Readonly<Partial<Record<IntrinsicName, number>>> = {
  Format: 60,
  StringToJson: 45,
  JsonToString: 45,
};
const OTHER_INTRINSIC = 30;

const COMPARATOR_CHANCES: Readonly<Record<string, number>> = { StringEquals: 70, IsPresent: 65 };
const OTHER_COMPARATOR = 35;

/**
 * Features of which AWS is known by inference alone. What a case with one of them shows is a warning, never a failure, so that
 * there are few; whatever carries out an inferred rule has one.
 */
export const INFERRED_FEATURES = [
  'sdk-error',
  'qualifier-twice',
  'qualifier-contradiction',
  'payload-not-json',
  'event-result',
  'rare-invoke-fault',
  'callback-function-error',
  'callback-from-function',
] as const satisfies readonly (keyof typeof CHANCES)[];

type Listed = keyof typeof CHANCES;
type IntrinsicFeature = `States.${IntrinsicName}`;

/** A comparator of a Choice rule by its field: `StringEquals`, `IsPresent` ... */
type ComparatorFeature =
  | `Is${'Boolean' | 'Null' | 'Numeric' | 'Present' | 'String' | 'Timestamp'}`
  | 'StringMatches'
  | `BooleanEquals${'' | 'Path'}`
  | `${'Numeric' | 'String' | 'Timestamp'}${Relation}${'' | 'Path'}`;

export type Feature = Listed | IntrinsicFeature | ComparatorFeature;

export const INTRINSIC_FEATURES: readonly IntrinsicFeature[] = (
  Object.keys(INTRINSIC_FUNCTIONS) as IntrinsicName[]
).map((name) => `States.${name}` as const);

export const COMPARATOR_FEATURES: readonly ComparatorFeature[] = [
  ...COMPARATORS.keys(),
] as readonly ComparatorFeature[];

/** Every feature with its chance in percent. */
export const FEATURE_CHANCES: ReadonlyMap<Feature, number> = new Map<Feature, number>([
  ...(Object.entries(CHANCES) as [keyof typeof CHANCES, number][]),
  ...INTRINSIC_FEATURES.map(
    (feature) =>
      [
        feature,
        INTRINSIC_CHANCES[feature.slice('States.'.length) as IntrinsicName] ?? OTHER_INTRINSIC,
      ] as const,
  ),
  ...COMPARATOR_FEATURES.map(
    (feature) => [feature, COMPARATOR_CHANCES[feature] ?? OTHER_COMPARATOR] as const,
  ),
]);

export const ALL_FEATURES: readonly Feature[] = [...FEATURE_CHANCES.keys()];

export const isFeature = (text: string): text is Feature => FEATURE_CHANCES.has(text as Feature);
