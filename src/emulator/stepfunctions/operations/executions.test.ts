import {
  DeleteStateMachineCommand,
  DescribeExecutionCommand,
  DescribeStateMachineForExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  RedriveExecutionCommand,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { refusalOf, SdkClients, START } from '../../sdk-clients.ts';

let clients: SdkClients;
beforeEach(async () => {
  clients = await SdkClients.start();
});
afterEach(() => clients.close());

const WAIT = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 60, End: true } } };

/** Waits for an answer that nobody gives. */
const HANG = {
  StartAt: 'T',
  States: {
    T: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Parameters: { FunctionName: 'none', InvocationType: 'DryRun', Payload: { 'token.$': '$$.Task.Token' } },
      End: true,
    },
  },
};

describe('StartExecution', () => {
  test('gives the running execution for the same name and input', async () => {
    const machine = await clients.createMachine('m', WAIT);
    await clients.emulator.clock.during(async () => {
      const first = await clients.startExecution(machine, '{"a":1}', 'e');
      expect(await clients.startExecution(machine, '{"a":1}', 'e')).toBe(first);
      expect(await refusalOf(clients.startExecution(machine, '{"a": 1}', 'e'))).toBe(
        `ExecutionAlreadyExists: Execution Already Exists: '${first}'`,
      );
    });
  });

  test('refuses the name of an execution that has ended', async () => {
    const machine = await clients.createMachine('m');
    await clients.ended(await clients.startExecution(machine, '{}', 'e'));
    expect(await refusalOf(clients.startExecution(machine, '{}', 'e'))).toMatch(/^ExecutionAlreadyExists/);
  });

  test.each([
    ['', 'Invalid execution input.'],
    ["{'a'}", `Unexpected character (''' (code 39)): was expecting double-quote to start field name`],
  ])('refuses the input %j', async (input, problem) => {
    const machine = await clients.createMachine('m');
    expect(await refusalOf(clients.startExecution(machine, input))).toBe(
      `InvalidExecutionInput: Invalid State Machine Execution Input: '${problem}'`,
    );
  });

  test.each(['null', '2', '"text"', '[1, 2]', '{"a" : 1.0}'])(
    'passes the input %s on as it is',
    async (input) => {
      const machine = await clients.createMachine('m');
      expect((await clients.ended(await clients.startExecution(machine, input))).output).toBe(input);
    },
  );

  test('refuses an input of more bytes than 262,144', async () => {
    const machine = await clients.createMachine('m');
    const text = 'ü'.repeat(131_072);
    expect(await refusalOf(clients.startExecution(machine, JSON.stringify(text)))).toBe(
      "ValidationException: 1 validation error detected: Value at 'input' failed to satisfy constraint: Member must have length less than or equal to 262144",
    );
  });
});

describe('DescribeExecution', () => {
  test('shows a running execution without an end', async () => {
    const machine = await clients.createMachine('m', WAIT);
    const { $metadata: _, ...described } = await clients.emulator.clock.during(async () => {
      const executionArn = await clients.startExecution(machine, '{}', 'e');
      return clients.sfn.send(new DescribeExecutionCommand({ executionArn }));
    });
    expect(described).toEqual({
      executionArn: 'arn:aws:states:us-east-1:123456789012:execution:m:e',
      stateMachineArn: machine,
      name: 'e',
      status: 'RUNNING',
      startDate: new Date(START),
      input: '{}',
      inputDetails: { included: true },
      redriveCount: 0,
      redriveStatus: 'NOT_REDRIVABLE',
      redriveStatusReason: 'Execution is RUNNING and cannot be redriven',
    });
  });

  test('shows error and cause of a failed one, and neither output nor a reason against redriving', async () => {
    const machine = await clients.createMachine('m', {
      StartAt: 'F',
      States: { F: { Type: 'Fail', Error: 'E', Cause: 'C' } },
    });
    const { $metadata: _, ...described } = await clients.ended(await clients.startExecution(machine));
    expect(described).toMatchObject({
      status: 'FAILED',
      error: 'E',
      cause: 'C',
      redriveStatus: 'REDRIVABLE',
    });
    expect(Object.keys(described)).not.toContain('output');
    expect(Object.keys(described)).not.toContain('outputDetails');
    expect(Object.keys(described)).not.toContain('redriveStatusReason');
  });

  test('shows a time-out of the machine without an error', async () => {
    const machine = await clients.createMachine('m', { ...WAIT, TimeoutSeconds: 5 });
    const executionArn = await clients.startExecution(machine);
    const { $metadata: _, ...described } = await clients.ended(executionArn);
    expect(described).toMatchObject({ status: 'TIMED_OUT', stopDate: new Date(START + 5000) });
    expect(described).not.toHaveProperty('error');
    expect((await clients.history(executionArn)).at(-1)).toMatchObject({
      type: 'ExecutionTimedOut',
      executionTimedOutEventDetails: { error: 'States.Timeout' },
    });
  });

  test('keeps data to itself where only metadata are asked for', async () => {
    const executionArn = await clients.startExecution(await clients.createMachine('m'), '{"secret":1}');
    await clients.ended(executionArn);
    const described = await clients.sfn.send(
      new DescribeExecutionCommand({ executionArn, includedData: 'METADATA_ONLY' }),
    );
    expect(JSON.stringify(described)).not.toContain('secret');
  });
});

describe('StopExecution', () => {
  test('aborts with what it is told', async () => {
    const machine = await clients.createMachine('m', WAIT);
    const executionArn = await clients.emulator.clock.during(async () => {
      const started = await clients.startExecution(machine);
      await clients.sfn.send(new StopExecutionCommand({ executionArn: started, error: 'E', cause: 'C' }));
      return started;
    });
    expect(await clients.ended(executionArn)).toMatchObject({ status: 'ABORTED', error: 'E', cause: 'C' });
    expect((await clients.history(executionArn)).at(-1)?.type).toBe('ExecutionAborted');
  });

  test('leaves an execution that has ended as it is', async () => {
    const executionArn = await clients.startExecution(await clients.createMachine('m'));
    await clients.ended(executionArn);
    await clients.sfn.send(new StopExecutionCommand({ executionArn, error: 'E' }));
    expect((await clients.ended(executionArn)).status).toBe('SUCCEEDED');
  });
});

describe('ListExecutions', () => {
  test('lists the newest first, by status, page by page', async () => {
    const machine = await clients.createMachine('m', {
      StartAt: 'C',
      States: {
        C: {
          Type: 'Choice',
          Choices: [{ Variable: '$.fail', BooleanEquals: true, Next: 'F' }],
          Default: 'P',
        },
        F: { Type: 'Fail' },
        P: { Type: 'Pass', End: true },
      },
    });
    for (const [name, fail] of Object.entries({ a: false, b: true, c: false, d: false }))
      await clients.startExecution(machine, JSON.stringify({ fail }), name);
    const list = (more: object) =>
      clients.sfn.send(new ListExecutionsCommand({ stateMachineArn: machine, ...more }));
    const names = async (more: object) => (await list(more)).executions?.map(({ name }) => name);
    expect(await names({})).toEqual(['d', 'c', 'b', 'a']);
    expect(await names({ statusFilter: 'FAILED' })).toEqual(['b']);
    const { nextToken } = await list({ maxResults: 3 });
    expect(await names({ maxResults: 3, nextToken })).toEqual(['a']);
    expect(await refusalOf(list({ statusFilter: 'FAILED', nextToken }))).toMatch(/^InvalidToken/);
  });

  test('refuses Express machines', async () => {
    const stateMachineArn = await clients.createMachine('m', WAIT, 'EXPRESS');
    expect(await refusalOf(clients.sfn.send(new ListExecutionsCommand({ stateMachineArn })))).toBe(
      'StateMachineTypeNotSupported: This operation is not supported by this type of state machine',
    );
  });
});

describe('GetExecutionHistory', () => {
  const get = (executionArn: string, more: object = {}) =>
    clients.sfn.send(new GetExecutionHistoryCommand({ executionArn, ...more }));

  test('goes page by page, forwards and backwards', async () => {
    const executionArn = await clients.startExecution(await clients.createMachine('m'));
    await clients.ended(executionArn);
    const ids = async (more: object) => (await get(executionArn, more)).events?.map(({ id }) => id);
    expect(await ids({})).toEqual([1, 2, 3, 4]);
    expect(await ids({ reverseOrder: true, maxResults: 3 })).toEqual([4, 3, 2]);
    const { nextToken } = await get(executionArn, { maxResults: 3 });
    expect(await ids({ maxResults: 3, nextToken })).toEqual([4]);
  });

  test('leaves data out where none is asked for', async () => {
    const executionArn = await clients.startExecution(await clients.createMachine('m'), '{"secret":1}');
    const { events } = await get(executionArn, { includeExecutionData: false });
    expect(JSON.stringify(events)).not.toContain('secret');
    expect(events?.[1]?.stateEnteredEventDetails?.name).toBe('P');
  });
});

test('a function that cannot be called fails the task as Lambda words it', async () => {
  const executionArn = await clients.startExecution(await clients.createMachine('m', HANG));
  expect(await clients.ended(executionArn)).toMatchObject({
    error: 'Lambda.ResourceNotFoundException',
    cause: expect.stringContaining(
      'Function not found: arn:aws:lambda:us-east-1:123456789012:function:none:$LATEST (Service: AWSLambda; Status Code: 404',
    ) as string,
  });
});

test('the machine of an execution can be described after it was deleted', async () => {
  const machine = await clients.createMachine('m');
  const executionArn = await clients.startExecution(machine);
  await clients.sfn.send(new DeleteStateMachineCommand({ stateMachineArn: machine }));
  expect(await clients.sfn.send(new DescribeStateMachineForExecutionCommand({ executionArn }))).toMatchObject(
    { stateMachineArn: machine, name: 'm' },
  );
});

test('redriving is declined with the reason', async () => {
  const executionArn = await clients.startExecution(await clients.createMachine('m'));
  await clients.ended(executionArn);
  expect(await refusalOf(clients.sfn.send(new RedriveExecutionCommand({ executionArn })))).toBe(
    'ExecutionNotRedrivable: Execution is SUCCEEDED and cannot be redriven',
  );
});

test('of deleted machines only the latest executions are kept', async () => {
  const first = await clients.startExecution(await clients.createMachine('m'), '{}', 'e');
  let last = '';
  for (let i = 0; i <= 200; i++) {
    const machine = await clients.createMachine(`m${i}`);
    last = await clients.startExecution(machine);
    await clients.sfn.send(new DeleteStateMachineCommand({ stateMachineArn: machine }));
    if (i === 0) {
      const stateMachineArn = first.replace(':execution:', ':stateMachine:').replace(/:e$/, '');
      await clients.sfn.send(new DeleteStateMachineCommand({ stateMachineArn }));
    }
  }
  expect((await clients.ended(last)).status).toBe('SUCCEEDED');
  expect(await refusalOf(clients.ended(first))).toMatch(/^ExecutionDoesNotExist/);
});

test('the trace header comes back', async () => {
  const stateMachineArn = await clients.createMachine('m');
  const { executionArn } = await clients.sfn.send(
    new StartExecutionCommand({ stateMachineArn, traceHeader: 'Root=1-5-6' }),
  );
  expect((await clients.ended(executionArn ?? '')).traceHeader).toBe('Root=1-5-6');
});
