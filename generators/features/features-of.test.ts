import { expect, test } from 'vitest';
import type { Case } from '../../src/case/case.ts';
import { parseCase } from '../../src/case/parse-case.ts';
import type { JsonObject, JsonValue } from '../../src/json/value.ts';
import { featuresOf } from './features-of.ts';

function caseOf(source: JsonObject): Case {
  const parsing = parseCase(source);
  if (!parsing.ok) throw new Error(parsing.message);
  return parsing.case;
}

const featuresOfState = (state: JsonObject, others: JsonObject = {}): readonly string[] =>
  featuresOf(caseOf({ machine: { definition: { StartAt: 'A', States: { A: state } } }, ...others }));

const ARN = 'arn:aws:lambda:us-east-1:123456789012:function:fn-orders';

test('a Pass with a call, paths and a context object', () => {
  const state: JsonObject = {
    Type: 'Pass',
    Parameters: { 'a.$': "States.Format('{}', $.items[*])", 'b.$': '$$.Execution.Input' },
    ResultPath: null,
    End: true,
  };
  expect(featuresOfState(state)).toEqual([
    'pass',
    'parameters',
    'result-path',
    'null-path',
    'context-object',
    'indefinite-path',
    'intrinsics',
    'States.Format',
  ]);
});

test('Result is data, whatever it looks like', () => {
  const state: JsonObject = { Type: 'Pass', Result: { 'x.$': 'States.UUID()', Comment: '' }, End: true };
  expect(featuresOfState(state)).toEqual(['pass', 'pass-result']);
});

test('a Task through an ARN with a qualifier, handlers and a function that fails, then returns', () => {
  const state: JsonObject = {
    Type: 'Task',
    Resource: `${ARN}:live`,
    TimeoutSeconds: 30,
    Retry: [
      { ErrorEquals: ['Lambda.ServiceException'], JitterStrategy: 'FULL' },
      { ErrorEquals: ['States.TaskFailed'], MaxDelaySeconds: 2 },
    ],
    End: true,
  };
  const functions: JsonObject = {
    'fn-orders': {
      outcomes: [{ echo: true }],
      versions: { '1': [{ throw: { errorType: 'E' } }, { return: 1, delaySeconds: 1 }] },
      aliases: { live: '1' },
    },
  };
  expect(featuresOfState(state, { functions })).toEqual([
    'task',
    'function-arn',
    'qualifier',
    'retry',
    'several-retriers',
    'jitter',
    'max-delay',
    'lambda-error-names',
    'states-task-failed',
    'task-timeout',
    'function-return',
    'function-echo',
    'function-error',
    'function-sequence',
    'function-delay',
    'scalar-result',
  ]);
});

const invoking = (Parameters: JsonObject, functions: JsonObject, more: JsonObject = {}): readonly string[] =>
  featuresOfState(
    { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters, End: true, ...more },
    { functions },
  ).filter((feature) => !['task', 'lambda-invoke', 'parameters', 'result-path'].includes(feature));

const THROWING: JsonObject = {
  'fn-orders': { outcomes: [{ throw: { errorType: 'E' } }], versions: { '1': [{ exit: 1 }] } },
};

test.each<[JsonObject, JsonObject, readonly string[]]>([
  [
    { FunctionName: 'fn-orders:1', Qualifier: '1', Payload: 'x' },
    {},
    ['qualifier', 'function-name-forms', 'qualifier-twice', 'payload-not-json'],
  ],
  [
    { FunctionName: `${ARN}:1`, Qualifier: '2', Payload: 1 },
    {},
    ['qualifier', 'qualifier-contradiction', 'scalar-payload', 'missing-version'],
  ],
  [{ FunctionName: 'fn-orders', Qualifier: '$LATEST' }, {}, ['qualifier', 'latest-qualifier', 'no-payload']],
  [
    { FunctionName: 'fn-orders', InvocationType: 'Event', Payload: null },
    {},
    ['null-payload', 'event-invocation', 'event-result'],
  ],
  [
    { FunctionName: 'fn-orders', InvocationType: 'DryRun', LogType: 'None', Payload: {} },
    { ResultPath: null },
    ['dry-run', 'log-type', 'null-path'],
  ],
  [
    { FunctionName: 'fn-orders', InvocationType: 'RequestResponse', ClientContext: 'e30=', Payload: '[]' },
    {},
    ['string-payload', 'request-response', 'client-context'],
  ],
])('a call with %j %j', (parameters, more, expected) => {
  const found = invoking(parameters, THROWING, more);
  expect(found).toEqual(
    [...expected, 'function-error', 'function-exit'].toSorted((a, b) => found.indexOf(a) - found.indexOf(b)),
  );
});

test('how functions fail', () => {
  const failing = (outcome: JsonValue): readonly string[] =>
    featuresOfState(
      { Type: 'Task', Resource: ARN, End: true },
      { functions: { 'fn-orders': { outcomes: [outcome] } } },
    ).slice(2);
  expect(failing({ throw: { errorType: 'E', trace: ['E'] } })).toEqual(['function-error', 'error-of-node']);
  expect(failing({ throw: { errorType: 'string', trace: [] } })).toEqual([
    'function-error',
    'error-of-a-value',
  ]);
  expect(failing({ throw: { errorMessage: 'x' } })).toEqual(['function-error', 'error-without-type']);
  expect(failing({ throwText: '{"errorType": "E"}' })).toEqual(['function-error', 'error-of-python']);
  expect(failing({ timeout: true })).toEqual(['function-timeout']);
  expect(failing({ outOfMemory: true })).toEqual(['out-of-memory']);
  expect(failing({ returnBytes: 300_000 })).toEqual(['result-too-large']);
  expect(failing({ returnBytes: 7_000_000 })).toEqual(['response-too-large']);
  expect(failing({ fault: 'ServiceException' })).toEqual(['invoke-fault']);
  expect(failing({ fault: 'EFSIOException' })).toEqual(['rare-invoke-fault']);
});

test('aliases that lead to one version or another', () => {
  const aliased = (target: JsonValue): readonly string[] =>
    featuresOfState(
      { Type: 'Task', Resource: `${ARN}:live`, End: true },
      {
        functions: {
          'fn-orders': {
            versions: { '1': [{ echo: true }], '2': [{ echo: true }] },
            aliases: { live: target },
          },
        },
      },
    );
  expect(aliased({ weights: { '1': 1, '2': 1 } })).toContain('weighted-alias');
  expect(aliased(['1', '2'])).toContain('moving-alias');
});

test.each([
  [{ type: 'EXPRESS' }, ['express']],
  [{ type: 'EXPRESS', start: 'asynchronous' }, ['express', 'asynchronous']],
  [{ start: 'version' }, ['machine-version']],
  [{ start: 'alias' }, ['machine-alias']],
  [{ start: 'TestState' }, ['test-state']],
])('a machine that is started as %j', (how, expected) => {
  const definition: JsonObject = { StartAt: 'A', States: { A: { Type: 'Succeed' } } };
  expect(featuresOf(caseOf({ machine: { definition, ...how } }))).toEqual(['succeed', ...expected]);
});

const callback = (answers: JsonValue, fields: JsonObject = { HeartbeatSeconds: 5 }): readonly string[] =>
  featuresOfState(
    {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Parameters: { FunctionName: 'fn-orders', Payload: { 'token.$': '$$.Task.Token' } },
      ...fields,
      End: true,
    },
    { functions: { 'fn-orders': { outcomes: [{ return: {} }] } }, callbacks: { A: answers } },
  ).filter((feature) => feature.startsWith('callback-'));

test('what the outside does with a token', () => {
  expect(callback([])).toEqual(['callback-silence']);
  expect(callback([[{ heartbeat: true }]])).toEqual(['callback-heartbeat', 'callback-silence']);
  expect(callback([[{ success: 1, token: 'x' }, { failure: {} }, { success: 2 }]])).toEqual([
    'callback-failure',
    'callback-unnamed-failure',
    'callback-second-answer',
    'callback-made-up-token',
  ]);
  expect(callback([[{ success: 1, tokenOf: 'another execution' }, { successText: ' 1' }]])).toEqual([
    'callback-success',
    'callback-other-execution',
    'callback-success-text',
  ]);
  expect(callback([[{ successText: 'no' }, { successBytes: 262_145 }, { success: 1 }]])).toEqual([
    'callback-success',
    'callback-invalid-output',
    'callback-output-limit',
  ]);
});

test('answers that come too late, by a timer or by another answer', () => {
  const late = { success: 1, afterSeconds: 4 };
  expect(callback([[late]], { TimeoutSeconds: 1 })).toEqual(['callback-silence', 'callback-late-answer']);
  expect(callback([[late]], { TimeoutSeconds: 30 })).toEqual(['callback-success']);
  expect(callback([[{ failure: { error: 'E' } }, late]])).toEqual([
    'callback-failure',
    'callback-late-answer',
  ]);
});

test('what the function itself does with its token', () => {
  expect(callback([[{ failure: { error: 'E' }, from: 'function' }, { success: 2 }]])).toEqual([
    'callback-failure',
    'callback-second-answer',
    'callback-from-function',
  ]);
  expect(callback([[{ heartbeat: true, from: 'function' }, { success: 2 }]])).toEqual([
    'callback-success',
    'callback-from-function',
  ]);
});

test('a missing function, a Choice, a loop, a nested container', () => {
  expect(featuresOfState({ Type: 'Task', Resource: ARN, End: true })).toContain('missing-function');
  const definition: JsonObject = {
    StartAt: 'A',
    States: {
      A: {
        Type: 'Choice',
        Choices: [{ And: [{ Not: { Variable: '$.x', IsPresent: true } }], Assign: { v: 1 }, Next: 'B' }],
        Default: 'C',
      },
      B: { Type: 'Wait', Seconds: 0, Next: 'A' },
      C: {
        Type: 'Parallel',
        Branches: [
          {
            StartAt: 'D',
            States: {
              D: {
                Type: 'Map',
                Iterator: { StartAt: 'E', States: { E: { Type: 'Succeed' } } },
                End: true,
              },
            },
          },
        ],
        End: true,
      },
    },
  };
  expect(featuresOf(caseOf({ machine: { definition }, input: 'ü' }))).toEqual([
    'choice',
    'wait',
    'succeed',
    'parallel',
    'map',
    'nested-container',
    'variables',
    'And',
    'Not',
    'wait-seconds',
    'legacy-map',
    'scalar-input',
    'unicode',
    'loop',
    'IsPresent',
  ]);
});

test('a definition that is refused', () => {
  expect(featuresOfState({ Type: 'Pass' })).toEqual(['invalid-definition']);
});
