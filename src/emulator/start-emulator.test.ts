import {
  CreateActivityCommand,
  GetActivityTaskCommand,
  StartSyncExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { VirtualClock } from '../clock/virtual-clock.ts';
import { readStateMachine } from '../asl/state/read-state-machine.ts';
import { startEmulator } from './start-emulator.ts';
import { refusalOf, scriptOf, SdkClients, START } from './sdk-clients.ts';
import { DECLINED } from './executions/stored-execution.ts';
import { Refusal } from './protocol/refusal.ts';

const INVOKE = 'arn:aws:states:::lambda:invoke';

describe.each(['virtual', 'real'] as const)('on the %s clock', (kind) => {
  let clients: SdkClients;
  beforeAll(async () => {
    clients = await SdkClients.start(kind === 'virtual' ? { clock: new VirtualClock(START) } : {});
  });
  afterAll(() => clients.close());

  test('runs a machine that calls a function', async () => {
    await clients.createFunction('orders', scriptOf({ echo: true, delaySeconds: 0.05 }));
    const machine = await clients.createMachine('calls', {
      StartAt: 'Call',
      States: {
        Call: {
          Type: 'Task',
          Resource: INVOKE,
          Parameters: { FunctionName: 'orders', 'Payload.$': '$' },
          OutputPath: '$.Payload',
          End: true,
        },
      },
    });
    const execution = await clients.ended(await clients.startExecution(machine, '{"n":1}'));
    expect(execution).toMatchObject({ status: 'SUCCEEDED', output: '{"n":1}' });
    const elapsed = Number(execution.stopDate) - Number(execution.startDate);
    if (kind === 'virtual') expect(elapsed).toBe(50);
    else expect(elapsed).toBeGreaterThanOrEqual(50);
  });
});

test('a virtual clock leaps over a wait of a year', async () => {
  const clients = await SdkClients.start();
  const machine = await clients.createMachine('waits', {
    StartAt: 'Wait',
    States: { Wait: { Type: 'Wait', Seconds: 31_536_000, End: true } },
  });
  const execution = await clients.ended(await clients.startExecution(machine));
  expect(execution.stopDate).toEqual(new Date(START + 31_536_000_000));
  await clients.close();
});

test('time stands still while JSONata is evaluated', async () => {
  const clients = await SdkClients.start();
  const machine = await clients.createMachine('jsonata', {
    QueryLanguage: 'JSONata',
    TimeoutSeconds: 5,
    StartAt: 'A',
    States: {
      A: { Type: 'Pass', Output: '{% $sum([1..1000]) %}', Next: 'B' },
      B: { Type: 'Pass', Output: '{% $states.input + 1 %}', End: true },
    },
  });
  const execution = await clients.ended(await clients.startExecution(machine));
  expect(execution).toMatchObject({ status: 'SUCCEEDED', output: '500501', stopDate: new Date(START) });
  await clients.close();
});

test('what the reference does not model fails with the reason', async () => {
  const clients = await SdkClients.start();
  const machine = await clients.createMachine('sqs', {
    StartAt: 'Send',
    States: {
      Send: { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', Parameters: {}, End: true },
    },
  });
  const execution = await clients.ended(await clients.startExecution(machine));
  expect(execution).toMatchObject({
    status: 'FAILED',
    error: DECLINED,
    cause: 'the integration sqs:sendMessage is not modelled',
  });
  await clients.close();
});

test('calls can be answered from outside, at once and later', async () => {
  const clock = new VirtualClock(START);
  const clients = await SdkClients.start({
    clock,
    outside: (call) => {
      if (call.kind !== 'integration') return undefined;
      const result = { kind: 'answer', output: `"${call.resource}"` } as const;
      return call.resource === 'publish'
        ? { afterSeconds: 7, result }
        : clock.sleep(11_000).then(() => result);
    },
  });
  const task = (service: string) => ({
    Type: 'Task',
    Resource: `arn:aws:states:::${service}`,
    Parameters: {},
  });
  const machine = await clients.createMachine('outside', {
    StartAt: 'A',
    States: { A: { ...task('sns:publish'), Next: 'B' }, B: { ...task('sqs:sendMessage'), End: true } },
  });
  const execution = await clients.ended(await clients.startExecution(machine));
  expect(execution).toMatchObject({ output: '"sendMessage"', stopDate: new Date(START + 18_000) });
  await clients.close();
});

test('a variation of the interpreter runs other machines than the definitions say', async () => {
  const clients = await SdkClients.start({
    clock: new VirtualClock(START),
    compile: () => readStateMachine({ StartAt: 'F', States: { F: { Type: 'Fail', Error: 'Varied' } } }),
  });
  const execution = await clients.ended(await clients.startExecution(await clients.createMachine('m')));
  expect(execution).toMatchObject({ status: 'FAILED', error: 'Varied' });
  await clients.close();
});

test('a gate refuses what it wants', async () => {
  const clients = await SdkClients.start({
    gate: (_request, operation) =>
      operation === 'StartExecution' ? new Refusal('ThrottlingException', 'Rate exceeded') : undefined,
  });
  const machine = await clients.createMachine('m');
  await expect(clients.startExecution(machine)).rejects.toMatchObject({
    name: 'ThrottlingException',
    message: 'Rate exceeded',
  });
  await clients.close();
});

test('listens on 127.0.0.1 alone, and no more once it is closed', async () => {
  const emulator = await startEmulator();
  expect(emulator.url).toBe(`http://127.0.0.1:${emulator.port}`);
  await expect(startEmulator({ port: emulator.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await emulator.close();
  await expect(fetch(emulator.url)).rejects.toThrow();
});

test('closes while executions, requests and waits are under way', async () => {
  const clients = await SdkClients.start({});
  const wait = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 99, End: true } } };
  const express = await clients.createMachine('express', wait, 'EXPRESS');
  await clients.startExecution(express);
  await clients.startExecution(await clients.createMachine('standard', wait));
  const { activityArn } = await clients.sfn.send(new CreateActivityCommand({ name: 'a' }));
  const waiting = [
    refusalOf(clients.sfn.send(new StartSyncExecutionCommand({ stateMachineArn: express }))),
    refusalOf(clients.sfn.send(new GetActivityTaskCommand({ activityArn }))),
  ];
  // Both requests have arrived when a later one is answered.
  await clients.startExecution(express);
  await clients.close();
  expect(await Promise.all(waiting)).toHaveLength(2);
});
