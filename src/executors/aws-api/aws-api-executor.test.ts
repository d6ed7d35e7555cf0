import { afterEach, expect, test } from 'vitest';
import { parseCase } from '../../case/parse-case.ts';
import type { Case } from '../../case/case.ts';
import type { Clock } from '../../clock/clock.ts';
import { VirtualClock } from '../../clock/virtual-clock.ts';
import type { JsonValue } from '../../json/value.ts';
import type { ExecutorOutcome } from '../executor.ts';
import { LambdaEndpoint } from '../lambda-endpoint/lambda-endpoint.ts';
import { TargetApi } from './api.ts';
import { awsApiExecutor } from './aws-api-executor.ts';
import { EndpointDoor } from './doors/endpoint-door.ts';
import { faultyTarget, type Behaviour, type FaultyTarget } from './faulty-target.ts';
import { localTraits } from './target-traits.ts';

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
});

const where = { region: 'us-east-1', account: '123456789012' };

async function run(
  behaviours: Readonly<Record<string, readonly Behaviour[]>>,
  { machine = {}, abortAt = '', graceSeconds = 20 } = {},
): Promise<{ readonly outcome: ExecutorOutcome; readonly target: FaultyTarget }> {
  const abort = new AbortController();
  const target = await faultyTarget(behaviours, (operation) => operation === abortAt && abort.abort());
  const endpoint = await LambdaEndpoint.start(where);
  const clock = new VirtualClock(0);
  const api = apiAt(target.url, clock);
  const executor = awsApiExecutor({
    name: 'faulty',
    api,
    door: new EndpointDoor(endpoint, where),
    traits: { ...localTraits, clock, graceSeconds },
    close: () => endpoint.close(),
  });
  cleanUps.push(() => target.close());
  cleanUps.push(() => executor.close());
  const testCase = read({ machine: { definition: pass, ...machine } });
  return { outcome: await executor.execute(testCase, abort.signal), target };
}

const apiAt = (endpoint: string, clock: Clock): TargetApi =>
  new TargetApi({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    clock,
    patience: 300,
  });

const pass = { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } };

function read(value: JsonValue): Case {
  const parsing = parseCase(value);
  if (!parsing.ok) throw new Error(parsing.message);
  return parsing.case;
}

const refused = (name: string | null, message = 'no', status = 400): Behaviour => ({
  status,
  body: { __type: name, message },
});

test('observes a healthy target', async () => {
  const { outcome, target } = await run({});
  expect(outcome).toMatchObject({
    kind: 'observed',
    observation: {
      status: 'SUCCEEDED',
      output: '"done"',
      history: [{ id: 1, previousEventId: 0, timestamp: 1.5, type: 'ExecutionSucceeded' }],
    },
  });
  expect(target.calls.at(-1)).toBe('DeleteStateMachine');
});

test.each<[string, Behaviour, string, string]>([
  ['cuts the connection', 'cut', 'transport', 'failed: ECONNRESET'],
  ['cuts an answer', 'cut in the middle', 'transport', 'failed'],
  ['sends half a JSON', 'half a JSON', 'transport', 'status 200, no content type: {"status": "SUCC'],
  ['sends a page in place of an answer', 'friendly page', 'transport', 'text/html: <h1>It works</h1>'],
  ['breaks down with a page', 'page', 'transport', 'status 500, text/html'],
  ['never answers', 'hang', 'time-limit', 'was not answered'],
])('learns nothing from a target that %s', async (_, behaviour, fault, reason) => {
  for (const operation of ['CreateStateMachine', 'StartExecution', 'DescribeExecution']) {
    const { outcome, target } = await run({ [operation]: [behaviour] });
    expect(outcome).toMatchObject({
      kind: 'indeterminate',
      // A case that can't be brought there tells more of the target than one that got lost on the way.
      fault: operation === 'DescribeExecution' ? fault : 'setup',
      reason: expect.stringMatching(new RegExp(`${operation}.*${reason.replace(/[{"]/g, '.')}`)),
    });
    // Whatever was made is taken away.
    const made = operation !== 'CreateStateMachine';
    expect(target.calls.includes('DeleteStateMachine')).toBe(made);
    expect(target.calls.includes('StopExecution')).toBe(operation === 'DescribeExecution');
  }
});

test.each<[string, Behaviour]>([
  ['501', { status: 501, body: { __type: 'InternalFailure', message: 'not yet' } }],
  ['UnknownOperationException', refused('com.amazon.coral.service#UnknownOperationException')],
  ['InvalidAction', refused('InvalidAction')],
  ['NotImplemented', refused('NotImplemented')],
])('takes %s for a lack', async (_, behaviour) => {
  const { outcome } = await run({ CreateStateMachine: [behaviour] });
  expect(outcome).toMatchObject({
    kind: 'declined',
    reason: expect.stringContaining('the target has no CreateStateMachine'),
  });
});

test('starts an Express machine like any other where StartSyncExecution is lacking', async () => {
  const express = { machine: { type: 'EXPRESS' } };
  expect((await run({}, express)).outcome).toMatchObject({ observation: { output: '"sync"' } });
  // Moto answers with a page where it lacks an operation.
  const { outcome } = await run({ StartSyncExecution: ['page'] }, express);
  expect(outcome).toMatchObject({ kind: 'observed', observation: { output: '"done"' } });
});

test('asks a throttling target again, and then says so', async () => {
  const throttled = refused('ThrottlingException');
  const { outcome, target } = await run({
    StartExecution: [throttled, throttled, { status: 200, body: started }],
  });
  expect(outcome.kind).toBe('observed');
  expect(target.calls.filter((call) => call === 'StartExecution')).toHaveLength(3);
  expect(
    (await run({ CreateStateMachine: [refused('TooManyRequestsException', 'x', 429)] })).outcome,
  ).toMatchObject({
    kind: 'indeterminate',
    fault: 'throttled',
  });
});

const started = { executionArn: 'arn:aws:states:us-east-1:123456789012:execution:m:e', startDate: 1 };

test('observes an invalid definition and an invalid input', async () => {
  const message = "Invalid State Machine Definition: 'MISSING_TRANSITION_TARGET: Missing at /States/A/Next'";
  expect((await run({ CreateStateMachine: [refused('InvalidDefinition', message)] })).outcome).toMatchObject({
    observation: {
      status: 'INVALID_DEFINITION',
      diagnostics: [{ code: 'MISSING_TRANSITION_TARGET', location: '/States/A/Next' }],
    },
  });
  // Moto names no error.
  expect((await run({ CreateStateMachine: [refused(null, 'ASLParserException')] })).outcome).toMatchObject({
    observation: { status: 'INVALID_DEFINITION', diagnostics: [] },
  });
  expect((await run({ StartExecution: [refused('InvalidExecutionInput', 'bad')] })).outcome).toMatchObject({
    observation: { status: 'FAILED', error: 'InvalidExecutionInput', cause: 'bad' },
  });
});

test('takes any other refusal of the set-up for a fault of the set-up', async () => {
  expect((await run({ CreateStateMachine: [refused('AccessDeniedException', 'no role')] })).outcome).toEqual({
    kind: 'indeterminate',
    fault: 'setup',
    reason: 'CreateStateMachine was refused: AccessDeniedException: no role',
  });
});

const brokenDown: Behaviour = { status: 500, body: { __type: 'InternalError', message: 'oops' } };

test.each(['CreateStateMachine', 'StartExecution'])(
  'a target that says that it broke down on %s has answered by that',
  async (operation) => {
    expect((await run({ [operation]: [brokenDown] })).outcome).toMatchObject({
      kind: 'observed',
      observation: { status: 'FAILED', error: 'InternalError', cause: 'oops' },
    });
  },
);

test('what breaks down once and not again is called again', async () => {
  const ended: Behaviour = { status: 200, body: { status: 'SUCCEEDED', output: '"done"' } };
  const { outcome, target } = await run({ DescribeExecution: [brokenDown, brokenDown, ended] });
  expect(outcome).toMatchObject({ kind: 'observed', observation: { status: 'SUCCEEDED' } });
  expect(target.calls.filter((call) => call === 'DescribeExecution')).toHaveLength(3);
});

test('takes its own words for a lack from the target, but not from the case', async () => {
  const cause = 'sns:publish is not yet implemented in this emulator';
  const failed: Behaviour = { status: 200, body: { status: 'FAILED', error: 'States.Runtime', cause } };
  expect((await run({ DescribeExecution: [failed] })).outcome).toMatchObject({
    kind: 'declined',
    reason: expect.stringContaining('not yet implemented'),
  });
  const own = { StartAt: 'F', States: { F: { Type: 'Fail', Cause: cause } } };
  expect(
    (await run({ DescribeExecution: [failed] }, { machine: { definition: own } })).outcome,
  ).toMatchObject({
    kind: 'observed',
    observation: { status: 'FAILED', cause },
  });
});

test('stops an execution that never ends', async () => {
  const running: Behaviour = { status: 200, body: { status: 'RUNNING' } };
  const { outcome, target } = await run({ DescribeExecution: [running] });
  expect(outcome).toMatchObject({ kind: 'observed', observation: { status: 'RUNNING' } });
  expect(target.calls.slice(-2)).toEqual(['StopExecution', 'DeleteStateMachine']);
});

test('stops an execution that is given up', async () => {
  const running: Behaviour = { status: 200, body: { status: 'RUNNING' } };
  const { outcome, target } = await run({ DescribeExecution: [running] }, { abortAt: 'DescribeExecution' });
  expect(outcome).toMatchObject({ kind: 'indeterminate', fault: 'cancelled' });
  expect(target.calls.slice(-2)).toEqual(['StopExecution', 'DeleteStateMachine']);
});

test('does not wait for what takes longer than it is waited for', async () => {
  const wait = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 1000, End: true } } };
  const { outcome, target } = await run({}, { machine: { definition: wait } });
  expect(outcome).toMatchObject({ kind: 'indeterminate', fault: 'time-limit' });
  expect(target.calls).toEqual([]);
});

test('refuses a connection that nobody takes', async () => {
  const target = await faultyTarget({});
  await target.close();
  const api = apiAt(target.url, localTraits.clock);
  const endpoint = await LambdaEndpoint.start(where);
  const door = new EndpointDoor(endpoint, where);
  const executor = awsApiExecutor({ name: 'nobody', api, door, traits: localTraits });
  cleanUps.push(() => endpoint.close());
  expect(
    await executor.execute(read({ machine: { definition: pass } }), new AbortController().signal),
  ).toMatchObject({
    kind: 'indeterminate',
    fault: 'setup',
    reason: expect.stringContaining('ECONNREFUSED'),
  });
});
