/** The one report that the tests of all reporters render: two findings, every verdict, every kind of text. */
import type { Case } from '../case/case.ts';
import type { Observation } from '../case/observation.ts';
import type { HistoryEvent } from '../interpreter/history.ts';
import { JsonNumber } from '../json/value.ts';
import type { Finding } from '../run/finding.ts';
import type { Counts } from '../run/tally.ts';
import type { CaseOutline } from './case-outline.ts';
import type { Report } from './report.ts';

const event = (id: number, previous: number, type: string, details: object = {}): HistoryEvent => ({
  timestamp: 1_717_747_750 + id,
  type,
  id,
  previousEventId: previous,
  ...details,
});

const entered = (name: string, input = '{}'): object => ({
  stateEnteredEventDetails: { name, input, inputDetails: { truncated: false } },
});

const exited = (name: string, output = '{}'): object => ({
  stateExitedEventDetails: { name, output, outputDetails: { truncated: false } },
});

const choice: Case = {
  id: '26a9a68c160725f5',
  machine: {
    type: 'STANDARD',
    definition: {
      StartAt: 'Check',
      States: {
        Check: {
          Type: 'Choice',
          Choices: [{ Variable: '$.total', IsPresent: true, Next: 'Tell' }],
          Default: 'Give up',
        },
        Tell: { Type: 'Pass', Result: { paid: new JsonNumber('1.0') }, End: true },
        'Give up': { Type: 'Fail', Error: 'Nothing', Cause: 'No total | `none`' },
      },
    },
  },
  input: { input: { total: null } },
  functions: {},
  callbacks: {},
  integrations: {},
};

const choiceFinding: Finding = {
  id: 'choice-is-present-ed3505',
  title: 'IsPresent (status differs)',
  level: 'failure',
  rules: ['choice.is-present'],
  facets: ['status'],
  signature: 'status | status | SUCCEEDED → FAILED: own name',
  count: 3,
  target: 'some-emulator',
  difference: { facet: 'status', place: 'status', expected: 'SUCCEEDED', observed: 'FAILED: Nothing' },
  case: choice,
  features: ['choice', 'IsPresent'],
  states: 3,
  also: [
    {
      signature: 'history | transition | a state → a state',
      case: choice,
      features: ['choice', 'IsPresent', 'fail'],
      observed: { status: 'FAILED', error: 'Nothing' },
    },
  ],
  expected: {
    status: 'SUCCEEDED',
    output: '{"paid":1.0}',
    invocations: [],
    history: [
      event(1, 0, 'ExecutionStarted', { executionStartedEventDetails: { input: '{"total":null}' } }),
      event(2, 0, 'ChoiceStateEntered', entered('Check', '{"total":null}')),
      event(3, 2, 'ChoiceStateExited', exited('Check', '{"total":null}')),
      event(4, 3, 'PassStateEntered', entered('Tell', '{"total":null}')),
      event(5, 4, 'PassStateExited', exited('Tell', '{"paid":1.0}')),
      event(6, 5, 'ExecutionSucceeded', { executionSucceededEventDetails: { output: '{"paid":1.0}' } }),
    ],
  },
  observed: {
    status: 'FAILED',
    error: 'Nothing',
    cause: 'No total | `none`',
    invocations: [],
    history: [
      event(1, 0, 'ExecutionStarted', { executionStartedEventDetails: { input: '{"total":null}' } }),
      event(2, 0, 'ChoiceStateEntered', entered('Check', '{"total":null}')),
      event(3, 2, 'ChoiceStateExited', exited('Check', '{"total":null}')),
      event(4, 3, 'FailStateEntered', entered('Give up', '{"total":null}')),
      event(5, 4, 'ExecutionFailed', {
        executionFailedEventDetails: { error: 'Nothing', cause: 'No total | `none`' },
      }),
    ],
  },
};

const failing = (cause: string): Observation => ({
  status: 'FAILED',
  error: 'Busy',
  cause,
  invocations: [{ function: 'orders', qualifier: null, payload: '{}', invocationType: 'RequestResponse' }],
  history: [
    event(1, 0, 'ExecutionStarted', { executionStartedEventDetails: { input: '{}' } }),
    event(2, 0, 'TaskStateEntered', entered('Ask')),
    event(3, 2, 'LambdaFunctionScheduled', {
      lambdaFunctionScheduledEventDetails: {
        resource: 'arn:aws:lambda:us-east-1:123456789012:function:orders',
      },
    }),
    event(4, 3, 'LambdaFunctionStarted'),
    event(5, 4, 'LambdaFunctionFailed', { lambdaFunctionFailedEventDetails: { error: 'Busy', cause } }),
    event(6, 5, 'ExecutionFailed', { executionFailedEventDetails: { error: 'Busy', cause } }),
  ],
});

const causeFinding: Finding = {
  id: 'lambda-error-payload-541d6c',
  title: "A function's error as cause (cause differs at cause (spelling of JSON))",
  level: 'warning',
  rules: ['lambda.error-payload'],
  facets: ['cause'],
  signature: 'cause | cause (spelling of JSON) | JSON → JSON',
  count: 1,
  target: 'some-emulator',
  difference: {
    facet: 'cause',
    place: 'cause (spelling of JSON)',
    expected: '{"errorType":"Busy","errorMessage":"<later>"}',
    observed: '{"errorType": "Busy", "errorMessage": "<later>"}',
  },
  case: {
    id: '7cf5beed6386116c',
    machine: {
      type: 'STANDARD',
      definition: {
        StartAt: 'Ask',
        States: {
          Ask: {
            Type: 'Task',
            Resource: 'arn:aws:lambda:us-east-1:123456789012:function:orders',
            End: true,
          },
        },
      },
    },
    input: { input: {} },
    functions: { orders: { outcomes: [{ throw: { errorType: 'Busy', errorMessage: '<later>' } }] } },
    callbacks: {},
    integrations: {},
  },
  features: ['task', 'function-error'],
  states: 1,
  also: [],
  expected: failing('{"errorType":"Busy","errorMessage":"<later>"}'),
  observed: failing('{"errorType": "Busy", "errorMessage": "<later>"}'),
};

const counts = (cases: number, rest: Partial<Counts> = {}): Counts => ({
  cases,
  conforms: 0,
  diverges: 0,
  declined: 0,
  indeterminate: 0,
  ...rest,
});

const outline = (index: number, rest: Partial<CaseOutline>): CaseOutline => ({
  index,
  id: `case-${index}`,
  suite: 'generated',
  features: ['task'],
  verdict: 'conforms',
  facets: [],
  signatures: [],
  ...rest,
});

const differing = {
  verdict: 'diverges',
  facets: ['status'],
  signatures: [choiceFinding.signature],
  features: ['choice', 'IsPresent'],
} as const;

export const EXAMPLE_REPORT: Report = {
  summary: {
    target: 'some-emulator',
    oracle: 'reference',
    seed: 7,
    kit: '0.1.0',
    suites: ['generated'],
    complete: true,
    ...counts(8, { conforms: 2, diverges: 4, declined: 1, indeterminate: 1 }),
    divergenceRate: 0.5,
    coverageRate: 0.75,
    findings: [choiceFinding, causeFinding].map(
      ({ id, title, level, rules, facets, count, case: { id: minimal } }) => ({
        id,
        title,
        level,
        rules,
        facets,
        count,
        case: minimal,
      }),
    ),
    features: {
      IsPresent: counts(3, { diverges: 3 }),
      choice: counts(3, { diverges: 3 }),
      'function-error': counts(1, { diverges: 1 }),
      map: counts(1, { declined: 1 }),
      task: counts(4, { conforms: 2, diverges: 1, indeterminate: 1 }),
    },
    reasons: [
      { reason: 'declined: the target says: <no> state of type Map', count: 1 },
      { reason: 'indeterminate: transport: connect ECONNREFUSED', count: 1 },
    ],
    started: '2026-11-22T20:00:00.000Z',
    ended: '2026-11-22T20:00:09.000Z',
  },
  findings: [choiceFinding, causeFinding],
  rules: {
    'choice.is-present': {
      title: 'IsPresent',
      text: 'IsPresent is true where the path leads to a value, null included.',
      evidence: ['recorded on AWS: choice::is_present', 'documented: Choice state, comparison operators'],
    },
    'lambda.error-payload': {
      title: "A function's error as cause",
      text: 'The cause is the payload that the function ended with, as it was spelled.',
      evidence: ['inferred: every recorded payload is compact JSON already'],
    },
  },
  folder: 'reports/runs/some-emulator-seed-7',
  cases: [
    outline(0, differing),
    outline(1, differing),
    outline(2, differing),
    outline(3, {
      verdict: 'diverges',
      facets: ['cause'],
      signatures: [causeFinding.signature],
      features: ['task', 'function-error'],
    }),
    outline(4, {}),
    outline(5, {
      facets: ['history'],
      reason: 'differs, but AWS is known by inference only (wait.rounding)',
    }),
    outline(6, { verdict: 'declined', features: ['map'], reason: 'the target says: <no> state of type Map' }),
    outline(7, { verdict: 'indeterminate', reason: 'transport: connect ECONNREFUSED' }),
  ],
};
