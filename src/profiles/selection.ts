/** What each profile is made of when it is frozen. A published version stays as it is, whatever is changed here. */
import { ALL_FEATURES, COMPARATOR_FEATURES, type Feature } from '../../generators/features/feature.ts';

export interface Selection {
  readonly name: string;
  readonly about: string;
  /** Suites of directed cases; all of them where absent. */
  readonly suites?: readonly string[];
  readonly generated: readonly GeneratedPart[];
}

/** Generated cases of one kind: the first ones of their seed that fit. */
export interface GeneratedPart {
  readonly seed: number;
  readonly count: number;
  /** Features that no case has. */
  readonly without: readonly Feature[];
  /** Features that each case has, all of them. */
  readonly needs: readonly Feature[];
}

const SEED = 2026;

/** Features of `lambda-core`: what isn't named here, new features too, stays out. */
const CORE: ReadonlySet<Feature> = new Set<Feature>([
  'task',
  'pass',
  'choice',
  'wait',
  'succeed',
  'fail',
  'function-arn',
  'lambda-invoke',
  'function-name-forms',
  'string-payload',
  'null-payload',
  'no-payload',
  'scalar-payload',
  'request-response',
  'input-path',
  'parameters',
  'pass-result',
  'result-selector',
  'result-path',
  'output-path',
  'null-path',
  'indefinite-path',
  'And',
  'Or',
  'Not',
  ...COMPARATOR_FEATURES,
  'retry',
  'several-retriers',
  'max-delay',
  'lambda-error-names',
  'catch',
  'several-catchers',
  'catch-result-path',
  'states-all',
  'states-task-failed',
  'states-timeout',
  'task-timeout',
  'timeout-path',
  'wait-seconds',
  'function-return',
  'function-echo',
  'function-error',
  'function-sequence',
  'function-delay',
  'scalar-result',
  'error-of-node',
  'error-of-python',
  'error-of-a-value',
  'error-without-type',
  'function-timeout',
  'function-exit',
  'out-of-memory',
  'invoke-fault',
  'missing-function',
  'scalar-input',
  'unicode',
  'number-spelling',
  'comment',
]);

const OUTSIDE_CORE = ALL_FEATURES.filter((feature) => !CORE.has(feature));

const part = (count: number, seed: number, needs: readonly Feature[] = []): GeneratedPart => ({
  seed,
  count,
  without: [],
  needs,
});

export const SELECTIONS: readonly Selection[] = [
  {
    name: 'lambda-core',
    about:
      'Tasks that call Lambda by a function ARN or lambda:invoke: errors, Retry, Catch, paths and payload templates',
    suites: ['lambda', 'errors', 'paths', 'data-flow'],
    generated: [{ seed: SEED, count: 300, without: OUTSIDE_CORE, needs: ['task'] }],
  },
  {
    name: 'lambda-callback',
    about: 'Tasks that wait for a task token: answers, heartbeats, time-outs, and what the API answers',
    suites: ['callback'],
    generated: [part(200, SEED + 1, ['callback'])],
  },
  {
    name: 'lambda-full',
    about:
      'All that the kit knows: every directed case, and generated ones with everything that the generators draw',
    generated: [
      part(600, SEED + 2),
      part(100, SEED + 3, ['jsonata']),
      part(60, SEED + 4, ['express']),
      part(40, SEED + 5, ['qualifier']),
    ],
  },
];
