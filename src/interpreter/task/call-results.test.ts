/** What a Task makes of whatever its call returns, in each of its flavours. */
import { describe, expect, test } from 'vitest';
import { eventTypes, runWith } from '../run-with.fixture.ts';
import type { CallResult, LambdaAnswer } from './service-call.ts';

const DIRECT = { Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f' };
const INVOKE = { Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'f' } };
const SDK = { Resource: 'arn:aws:states:::aws-sdk:lambda:invoke', Parameters: { FunctionName: 'f' } };
const QUEUE = { Resource: 'arn:aws:states:::sqs:sendMessage', Parameters: {} };

const run = async (task: object, result: CallResult) =>
  runWith({ T: { Type: 'Task', ...task, End: true } }, { answer: () => ({ result }) });

const lambda = (payload: string, more: Partial<LambdaAnswer> = {}): LambdaAnswer => ({
  kind: 'lambda',
  payload,
  executedVersion: '$LATEST',
  statusCode: 200,
  requestId: 'r-1',
  ...more,
});

const REFUSED: CallResult = {
  kind: 'serviceError',
  code: 'ServiceException',
  status: 500,
  message: 'No.',
  requestId: 'r-1',
};

describe('a call that is refused fails the Task in the words of its flavour', () => {
  test.each<[string, object, string, string]>([
    [
      'direct',
      DIRECT,
      'LambdaFunctionFailed',
      'No. (Service: AWSLambda; Status Code: 500; Error Code: ServiceException; Request ID: r-1; Proxy: null)',
    ],
    [
      'lambda:invoke',
      INVOKE,
      'TaskFailed',
      'No. (Service: AWSLambda; Status Code: 500; Error Code: ServiceException; Request ID: r-1; Proxy: null)',
    ],
    [
      'the SDK',
      SDK,
      'TaskFailed',
      'No. (Service: Lambda, Status Code: 500, Request ID: r-1) (SDK Attempt Count: 1)',
    ],
  ])('%s', async (_, task, event, cause) => {
    const { end, history } = await run(task, REFUSED);
    expect(end).toMatchObject({
      status: 'FAILED',
      failure: { kind: 'task', error: 'Lambda.ServiceException', cause },
    });
    expect(history.events.at(-2)?.type).toBe(event);
  });
});

describe('an error of another integration', () => {
  test.each<[string, object, string]>([
    ['by an ARN', DIRECT, 'lambdaFunctionFailedEventDetails'],
    ['by a service', QUEUE, 'taskFailedEventDetails'],
  ])('%s is the error of the Task, as it is', async (_, task, details) => {
    const { end, history, rules } = await run(task, { kind: 'error', error: 'Sqs.Gone', cause: 'No queue.' });
    expect(end).toMatchObject({
      status: 'FAILED',
      failure: { kind: 'task', error: 'Sqs.Gone', cause: 'No queue.' },
    });
    expect(history.events.at(-2)).toHaveProperty(
      details,
      expect.objectContaining({ error: 'Sqs.Gone', cause: 'No queue.' }),
    );
    expect(rules).toContain('task.error');
  });

  test.each<[string, object, string]>([
    ['by an ARN', DIRECT, 'lambdaFunctionFailedEventDetails'],
    ['by a service', QUEUE, 'taskFailedEventDetails'],
  ])('%s without name and words shows neither', async (_, task, details) => {
    const { history } = await run(task, { kind: 'error' });
    const shown = (history.events.at(-2) as unknown as Record<string, object>)[details];
    expect(Object.keys(shown ?? {})).not.toContain('error');
    expect(Object.keys(shown ?? {})).not.toContain('cause');
  });
});

test.each<[string, object, CallResult, string]>([
  ['an answer by an ARN', DIRECT, { kind: 'answer', output: '{"a": 1}' }, '{"a": 1}'],
  ['an answer by a service', QUEUE, { kind: 'answer', output: '{"a": 1}' }, '{"a": 1}'],
  ['a payload by an ARN, its spaces too', DIRECT, lambda('{"a": 1}'), '{"a": 1}'],
  ['no payload by an ARN: null', DIRECT, lambda(''), 'null'],
])('%s is the output', async (_, task, result, output) => {
  const { end } = await run(task, result);
  expect(end).toMatchObject({ status: 'SUCCEEDED', output: { text: output } });
});

const DEEP = '['.repeat(3000) + ']'.repeat(3000);

test.each<[string, object, CallResult, string]>([
  ['a payload by an ARN that is no JSON', DIRECT, lambda('{'), 'the function returned what is no JSON'],
  [
    'a payload of lambda:invoke that is no JSON',
    INVOKE,
    lambda('{'),
    'the function returned what is no JSON',
  ],
  ['one that nests too deep', INVOKE, lambda(DEEP), 'the function returned a document that nests too deep'],
  [
    'an answer that is no JSON',
    QUEUE,
    { kind: 'answer', output: '{' },
    'sqs:sendMessage returned what is no JSON',
  ],
  ['what is declined outside, by an ARN', DIRECT, { kind: 'declined', reason: 'unknown' }, 'unknown'],
  ['what is declined outside, of lambda:invoke', INVOKE, { kind: 'declined', reason: 'unknown' }, 'unknown'],
])('%s is declined', async (_, task, result, reason) => {
  const { end } = await run(task, result);
  expect(end).toEqual({ status: 'DECLINED', reason });
});

test('a function that failed is no failure through the SDK', async () => {
  const { end } = await run(SDK, lambda('{"errorType":"E"}', { functionError: 'Unhandled' }));
  expect(end).toMatchObject({ status: 'SUCCEEDED' });
});

/** AWS-BEHAVIOUR 2.2.5: 262,144 bytes are allowed; a text of n characters has n + 2 as JSON. */
test.each<[number, string]>([
  [262_142, 'SUCCEEDED'],
  [262_143, 'FAILED'],
])('a result by an ARN of %s characters: %s', async (length, status) => {
  const { end, history } = await run(DIRECT, lambda(JSON.stringify('x'.repeat(length))));
  expect(end?.status).toBe(status);
  if (status === 'FAILED')
    expect(history.events.at(-2)).toMatchObject({
      lambdaFunctionFailedEventDetails: {
        error: 'States.DataLimitExceeded',
        cause: `The state/task '${DIRECT.Resource}' returned a result with a size exceeding the maximum number of bytes service limit.`,
      },
    });
});

test.each<[string, unknown, string]>([
  ['no name of a function', {}, "The field 'FunctionName' is required but was missing"],
  ['a name that is no text', { FunctionName: 1 }, "The value for the field 'FunctionName' must be a STRING"],
  [
    'an unknown type of invocation',
    { FunctionName: 'f', InvocationType: 'Later' },
    "The value for the field 'InvocationType' must be one of: [RequestResponse, Event, DryRun]",
  ],
])('parameters with %s are refused before anything is scheduled', async (_, parameters, reason) => {
  const task = { Type: 'Task', Resource: INVOKE.Resource, End: true };
  const execution = await runWith({ T: task }, { input: JSON.stringify(parameters) });
  expect(execution.end).toMatchObject({
    status: 'FAILED',
    failure: { kind: 'runtime', error: 'States.Runtime' },
  });
  expect((execution.end as { readonly failure: { readonly cause: string } }).failure.cause).toContain(
    `The Parameters '${JSON.stringify(parameters)}' could not be used to start the Task: [${reason}]`,
  );
  expect([...execution.inferred]).toEqual(['cause']);
  expect(eventTypes(execution)).toEqual(['TaskStateEntered']);
});
