/** Who follows an execution is told of each visit and of each way out of it. */
import { expect, test } from 'vitest';
import type { Way } from './follower.ts';
import { runWith, type World } from './run-with.fixture.ts';
import type { CallResult } from './task/service-call.ts';

async function follow(states: object, world: World = {}): Promise<readonly string[]> {
  const seen: string[] = [];
  const told = (way: Way): string => ('index' in way ? `${way.kind} ${way.index}` : way.kind);
  await runWith(states, {
    ...world,
    follower: {
      entered: ({ state }) => void seen.push(state.name),
      took: ({ state }, way) => void seen.push(`${state.name}: ${told(way)}`),
    },
  });
  return seen;
}

const TASK = { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage' };
const failsOnce = (): World => {
  let calls = 0;
  return {
    answer: () => {
      const result: CallResult =
        calls++ === 0 ? { kind: 'error', error: 'E' } : { kind: 'answer', output: '1' };
      return { result };
    },
  };
};

test('next and end', async () => {
  expect(await follow({ A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Succeed' } })).toEqual([
    'A',
    'A: next',
    'B',
    'B: end',
  ]);
});

test('a Fail', async () => {
  expect(await follow({ A: { Type: 'Fail' } })).toEqual(['A', 'A: fail']);
});

test.each([
  ['{"n":1}', 'rule 0'],
  ['{"n":2}', 'rule 1'],
  ['{"n":3}', 'default'],
])('a Choice on %s: %s', async (input, way) => {
  const rule = (n: number) => ({ Variable: '$.n', NumericEquals: n, Next: 'E' });
  const states = { C: { Type: 'Choice', Choices: [rule(1), rule(2)], Default: 'E' }, E: { Type: 'Succeed' } };
  expect(await follow(states, { input })).toEqual(['C', `C: ${way}`, 'E', 'E: end']);
});

test('a retrier, once for each attempt', async () => {
  const Retry = [{ ErrorEquals: ['X'] }, { ErrorEquals: ['States.ALL'] }];
  expect(await follow({ T: { ...TASK, Retry, End: true } }, failsOnce())).toEqual([
    'T',
    'T: retry 1',
    'T: end',
  ]);
});

test('a catcher, by its place', async () => {
  const Catch = [
    { ErrorEquals: ['X'], Next: 'E' },
    { ErrorEquals: ['States.ALL'], Next: 'E' },
  ];
  const states = { T: { ...TASK, Catch, End: true }, E: { Type: 'Succeed' } };
  expect(await follow(states, failsOnce())).toEqual(['T', 'T: catch 1', 'E', 'E: end']);
});

test('nothing where a failure goes up', async () => {
  expect(await follow({ T: { ...TASK, End: true } }, failsOnce())).toEqual(['T']);
});
