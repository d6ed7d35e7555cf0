import { expect, test } from 'vitest';
import { parseCaseText } from '../case/parse-case.ts';
import { PREDICTED_START } from '../compare/open-values.ts';
import type { Case } from '../case/case.ts';
import { predict } from './reference/predict.ts';
import { referenceExecutor } from './reference.ts';

const read = (value: object): Case => {
  const parsing = parseCaseText(JSON.stringify(value));
  if (!parsing.ok) throw new Error(parsing.message);
  return parsing.case;
};

const call = {
  StartAt: 'Call',
  States: {
    Call: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:orders', End: true },
  },
};

test('predicts output, invocations and history', async () => {
  const prediction = await predict(
    read({ machine: { definition: call }, input: { n: 1 }, functions: { orders: {} } }),
  );
  expect(prediction).toMatchObject({
    status: 'SUCCEEDED',
    output: '{"n":1}',
    invocations: [
      { function: 'orders', qualifier: null, payload: '{"n":1}', invocationType: 'RequestResponse' },
    ],
    rules: expect.arrayContaining(['lambda.direct-arn']),
    inferred: [],
    seconds: 0,
  });
  expect('history' in prediction && prediction.history?.[0]).toMatchObject({
    type: 'ExecutionStarted',
    timestamp: PREDICTED_START / 1000,
  });
});

test('takes the same steps each time', async () => {
  const testCase = read({
    machine: {
      definition: {
        StartAt: 'P',
        States: { P: { Type: 'Pass', Parameters: { 'id.$': 'States.UUID()' }, End: true } },
      },
    },
  });
  expect(await predict(testCase)).toEqual(await predict(testCase));
});

test('refuses a definition that is no JSON', async () => {
  const prediction = await predict(read({ machine: { definition: 'not a definition' } }));
  expect(prediction).toMatchObject({
    status: 'INVALID_DEFINITION',
    diagnostics: [{ code: 'INVALID_JSON_DESCRIPTION', severity: 'ERROR' }],
  });
});

test('refuses an input that is no JSON with the message of the API', async () => {
  expect(
    await predict(read({ machine: { definition: call }, inputText: 'not json', functions: { orders: {} } })),
  ).toMatchObject({
    status: 'FAILED',
    error: 'InvalidExecutionInput',
    cause:
      "Invalid State Machine Execution Input: 'Unrecognized token 'not': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')'",
    invocations: [],
  });
  expect(await predict(read({ machine: { definition: call }, inputText: '' }))).toMatchObject({
    cause: "Invalid State Machine Execution Input: 'Invalid execution input.'",
  });
});

test('tells RUNNING where nothing ends the execution', async () => {
  const waits = {
    StartAt: 'Ask',
    States: {
      Ask: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
        Parameters: { FunctionName: 'orders', Payload: { 'token.$': '$$.Task.Token' } },
        End: true,
      },
    },
  };
  expect(await predict(read({ machine: { definition: waits }, functions: { orders: {} } }))).toMatchObject({
    status: 'RUNNING',
  });
});

test('declines what the reference does not model, and gives the rules beside an observation', async () => {
  const executor = referenceExecutor();
  const signal = new AbortController().signal;
  const unknown = {
    StartAt: 'S',
    States: { S: { Type: 'Task', Resource: 'arn:aws:states:::sns:publish', Parameters: {}, End: true } },
  };
  expect(await executor.execute(read({ machine: { definition: unknown } }), signal)).toMatchObject({
    kind: 'declined',
    reason: expect.stringContaining('sns:publish'),
  });
  expect(
    await executor.execute(read({ machine: { definition: call }, functions: { orders: {} } }), signal),
  ).toMatchObject({ kind: 'observed', rules: expect.arrayContaining(['lambda.direct-arn']) });
});
