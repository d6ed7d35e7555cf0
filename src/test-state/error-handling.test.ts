import { expect, test } from 'vitest';
import type { TestStateRequest } from './request.ts';
import { testState } from './test-state.ts';

const run = (definition: object, request: Partial<TestStateRequest>) =>
  testState(
    { definition: JSON.stringify(definition), inspectionLevel: 'DEBUG', ...request },
    {
      answer: () => ({
        afterSeconds: 0,
        result: { kind: 'declined', reason: 'a mocked Task calls nothing' },
      }),
      forToken: ({ state }) => ({ state, attempt: 1, answers: [] }),
    },
  );

const task = { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f', End: true };

const handled = {
  ...task,
  Retry: [
    { ErrorEquals: ['Other'] },
    { ErrorEquals: ['Busy'], IntervalSeconds: 2, BackoffRate: 3, MaxAttempts: 2 },
  ],
  Catch: [
    { ErrorEquals: ['Other'], Next: 'O' },
    { ErrorEquals: ['States.TaskFailed'], ResultPath: '$.e', Next: 'C' },
  ],
};
const busy = { mock: { errorOutput: { error: 'Busy', cause: 'later' } } };

test.each([
  [undefined, 2],
  [1, 6],
])('after %s retries a retrier that has attempts left would wait %s seconds', async (count, seconds) => {
  const answer = await run(handled, { ...busy, stateConfiguration: { retrierRetryCount: count } });
  expect(answer).toMatchObject({
    status: 'RETRIABLE',
    error: 'Busy',
    cause: 'later',
    inspectionData: { errorDetails: { retryIndex: 1, retryBackoffIntervalSeconds: seconds } },
  });
  expect(answer).not.toHaveProperty('output');
  expect(answer).not.toHaveProperty('nextState');
});

test('a retrier without attempts leaves the error to a catcher', async () => {
  expect(await run(handled, { ...busy, stateConfiguration: { retrierRetryCount: 2 } })).toMatchObject({
    status: 'CAUGHT_ERROR',
    error: 'Busy',
    output: '{"e":{"Error":"Busy","Cause":"later"}}',
    nextState: 'C',
    inspectionData: { errorDetails: { retryIndex: 1, catchIndex: 1 } },
  });
});

test('an endless delay is the largest number of the API', async () => {
  const patient = { ...task, Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 99_999_999 }] };
  expect(await run(patient, { ...busy, stateConfiguration: { retrierRetryCount: 5000 } })).toMatchObject({
    inspectionData: { errorDetails: { retryBackoffIntervalSeconds: 2_147_483_647 } },
  });
});

test.each([
  ['States.Timeout', 'FAILED'],
  ['States.HeartbeatTimeout', 'FAILED'],
  ['States.Runtime', 'FAILED'],
  ['States.TaskFailed', 'CAUGHT_ERROR'],
  ['toString', 'CAUGHT_ERROR'],
])('States.TaskFailed against a mocked %s: %s', async (error, status) => {
  const caught = { ...task, Catch: [{ ErrorEquals: ['States.TaskFailed'], Next: 'C' }] };
  expect(await run(caught, { mock: { errorOutput: { error } } })).toMatchObject({ status, error });
});

test('a failing catcher fails the state', async () => {
  const broken = {
    ...task,
    QueryLanguage: 'JSONata',
    Catch: [{ ErrorEquals: ['States.ALL'], Output: '{% $states.input.gone %}', Next: 'C' }],
  };
  expect(await run(broken, busy)).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
});

test('a failed expression may be tried again too', async () => {
  const state = { ...task, QueryLanguage: 'JSONata', Arguments: '{% $states.input.gone %}' };
  expect(
    await run({ ...state, Retry: [{ ErrorEquals: ['States.ALL'] }] }, { mock: { result: '1' } }),
  ).toMatchObject({
    status: 'RETRIABLE',
    error: 'States.QueryEvaluationError',
    cause:
      "The JSONata expression '$states.input.gone' specified for the field 'Arguments' returned nothing (undefined).",
  });
});

test.each(['Map', 'Parallel'])('a %s handles a mocked error like a Task', async (type) => {
  const flow = { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } };
  const inner = type === 'Map' ? { ItemProcessor: flow } : { Branches: [flow] };
  const state = { Type: type, ...inner, Catch: [{ ErrorEquals: ['Busy'], Next: 'C' }], End: true };
  expect(
    await run(state, { ...busy, input: '[]', stateConfiguration: { errorCausedByState: 'P' } }),
  ).toMatchObject({
    status: 'CAUGHT_ERROR',
    output: '{"Error":"Busy","Cause":"later"}',
    nextState: 'C',
  });
});
