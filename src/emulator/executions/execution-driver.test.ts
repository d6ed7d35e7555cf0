import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { comparedEvent } from '../../compare/history/event.ts';
import { parseCase } from '../../case/parse-case.ts';
import { predict } from '../../executors/reference/predict.ts';
import { scriptOf, SdkClients } from '../sdk-clients.ts';

let clients: SdkClients;
beforeAll(async () => {
  clients = await SdkClients.start();
});
afterAll(() => clients.close());

const call = (name: string, more: object) => ({
  Type: 'Task',
  Resource: `arn:aws:lambda:us-east-1:123456789012:function:${name}`,
  ...more,
});

const MACHINES = {
  'branches that take turns': {
    StartAt: 'P',
    States: {
      P: {
        Type: 'Parallel',
        End: true,
        Branches: [
          {
            StartAt: 'A',
            States: { A: { Type: 'Wait', Seconds: 2, Next: 'B' }, B: { Type: 'Pass', End: true } },
          },
          {
            StartAt: 'C',
            States: { C: call('slow', { Next: 'D' }), D: { Type: 'Wait', Seconds: 1, End: true } },
          },
          { StartAt: 'E', States: { E: call('slow', { TimeoutSeconds: 3, End: true }) } },
        ],
      },
    },
  },
  'iterations with retries': {
    StartAt: 'M',
    States: {
      M: {
        Type: 'Map',
        MaxConcurrency: 2,
        ItemProcessor: {
          StartAt: 'A',
          States: { A: call('flaky', { Retry: [{ ErrorEquals: ['Busy'], BackoffRate: 3 }], End: true }) },
        },
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Z' }],
        Next: 'Z',
      },
      Z: { Type: 'Succeed' },
    },
  },
  'JSONata in branches': {
    QueryLanguage: 'JSONata',
    StartAt: 'P',
    States: {
      P: {
        Type: 'Parallel',
        End: true,
        Branches: [1, 2, 3].map((n) => ({
          StartAt: `A${n}`,
          States: {
            [`A${n}`]: { Type: 'Pass', Output: `{% $sum([1..${n}]) %}`, Next: `B${n}` },
            [`B${n}`]: { Type: 'Wait', Seconds: '{% 4 - $states.input %}', End: true },
          },
        })),
      },
    },
  },
} as const;

const FUNCTIONS = {
  slow: [
    { echo: true, delaySeconds: 2.5 },
    { echo: true, delaySeconds: 4 },
  ],
  flaky: [
    { throw: { errorType: 'Busy' } },
    { echo: true },
    { throw: { errorType: 'Busy' }, delaySeconds: 1 },
    { echo: true },
  ],
};

/** Names that are drawn and times apart, an execution is the same wherever it runs. */
describe('the emulator takes the steps of the simulation', () => {
  test.each(Object.entries(MACHINES))('in %s', async (name, definition) => {
    const functions = Object.fromEntries(
      Object.entries(FUNCTIONS).map(([key, outcomes]) => [key, { outcomes }]),
    );
    const parsing = parseCase({ machine: { definition }, input: [1, 2, 3], functions });
    if (!parsing.ok) throw new Error(parsing.message);
    const prediction = await predict(parsing.case);
    for (const [key, outcomes] of Object.entries(FUNCTIONS))
      await clients.createFunction(key, scriptOf(...outcomes)).catch(() => undefined);
    const arn = await clients.startExecution(
      await clients.createMachine(name.replaceAll(' ', '-'), definition),
      '[1,2,3]',
    );
    await clients.ended(arn);
    const history = (await clients.history(arn)).map((event) => comparedEvent({ ...event }));
    const predicted = 'history' in prediction ? (prediction.history ?? []).map(comparedEvent) : [];
    const seen = (events: typeof history) =>
      events.map(({ id, previousEventId, type, details }) => ({
        id,
        previousEventId,
        type,
        name: details['name'],
        output: details['output'],
      }));
    expect(seen(history)).toEqual(seen(predicted));
    expect(history.length).toBeGreaterThan(8);
  });
});
