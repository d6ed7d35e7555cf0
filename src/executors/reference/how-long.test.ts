/** How long executions take on the clock of the reference, by the first and the last event: waits, timeouts, heartbeats, retries. */
import { expect, test } from 'vitest';
import { parseCaseText } from '../../case/parse-case.ts';
import type { JsonObject } from '../../json/value.ts';
import { writeJson } from '../../json/write.ts';
import { predict } from './predict.ts';

const run = async (
  states: object,
  more: object = {},
): Promise<{ readonly status: string; readonly error?: string; readonly seconds: number }> => {
  const definition = { StartAt: Object.keys(states)[0], States: states };
  const parsing = parseCaseText(writeJson({ machine: { definition }, ...more } as unknown as JsonObject));
  if (!parsing.ok) throw new Error(parsing.message);
  const prediction = await predict(parsing.case);
  if (prediction.status === 'DECLINED') throw new Error(JSON.stringify(prediction));
  const { status, error, history = [] } = prediction;
  const seconds = (history.at(-1)?.timestamp ?? 0) - (history[0]?.timestamp ?? 0);
  return { status, ...(error !== undefined && { error }), seconds: Math.round(seconds * 1000) / 1000 };
};

const INPUT = { n: 40, text: '50', past: '2001-01-01T00:00:00Z' };
const JSONATA = { QueryLanguage: 'JSONata' };

test.each<[string, object, number]>([
  ['Seconds', { Seconds: 30 }, 30],
  ['SecondsPath', { SecondsPath: '$.n' }, 40],
  ['SecondsPath to a numeric string', { SecondsPath: '$.text' }, 50],
  ['an expression for Seconds', { ...JSONATA, Seconds: '{% $states.input.n + 1 %}' }, 41],
  ['a Timestamp that has passed', { Timestamp: '2001-01-01T00:00:00Z' }, 0],
  ['TimestampPath to one that has passed', { TimestampPath: '$.past' }, 0],
  ['an expression for such a Timestamp', { ...JSONATA, Timestamp: '{% $states.input.past %}' }, 0],
  [
    'an expression for one to come, cut to the second; executions begin 123 ms after one',
    { ...JSONATA, Timestamp: '{% $fromMillis($toMillis($states.context.State.EnteredTime) + 60000) %}' },
    59.877,
  ],
])('a Wait by %s', async (_, fields, seconds) => {
  expect(await run({ W: { Type: 'Wait', ...fields, End: true } }, { input: INPUT })).toMatchObject({
    status: 'SUCCEEDED',
    seconds,
  });
});

test.each<[number, string, string | undefined]>([
  [2 ** 31 - 1, 'TIMED_OUT', undefined],
  [2 ** 31, 'FAILED', 'States.Runtime'],
])('a Wait of %s seconds: %s, for an execution may take a year', async (n, status, error) => {
  const wait = { Type: 'Wait', SecondsPath: '$.n', End: true };
  const found = await run({ W: wait }, { input: { n } });
  expect([found.status, found.error]).toEqual([status, error]);
});

const DIRECT = 'arn:aws:lambda:us-east-1:123456789012:function:f';
const INVOKE = { Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'f' } };
const CALLBACK = {
  Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
  Parameters: { FunctionName: 'f', Payload: { 'token.$': '$$.Task.Token' } },
};
const SLOW = { f: { outcomes: [{ delaySeconds: 900, return: 1 }] } };

test.each<[string, object, number]>([
  ['a function by its ARN', { Resource: DIRECT, TimeoutSeconds: 7 }, 7],
  ['lambda:invoke', { ...INVOKE, TimeoutSeconds: 8 }, 8],
  ['lambda:invoke by TimeoutSecondsPath', { ...INVOKE, TimeoutSecondsPath: '$.n' }, 40],
])('%s that takes longer than its timeout fails then', async (_, fields, seconds) => {
  const task = { Type: 'Task', ...fields, End: true };
  expect(await run({ A: task }, { input: INPUT, functions: SLOW })).toMatchObject({
    status: 'FAILED',
    error: 'States.Timeout',
    seconds,
  });
});

test.each<[string, object, number]>([
  ['the heartbeat', { HeartbeatSeconds: 5, TimeoutSeconds: 9 }, 5],
  ['the timeout', { HeartbeatSeconds: 5, TimeoutSeconds: 6 }, 5],
  ['HeartbeatSecondsPath', { HeartbeatSecondsPath: '$.n', TimeoutSeconds: 99 }, 40],
  ['the timeout alone', { TimeoutSeconds: 11 }, 11],
])('a token that nobody answers is waited for until %s', async (_, fields, seconds) => {
  const task = { Type: 'Task', ...CALLBACK, ...fields, End: true };
  expect(await run({ A: task }, { input: INPUT, functions: { f: {} } })).toMatchObject({
    status: 'FAILED',
    error: 'States.Timeout',
    seconds,
  });
});

test.each<[string, object, number]>([
  ['by default: 1, 2 and 4 seconds', {}, 7],
  ['IntervalSeconds', { IntervalSeconds: 3, MaxAttempts: 2 }, 9],
  ['BackoffRate', { IntervalSeconds: 2, BackoffRate: 1, MaxAttempts: 4 }, 8],
  ['MaxDelaySeconds', { IntervalSeconds: 2, MaxDelaySeconds: 3, MaxAttempts: 3 }, 8],
])('retries wait: %s', async (_, fields, seconds) => {
  const retrier = { ErrorEquals: ['States.ALL'], ...fields };
  const task = { Type: 'Task', ...INVOKE, Retry: [retrier], End: true };
  const throws = {
    f: { outcomes: Array.from({ length: 6 }, () => ({ throw: { errorType: 'E', errorMessage: '' } })) },
  };
  expect(await run({ A: task }, { functions: throws })).toMatchObject({
    status: 'FAILED',
    error: 'E',
    seconds,
  });
});
