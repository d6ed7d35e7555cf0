import { DescribeExecutionCommand, StartSyncExecutionCommand } from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { refusalOf, SdkClients, START } from '../../sdk-clients.ts';

let clients: SdkClients;
beforeEach(async () => {
  clients = await SdkClients.start();
});
afterEach(() => clients.close());

const startSync = (stateMachineArn: string, input = '{}') =>
  clients.sfn.send(new StartSyncExecutionCommand({ stateMachineArn, input }));

const wait = (seconds: number) => ({
  StartAt: 'W',
  States: { W: { Type: 'Wait', Seconds: seconds, End: true } },
});

test('StartSyncExecution answers when the execution has ended', async () => {
  const machine = await clients.createMachine('m', wait(60), 'EXPRESS');
  const { $metadata: _, ...answer } = await startSync(machine, '{"a":1}');
  expect(answer).toMatchObject({
    executionArn: expect.stringMatching(/:express:m:[0-9a-f-]{36}:[0-9a-f-]{36}$/) as string,
    status: 'SUCCEEDED',
    input: '{"a":1}',
    output: '{"a":1}',
    startDate: new Date(START),
    stopDate: new Date(START + 60_000),
    billingDetails: { billedDurationInMilliseconds: 60_000, billedMemoryUsedInMB: 64 },
  });
});

test('a failed execution is no error of the call', async () => {
  const machine = await clients.createMachine(
    'm',
    { StartAt: 'F', States: { F: { Type: 'Fail', Error: 'E', Cause: 'C' } } },
    'EXPRESS',
  );
  expect(await startSync(machine)).toMatchObject({
    status: 'FAILED',
    error: 'E',
    cause: 'C',
    outputDetails: { included: true },
    billingDetails: { billedDurationInMilliseconds: 100 },
  });
});

test('an Express execution ends after five minutes', async () => {
  const machine = await clients.createMachine('m', wait(301), 'EXPRESS');
  expect(await startSync(machine)).toMatchObject({
    status: 'TIMED_OUT',
    stopDate: new Date(START + 300_000),
  });
});

test('Standard machines are not started so', async () => {
  expect(await refusalOf(startSync(await clients.createMachine('m')))).toBe(
    'StateMachineTypeNotSupported: This operation is not supported by this type of state machine',
  );
});

test('each start of an Express machine is an execution of its own, and none can be described', async () => {
  const machine = await clients.createMachine('m', wait(1), 'EXPRESS');
  const executionArn = await clients.startExecution(machine, '{}', 'e');
  expect(await clients.startExecution(machine, '{}', 'e')).not.toBe(executionArn);
  expect(await refusalOf(clients.sfn.send(new DescribeExecutionCommand({ executionArn })))).toBe(
    "InvalidArn: Invalid Arn: 'Resource type not valid in this context: express'",
  );
});

test('a client that goes away leaves nothing that holds the clock', async () => {
  const { clock } = clients.emulator;
  const express = await clients.createMachine('express', wait(60), 'EXPRESS');
  const standard = await clients.createMachine('standard', wait(7200));
  await clock.during(async () => {
    const abort = new AbortController();
    const waiting = refusalOf(
      clients.sfn.send(new StartSyncExecutionCommand({ stateMachineArn: express }), {
        abortSignal: abort.signal,
      }),
    );
    // A later request was answered: the first one has arrived.
    await clients.createMachine('later');
    abort.abort();
    expect(await waiting).toMatch(/^AbortError/);
  });
  const { status } = await clients.ended(await clients.startExecution(standard));
  expect(status).toBe('SUCCEEDED');
});
