import {
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { refusalOf, scriptOf, SdkClients, START } from '../../sdk-clients.ts';

let clients: SdkClients;
beforeEach(async () => {
  clients = await SdkClients.start();
  await clients.createFunction('ask', scriptOf({ return: null }));
});
afterEach(() => clients.close());

const ASK = {
  StartAt: 'Ask',
  States: {
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Parameters: { FunctionName: 'ask', Payload: { 'token.$': '$$.Task.Token' } },
      End: true,
    },
  },
};

async function startAsking(
  definition: object = ASK,
): Promise<{ readonly executionArn: string; readonly taskToken: string }> {
  const executionArn = await clients.startExecution(await clients.createMachine('m', definition));
  const scheduled = (await clients.history(executionArn)).find(({ type }) => type === 'TaskScheduled');
  const parameters = scheduled?.taskScheduledEventDetails?.parameters ?? '';
  const { Payload } = JSON.parse(parameters) as { readonly Payload: { readonly token: string } };
  return { executionArn, taskToken: Payload.token };
}

const succeed = (taskToken: string, output = '{}') =>
  clients.sfn.send(new SendTaskSuccessCommand({ taskToken, output }));

const GONE = "TaskTimedOut: Task Timed Out: 'Provided task does not exist anymore'";

test('a token has the length of those of AWS', async () => {
  const { taskToken } = await startAsking();
  expect(taskToken.length).toBeGreaterThan(500);
  expect(taskToken.length).toBeLessThanOrEqual(2048);
});

test('the output of SendTaskSuccess is the result of the task, as it was written', async () => {
  const { executionArn, taskToken } = await startAsking();
  await succeed(taskToken, '{"a" : 1.0}');
  expect(await clients.ended(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '{"a" : 1.0}' });
});

test('SendTaskFailure fails the task', async () => {
  const { executionArn, taskToken } = await startAsking();
  await clients.sfn.send(new SendTaskFailureCommand({ taskToken, error: 'E', cause: 'C' }));
  expect(await clients.ended(executionArn)).toMatchObject({ status: 'FAILED', error: 'E', cause: 'C' });
});

describe('a heartbeat', () => {
  const beating = structuredClone(ASK);
  Object.assign(beating.States.Ask, { HeartbeatSeconds: 10 });

  test('puts the time-out off', async () => {
    const { clock } = clients.emulator;
    const executionArn = await clock.during(async () => {
      const asking = await startAsking(beating);
      // On its way before the clock may leap: time stands still again as soon as it has slept.
      const beat = new SendTaskHeartbeatCommand({ taskToken: asking.taskToken });
      void clock.sleep(6000).then(() => clock.during(() => clients.sfn.send(beat)));
      return asking.executionArn;
    });
    const execution = await clients.ended(executionArn);
    expect(execution).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    expect(execution.stopDate).toEqual(new Date(START + 16_000));
  });
});

describe('a token is refused', () => {
  test('where it was answered before', async () => {
    const { taskToken } = await startAsking();
    await succeed(taskToken);
    expect(await refusalOf(succeed(taskToken))).toBe(GONE);
  });

  test('where its execution was stopped', async () => {
    const { executionArn, taskToken } = await startAsking();
    await clients.sfn.send(new StopExecutionCommand({ executionArn }));
    expect(await refusalOf(succeed(taskToken))).toBe(GONE);
    expect(await refusalOf(clients.sfn.send(new SendTaskHeartbeatCommand({ taskToken })))).toBe(GONE);
  });

  test('where nobody gave it out', async () => {
    const { taskToken } = await startAsking();
    const forged = `${taskToken.startsWith('A') ? 'B' : 'A'}${taskToken.slice(1)}`;
    for (const token of ['x', forged, 'x'.repeat(2048)])
      expect(await refusalOf(succeed(token))).toBe("InvalidToken: Invalid Token: 'Invalid token'");
  });

  test('where it is too long', async () => {
    expect(await refusalOf(succeed('x'.repeat(2049)))).toMatch(
      /^ValidationException: 1 validation error detected: Value '.*' at 'taskToken' failed to satisfy constraint: Member must have length less than or equal to 2048$/,
    );
  });
});

test('an output that is no JSON is refused, and the task goes on waiting', async () => {
  const { executionArn, taskToken } = await startAsking();
  expect(await refusalOf(succeed(taskToken, 'not'))).toMatch(
    /^InvalidOutput: Invalid Output: 'Unrecognized token 'not'/,
  );
  await succeed(taskToken, '1');
  expect((await clients.ended(executionArn)).output).toBe('1');
});
