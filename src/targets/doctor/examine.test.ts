import { afterEach, expect, test } from 'vitest';
import { faultyTarget, type Behaviour } from '../../executors/aws-api/faulty-target.ts';
import { resolveTarget } from '../resolve-target.ts';
import { examine } from './examine.ts';
import type { Step } from './step.ts';

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
});

const never = new AbortController().signal;

async function steps(name: string): Promise<readonly Step[]> {
  const opening = await resolveTarget(name, { evenWithoutFunctions: true });
  if (opening.kind !== 'open') throw new Error(JSON.stringify(opening));
  cleanUps.push(() => opening.executor.close());
  const found: Step[] = [];
  for await (const step of examine(opening, never)) found.push(step);
  return found;
}

async function stepsOfFaulty(behaviours: Readonly<Record<string, readonly Behaviour[]>>): Promise<{
  readonly found: readonly Step[];
  readonly calls: readonly string[];
}> {
  const target = await faultyTarget(behaviours);
  cleanUps.push(() => target.close());
  return { found: await steps(target.url), calls: target.calls };
}

const kindOf = (found: readonly Step[], name: string): string | undefined =>
  found.find((step) => step.name === name)?.result.kind;

test('finds nothing wrong with the reference', async () => {
  const found = await steps('embedded');
  expect(found.filter(({ result }) => result.kind !== 'fine')).toEqual([]);
  expect(found.map(({ name }) => name)).toEqual([
    'answers as Step Functions',
    'creates a state machine',
    'describes it',
    'starts an execution',
    'runs it to its end',
    'tells its history',
    'deletes the machine',
    'gets its functions',
    'calls a function',
    "tells a function's error as it was thrown",
    'calls a version and an alias of a function',
    'answers a task token',
    'runs an Express machine',
    'tests a state',
    "starts a machine's version",
    "starts a machine's alias",
  ]);
});

const machines: Behaviour = { status: 200, body: { stateMachines: [] } };

test.each<[string, Behaviour, string, string]>([
  ['cuts connections', 'cut', 'ECONNRESET', 'the address is that of the target itself'],
  [
    'answers with pages',
    'friendly page',
    'text/html: <h1>It works</h1>',
    'the address is that of the target',
  ],
  [
    'has another API',
    { status: 400, body: { __type: 'UnknownOperationException' } },
    'UnknownOperationException',
    'Every run needs ListStateMachines',
  ],
  [
    'refuses the credentials',
    { status: 403, body: { __type: 'UnrecognizedClientException', message: 'who?' } },
    'who?',
    'Give the target credentials',
  ],
  ['throttles', { status: 429, body: {} }, 'status 429', 'Try again later'],
  ['answers something else', { status: 200, body: {} }, 'without stateMachines', 'not of another service'],
])('a target that %s', async (_, behaviour, found, remedy) => {
  const { found: all } = await stepsOfFaulty({ ListStateMachines: [behaviour] });
  const [first, ...others] = all;
  expect(first).toMatchObject({
    name: 'answers as Step Functions',
    result: {
      kind: 'wrong',
      found: expect.stringContaining(found),
      remedy: expect.stringContaining(remedy),
    },
  });
  expect(others.map(({ result }) => result.kind)).toEqual(others.map(() => 'untried'));
});

test('a target whose executions never end: what was made is deleted', async () => {
  const { found, calls } = await stepsOfFaulty({
    ListStateMachines: [machines],
    DescribeExecution: [{ status: 200, body: { status: 'RUNNING' } }],
  });
  expect(found.find(({ result }) => result.kind === 'wrong')).toMatchObject({
    name: 'runs it to its end',
    result: {
      found: expect.stringContaining('has not ended'),
      remedy: expect.stringContaining('execute_state_machine'),
    },
  });
  expect(kindOf(found, 'runs cases')).toBe('untried');
  expect(calls.at(-1)).toBe('DeleteStateMachine');
});

test('differences from AWS are told apart from what keeps the kit from working', async () => {
  const { found } = await stepsOfFaulty({
    ListStateMachines: [machines],
    DescribeStateMachine: [{ status: 200, body: { definition: '{}' } }],
    StartSyncExecution: ['page'],
    TestState: [{ status: 501, body: {} }],
  });
  expect(kindOf(found, 'describes it')).toBe('differs');
  // What it answers is always the same.
  expect(kindOf(found, 'runs it to its end')).toBe('differs');
  expect(kindOf(found, 'tells its history')).toBe('differs');
  expect(found.find(({ name }) => name === 'gets its functions')).toMatchObject({
    result: { kind: 'wrong', remedy: expect.stringContaining('--lambda-port') },
  });
  expect(found.find(({ name }) => name === 'runs an Express machine')).toMatchObject({
    result: { kind: 'lacking' },
  });
  expect(found.find(({ name }) => name === 'tests a state')).toEqual({
    name: 'tests a state',
    result: {
      kind: 'lacking',
      said: expect.stringContaining('the target has no TestState: it answered TestState with'),
    },
  });
});
