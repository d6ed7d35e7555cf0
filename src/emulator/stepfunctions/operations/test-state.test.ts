import { TestStateCommand, type TestStateCommandInput } from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { refusalOf, ROLE, scriptOf, SdkClients } from '../../sdk-clients.ts';

let clients: SdkClients;
beforeEach(async () => {
  clients = await SdkClients.start();
});
afterEach(() => clients.close());

type Request = Omit<TestStateCommandInput, 'definition'>;

async function testState(definition: object, request: Request = {}) {
  const command = new TestStateCommand({ definition: JSON.stringify(definition), ...request });
  const { $metadata: _, ...answer } = await clients.sfn.send(command);
  return answer;
}

test('runs a state and shows its steps', async () => {
  const answer = await testState(
    { Type: 'Pass', Result: 1, ResultPath: '$.b', Next: 'N' },
    { input: '{"a": 0}', inspectionLevel: 'DEBUG' },
  );
  expect(answer).toEqual({
    status: 'SUCCEEDED',
    output: '{"a":0,"b":1}',
    nextState: 'N',
    inspectionData: {
      input: '{"a": 0}',
      result: '1',
      afterResultSelector: '1',
      afterResultPath: '{"a":0,"b":1}',
    },
  });
});

test("calls the emulator's functions", async () => {
  await clients.createFunction('f', scriptOf({ throw: { errorType: 'Busy', errorMessage: 'later' } }));
  const task = {
    Type: 'Task',
    Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f',
    Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 3 }],
    End: true,
  };
  expect(await testState(task, { roleArn: ROLE, inspectionLevel: 'DEBUG' })).toMatchObject({
    status: 'RETRIABLE',
    error: 'Busy',
    inspectionData: { errorDetails: { retryIndex: 0, retryBackoffIntervalSeconds: 3 } },
  });
});

test('waits on the clock', async () => {
  expect(await testState({ Type: 'Wait', Seconds: 299, End: true })).toEqual({
    status: 'SUCCEEDED',
    output: '{}',
  });
  expect(await testState({ Type: 'Wait', Seconds: 301, End: true })).toEqual({
    status: 'FAILED',
    error: 'States.Timeout',
  });
});

test('holds mocked results to the models of the services', async () => {
  const task = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true };
  const mocked = (result: string) => testState(task, { mock: { result } });
  expect(await mocked('{"StatusCode":200}')).toMatchObject({ status: 'SUCCEEDED' });
  expect(await refusalOf(mocked('{"StatusCode":"200"}'))).toBe(
    "ValidationException: Mock result schema validation error: Field 'StatusCode' must be a number",
  );
});

test('refuses what the API refuses', async () => {
  expect(await refusalOf(testState({ Type: 'Pass' }))).toBe(
    "InvalidDefinition: Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: This object should have only one " +
      "of the following fields: [Next, End] at /States/StateName'",
  );
  expect(await refusalOf(testState({ Type: 'Succeed' }, { input: '{' }))).toMatch(/^InvalidExecutionInput: /);
  expect(await refusalOf(testState({ Type: 'Succeed' }, { roleArn: 'role' }))).toMatch(/^InvalidArn: /);
  expect(
    await refusalOf(testState({ Type: 'Succeed' }, { stateConfiguration: { retrierRetryCount: -1 } })),
  ).toMatch(/^ValidationException: .*'stateConfiguration\.retrierRetryCount'/);
});

test('says what it does not model', async () => {
  const http = { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', End: true };
  expect(await testState(http, { roleArn: ROLE })).toMatchObject({
    status: 'FAILED',
    error: 'SfnConformance.Declined',
  });
});
