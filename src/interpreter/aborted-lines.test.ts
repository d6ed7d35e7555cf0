/** What a Parallel or Map writes when one of its lines fails (RECORDED 18, 19; AWS-BEHAVIOUR 6.4.9, 6.5.8). */
import { expect, test } from 'vitest';
import { eventTypes, runWith } from './run-with.fixture.ts';
import type { CallResult } from './task/service-call.ts';

const TASK = { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', End: true };
const OF_STATE = { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage' };
const WAIT = { Type: 'Wait', Seconds: 60, End: true };
const PASS = { Type: 'Pass', End: true };

const flow = (name: string, state: object, more: object = {}): object => ({
  StartAt: name,
  States: { [name]: state, ...more },
});

const parallel = (...branches: readonly object[]): object => ({
  P: { Type: 'Parallel', Branches: branches, End: true },
});

/** Calls fail after 5 seconds. */
const failing = {
  answer: () => ({ afterSeconds: 5, result: { kind: 'error', error: 'E' } satisfies CallResult }),
};

test('a branch that is over leaves nothing, one that waits is aborted, and the Task that failed too', async () => {
  const execution = await runWith(parallel(flow('A', PASS), flow('B', WAIT), flow('C', TASK)), failing);
  expect(execution.end).toMatchObject({ status: 'FAILED', failure: { error: 'E' } });
  const { events } = execution.history;
  const failedAt = events.findIndex(({ type }) => type === 'TaskFailed');
  expect(
    events.slice(failedAt + 1).map(({ type, previousEventId }) => [type, previousEventId - failedAt]),
  ).toEqual([
    ['WaitStateAborted', 1],
    ['TaskStateAborted', 1],
    ['ParallelStateFailed', 1],
    ['ExecutionFailed', 4],
  ]);
});

test('a Fail state that ends a branch leaves nothing of itself', async () => {
  const branch = flow(
    'C',
    { ...WAIT, Seconds: 5, Next: 'F', End: undefined },
    { F: { Type: 'Fail', Error: 'E' } },
  );
  const execution = await runWith(parallel(branch, flow('B', WAIT)));
  expect(eventTypes(execution).slice(-3)).toEqual([
    'FailStateEntered',
    'WaitStateAborted',
    'ParallelStateFailed',
  ]);
});

test('what runs inside of a branch that is given up is aborted, the inner states first', async () => {
  const inner = { Type: 'Parallel', Branches: [flow('I', WAIT), flow('J', WAIT)], End: true };
  const execution = await runWith(parallel(flow('B', inner), flow('C', TASK)), failing);
  expect(eventTypes(execution).slice(-6)).toEqual([
    'TaskFailed',
    'WaitStateAborted',
    'WaitStateAborted',
    'ParallelStateAborted',
    'TaskStateAborted',
    'ParallelStateFailed',
  ]);
});

test('States.Runtime in a branch aborts nothing: the execution is over', async () => {
  const branch = flow(
    'C',
    { ...WAIT, Seconds: 5, Next: 'D', End: undefined },
    { D: { ...PASS, InputPath: '$.no' } },
  );
  const execution = await runWith(parallel(branch, flow('B', WAIT)));
  expect(eventTypes(execution).slice(-2)).toEqual(['WaitStateExited', 'PassStateEntered']);
});

test('a branch that is caught inside goes on, and a second failure finds only what runs then', async () => {
  const caught = { ...TASK, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'D' }] };
  const first = flow('A', caught, { D: { ...WAIT, Seconds: 60 } });
  const second = flow(
    'B',
    { ...WAIT, Seconds: 9, Next: 'F', End: undefined },
    { F: { Type: 'Fail', Error: 'E' } },
  );
  const execution = await runWith(parallel(first, second), failing);
  expect(eventTypes(execution).slice(-3)).toEqual([
    'FailStateEntered',
    'WaitStateAborted',
    'ParallelStateFailed',
  ]);
});

const map = (states: object, more: object = {}): object => ({
  M: { Type: 'Map', ItemProcessor: { StartAt: Object.keys(states)[0], States: states }, ...more, End: true },
});

test('an iteration that fails: it, then the others by their numbers, and its own Task at last', async () => {
  const execution = await runWith(map({ T: TASK }), { input: '[1,2,3]', ...failing });
  const { events } = execution.history;
  const failedAt = events.findIndex(({ type }) => type === 'TaskFailed');
  expect(
    events
      .slice(failedAt + 1)
      .map((event) => [
        event.type,
        event.previousEventId - failedAt,
        Object.entries(event).find(([key]) => key.startsWith('mapIteration'))?.[1],
      ]),
  ).toEqual([
    ['MapIterationFailed', 1, { name: 'M', index: 0 }],
    ['TaskStateAborted', 1, undefined],
    ['MapIterationAborted', 1, { name: 'M', index: 1 }],
    ['TaskStateAborted', 1, undefined],
    ['MapIterationAborted', 1, { name: 'M', index: 2 }],
    ['TaskStateAborted', 1, undefined],
    ['MapStateFailed', 1, undefined],
    ['ExecutionFailed', 8, undefined],
  ]);
});

test('iterations that are over, or have not begun, leave nothing', async () => {
  const answer = ({ line }: { readonly line: string }) => ({
    afterSeconds: line.endsWith('[0]') ? 1 : 5,
    result: line.endsWith('[0]')
      ? ({ kind: 'answer', output: '1' } satisfies CallResult)
      : ({ kind: 'error', error: 'E' } satisfies CallResult),
  });
  const execution = await runWith(map({ T: TASK }, { MaxConcurrency: 2 }), { input: '[1,2,3,4]', answer });
  const { events } = execution.history;
  const failedAt = events.findIndex(({ type }) => type === 'TaskFailed');
  expect(events.slice(failedAt + 1, -1).map(({ type }) => type)).toEqual([
    'MapIterationFailed',
    'TaskStateAborted',
    'MapIterationAborted',
    'TaskStateAborted',
    'MapStateFailed',
  ]);
  expect(events.filter(({ type }) => type === 'MapIterationStarted')).toHaveLength(3);
});

test('States.Runtime in an iteration aborts nothing', async () => {
  const execution = await runWith(map({ W: { ...OF_STATE, InputPath: '$.no', End: true } }), {
    input: '[1,2]',
    ...failing,
  });
  expect(eventTypes(execution).slice(-1)).toEqual(['TaskStateEntered']);
  expect(execution.end).toMatchObject({ failure: { error: 'States.Runtime' } });
});
