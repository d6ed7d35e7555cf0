import { describe, expect, it } from 'vitest';
import type { Case } from '../case/case.ts';
import { named } from '../case/content-hash.ts';
import type { Observation } from '../case/observation.ts';
import { predict, type Schedule } from '../executors/reference/predict.ts';
import type { HistoryEvent } from '../interpreter/history.ts';
import type { JsonValue } from '../json/value.ts';
import { compareObservations } from './compare-observations.ts';
import { compareValues } from './compare-values.ts';
import { judge } from './judge.ts';
import { PREDICTED_START, PREDICTED_TOKEN, sameText } from './open-values.ts';
import { independent, signatureOf } from './signature.ts';

const ECHO = 'arn:aws:lambda:us-east-1:123456789012:function:fn-echo';
const FAIL = 'arn:aws:lambda:us-east-1:123456789012:function:fn-fail';

const caseOf = (definition: JsonValue, input: JsonValue = {}): Case =>
  named({
    machine: { definition, type: 'STANDARD' },
    input: { input },
    functions: {
      'fn-echo': { outcomes: [{ echo: true }] },
      'fn-fail': { outcomes: [{ throw: { errorType: 'Busy', errorMessage: 'later' } }] },
    },
    callbacks: {},
    integrations: {},
  });

async function observe(testCase: Case, schedule?: Schedule): Promise<Observation> {
  const prediction = await predict(testCase, schedule);
  if (prediction.status === 'DECLINED') throw new Error(prediction.reason);
  return prediction;
}

const PASS = caseOf(
  { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Succeed' } } },
  { x: [1, '2'] },
);

const FAILING = caseOf({
  StartAt: 'Call',
  States: {
    Call: { Type: 'Task', Resource: FAIL, Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 1 }], End: true },
  },
});

const SIDE_BY_SIDE = caseOf(
  {
    StartAt: 'Both',
    States: {
      Both: {
        Type: 'Parallel',
        Branches: [
          {
            StartAt: 'L',
            States: { L: { Type: 'Task', Resource: ECHO, Next: 'L2' }, L2: { Type: 'Pass', End: true } },
          },
          {
            StartAt: 'R',
            States: {
              R: {
                Type: 'Map',
                ItemProcessor: { StartAt: 'I', States: { I: { Type: 'Task', Resource: ECHO, End: true } } },
                ItemsPath: '$.items',
                End: true,
              },
            },
          },
        ],
        Next: 'After',
      },
      After: { Type: 'Pass', End: true },
    },
  },
  { items: [1, 2, 3] },
);

const ONE_FAILS = caseOf({
  StartAt: 'Both',
  States: {
    Both: {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'L', States: { L: { Type: 'Task', Resource: FAIL, End: true } } },
        {
          StartAt: 'R',
          States: {
            R: { Type: 'Task', Resource: ECHO, Next: 'R2' },
            R2: { Type: 'Wait', Seconds: 5, Next: 'R3' },
            R3: { Type: 'Pass', End: true },
          },
        },
      ],
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'After' }],
      Next: 'After',
    },
    After: { Type: 'Pass', End: true },
  },
});

/** The branch that another one ends holds a container, which it has or hasn't entered by then. */
const ONE_FAILS_BESIDE_A_CONTAINER = caseOf({
  StartAt: 'Both',
  States: {
    Both: {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'L', States: { L: { Type: 'Fail' } } },
        {
          StartAt: 'R',
          States: {
            R: {
              Type: 'Parallel',
              Branches: [
                { StartAt: 'I', States: { I: { Type: 'Pass', Next: 'I2' }, I2: { Type: 'Succeed' } } },
              ],
              Next: 'R2',
            },
            R2: { Type: 'Pass', End: true },
          },
        },
      ],
      End: true,
    },
  },
});

const DISTRIBUTED = caseOf(
  {
    StartAt: 'Each',
    States: {
      Each: {
        Type: 'Map',
        Label: 'Rows',
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          StartAt: 'Pass on',
          States: { 'Pass on': { Type: 'Pass', End: true } },
        },
        End: true,
      },
    },
  },
  [1],
);

const ID = '11111111-2222-4333-8444-555555555555';

/** The observation with its history changed. */
const withHistory = (
  observation: Observation,
  change: (events: HistoryEvent[]) => HistoryEvent[],
): Observation => ({
  ...observation,
  history: change([...(observation.history ?? [])]),
});

const places = (expected: Observation, observed: Observation): readonly string[] =>
  compareObservations(expected, observed).map(({ facet, place }) => `${facet} ${place}`);

describe('compareObservations', () => {
  it.each([PASS, FAILING, SIDE_BY_SIDE, ONE_FAILS, ONE_FAILS_BESIDE_A_CONTAINER])(
    'finds nothing between an observation and itself',
    async (testCase) => {
      expect(places(await observe(testCase), await observe(testCase))).toEqual([]);
    },
  );

  it.each([SIDE_BY_SIDE, ONE_FAILS, ONE_FAILS_BESIDE_A_CONTAINER])(
    'lets lines that run side by side interleave as they like',
    async (testCase) => {
      const [one, other] = [await observe(testCase), await observe(testCase, 'reversed')];
      expect(one.history?.map(({ type }) => type)).not.toEqual(other.history?.map(({ type }) => type));
      expect(places(one, other)).toEqual([]);
    },
  );

  it('knows a history that points nowhere, or always to the event before, for what it is', async () => {
    const expected = await observe(ONE_FAILS);
    const pointing = (to: (event: HistoryEvent) => number) =>
      withHistory(expected, (events) => events.map((event) => ({ ...event, previousEventId: to(event) })));
    expect(
      places(
        expected,
        pointing(() => NaN),
      ),
    ).toEqual(['history previousEventId (absent)']);
    expect(
      places(
        expected,
        pointing(({ id }) => id - 1),
      ),
    ).toEqual(['history StateEntered.previousEventId']);
    const fewer = withHistory(
      pointing(({ id }) => id - 1),
      (events) =>
        events
          .filter(({ type }) => type !== 'ParallelStateStarted')
          .map((event, i) => ({ ...event, id: i + 1, previousEventId: i })),
    );
    expect(places(expected, fewer)).toContain('history StateEntered.previousEventId');
  });

  it('sees a missing event, an extra one, and a wrong one', async () => {
    const expected = await observe(FAILING);
    expect(
      places(
        expected,
        withHistory(expected, (events) => events.filter(({ type }) => type !== 'LambdaFunctionStarted')),
      ),
    ).toContain('history LambdaFunctionStarted (absent)');
    const wrong = (events: HistoryEvent[]) =>
      events.map((event) =>
        event.type === 'LambdaFunctionFailed' ? { ...event, type: 'TaskFailed' } : event,
      );
    expect(places(expected, withHistory(expected, wrong))).toEqual([
      'history LambdaFunctionFailed, not TaskFailed',
    ]);
  });

  it('sees an event that points to the wrong one', async () => {
    const expected = await observe(PASS);
    const observed = withHistory(expected, (events) =>
      events.map((event) => (event.id === 2 ? { ...event, previousEventId: 1 } : event)),
    );
    expect(places(expected, observed)).toEqual(['history StateEntered.previousEventId']);
  });

  it('pairs the invocations of several lines whatever their tokens are', async () => {
    const expected = await observe(SIDE_BY_SIDE);
    const invoked = (payloads: readonly string[]) => ({
      ...expected,
      invocations: payloads.map((payload) => ({
        function: 'fn-echo',
        qualifier: null,
        payload,
        invocationType: 'RequestResponse' as const,
      })),
    });
    const [one, other] = [`${PREDICTED_TOKEN}${ID}`, `${PREDICTED_TOKEN}${ID.replace('1', '9')}`];
    const wanted = invoked([`{"token":"${one}","n":1}`, `{"token":"${other}","n":2}`]);
    expect(places(wanted, invoked(['{"token":"AAA","n":2}', '{"token":"BBB","n":1}']))).toEqual([]);
    expect(places(wanted, invoked(['{"token":"AAA","n":2}', '{"token":"BBB","n":3}']))).toEqual([
      'invocations invocation.payload',
    ]);
  });

  it('leaves the ids of Map Runs open, and nothing else of their ARNs', async () => {
    const expected = await observe(DISTRIBUTED);
    const withArn = (change: (arn: string) => string) =>
      withHistory(expected, (events) =>
        events.map((event) => {
          const details = event['mapRunStartedEventDetails'] as { readonly mapRunArn: string } | undefined;
          return details === undefined
            ? event
            : { ...event, mapRunStartedEventDetails: { mapRunArn: change(details.mapRunArn) } };
        }),
      );
    expect(
      places(
        expected,
        withArn((arn) => arn.replace(/[^:]*$/, ID)),
      ),
    ).toEqual([]);
    const place = ['history MapRunStarted.mapRunArn'];
    expect(
      places(
        expected,
        withArn((arn) => arn.replace(/[^:]*$/, 'one')),
      ),
    ).toEqual(place);
    expect(
      places(
        expected,
        withArn((arn) => arn.replace('/Rows:', '/Columns:')),
      ),
    ).toEqual(place);
  });

  it.each<[string, string, boolean]>([
    [`https://a.b/?t=${PREDICTED_TOKEN}${ID}&x=1`, 'https://a.b/?t=AAAA+/=&x=1', true],
    [`https://a.b/?t=${PREDICTED_TOKEN}${ID}&x=1`, 'https://axb/?t=AAAA&x=1', false],
    [`report-${ID}.csv`, 'report-99999999-2222-4333-8444-555555555555.csv', true],
    [`report-${ID}.csv`, 'report-one.csv', false],
    ['at 2024-06-07T08:09:10.123Z', 'at 2026-01-02T03:04:05Z', true],
    ['at 2023-06-07T08:09:10.123Z', 'at 2026-01-02T03:04:05Z', false],
    ['file-1717747750123', 'file-1800000000000', true],
    ['file-1517747750123', 'file-1800000000000', false],
  ])('what is open in a longer text: %s, %s', (expected, observed, same) => {
    expect(sameText(expected, observed)).toBe(same);
  });

  it('leaves the milliseconds of the clock open', () => {
    expect(compareValues(PREDICTED_START + 5, 1_800_000_000_000)).toBeUndefined();
    expect(compareValues(PREDICTED_START + 5, 5)).toBeDefined();
    expect(compareValues(PREDICTED_START - 1, 1_800_000_000_000)).toBeDefined();
  });

  it('sees details that are missing, changed or added', async () => {
    const expected = await observe(PASS);
    const change = (details: object) =>
      withHistory(expected, (events) =>
        events.map((event) => (event.id === 2 ? { ...event, stateEnteredEventDetails: details } : event)),
      );
    const details = { name: 'A', input: '{"x":[1,"2"]}', inputDetails: { truncated: false } };
    expect(places(expected, change(details))).toEqual([]);
    expect(places(expected, change({ ...details, input: '{ "x" : [1, "2"] }' }))).toEqual([]);
    expect(places(expected, change({ ...details, inputDetails: undefined }))).toEqual([
      'history inputDetails (absent)',
    ]);
    expect(places(expected, change({ ...details, name: 'Z' }))).toEqual(['history transition']);
    expect(places(expected, change({ ...details, input: '{"x":[1,2]}' }))).toEqual([
      'history StateEntered.input',
    ]);
    expect(places(expected, change({ ...details, more: 1 }))).toEqual(['history StateEntered.more']);
  });

  it('compares what a line that failed did, and leaves open how far the others got', async () => {
    const expected = await observe(ONE_FAILS);
    const cutShort = withHistory(expected, (events) =>
      events.filter((event) => !JSON.stringify(event).includes('"R2"')),
    );
    expect(places(expected, cutShort)).toEqual([]);
    const wrongCause = withHistory(expected, (events) =>
      events.map((event) =>
        event.type === 'LambdaFunctionFailed'
          ? { ...event, lambdaFunctionFailedEventDetails: { error: 'Other', cause: 'x' } }
          : event,
      ),
    );
    expect(places(expected, wrongCause)).toEqual([
      'history LambdaFunctionFailed.error',
      'history LambdaFunctionFailed.cause',
    ]);
  });

  it('compares status, error, cause and output', async () => {
    const expected = await observe(FAILING);
    expect(places(expected, { ...expected, status: 'SUCCEEDED' })).toContain('status status');
    expect(places(expected, { ...expected, error: 'Lambda.Unknown' })).toEqual(['error error']);
    const { error: _, ...without } = expected;
    expect(places(expected, without)).toEqual(['error error (absent)']);
    expect(
      places(expected, { ...expected, cause: '{"errorType": "Busy", "errorMessage": "later"}' }),
    ).toEqual(['cause cause (spelling of JSON)']);
    expect(places(expected, { ...expected, cause: 'other' })).toEqual(['cause cause']);
    expect(compareObservations(expected, { ...expected, cause: 'other' }, { inferredCause: true })).toEqual(
      [],
    );
    const succeeded = await observe(PASS);
    expect(places(succeeded, { ...succeeded, output: '{"x": [1, "2"]}' })).toEqual([]);
    expect(places(succeeded, { ...succeeded, output: '{"x":[1,2]}' })).toEqual(['output output']);
    expect(places(succeeded, { ...succeeded, output: 'text' })).toEqual(['output output (not JSON)']);
  });

  it('takes an event that Lambda tries again for one call, also where its payload is another one', () => {
    const event = { function: 'fn-echo', qualifier: null, payload: '{}', invocationType: 'Event' } as const;
    const { invocationType: _, ...untold } = { ...event, payload: '{"FunctionName":"fn-echo"}' };
    const expected: Observation = { status: 'SUCCEEDED', output: '{}', invocations: [event, event] };
    expect(places(expected, { ...expected, invocations: [event] })).toEqual([]);
    expect(places(expected, { ...expected, invocations: [untold, untold] })).toEqual([
      'invocations invocation.payload',
    ]);
  });

  it('compares invocations in order, and as a bag where lines run side by side', async () => {
    const expected = await observe(FAILING);
    const [first] = expected.invocations ?? [];
    if (first === undefined) throw new Error('nothing was invoked');
    expect(places(expected, { ...expected, invocations: [first] })).toEqual([
      'invocations too few invocations',
    ]);
    expect(places(expected, { ...expected, invocations: [first, { ...first, payload: '1' }] })).toEqual([
      'invocations invocation.payload',
    ]);
    const wide = await observe(SIDE_BY_SIDE);
    expect(places(wide, { ...wide, invocations: (wide.invocations ?? []).toReversed() })).toEqual([]);
    expect(places(wide, { ...wide, invocations: [...(wide.invocations ?? []), first] })).toEqual([
      'invocations too many invocations',
    ]);
  });

  it('does not compare what an executor cannot see', async () => {
    const { history: _h, invocations: _i, callbacks: _c, ...rest } = await observe(FAILING);
    expect(places(await observe(FAILING), rest)).toEqual([]);
  });

  it('compares refused definitions by their codes', async () => {
    const refused = await observe(caseOf({ StartAt: 'A', States: { A: { Type: 'Pass', Next: 'Nowhere' } } }));
    expect(refused.status).toBe('INVALID_DEFINITION');
    expect(places(refused, await observe(PASS))).toEqual(['status status']);
    expect(places(refused, { ...refused, diagnostics: [] })).toEqual([]);
    expect(
      places(refused, { ...refused, diagnostics: [{ severity: 'ERROR', code: 'OTHER', message: '' }] }),
    ).toEqual(['api diagnostics']);
  });
});

describe('open values', () => {
  it.each([
    [`${PREDICTED_TOKEN}1`, 'AQCEAAAA', true],
    [`${PREDICTED_TOKEN}1`, '', false],
    ['2024-06-07T08:09:10.123Z', '2026-11-22T00:00:00Z', true],
    ['2024-01-01T00:00:00Z', '2026-11-22T00:00:00Z', false],
    ['2024-06-07T08:09:10.123Z', 'yesterday', false],
    ['0b0e4b3c-6d0f-4a1e-8f43-0123456789ab', '11111111-2222-4333-8444-555555555555', true],
    ['(Request ID: aaaa-bbbb; Proxy: null)', '(Request ID: 1234; Proxy: null)', true],
    ['RequestId: a Error: x', 'RequestId: b Error: y', false],
    ['text', 'Text', false],
  ])('%s and %s: %s', (expected, observed, same) => {
    expect(compareValues(expected, observed) === undefined).toBe(same);
  });

  it('passes over what headers hold, but not over their absence', () => {
    const envelope = (extra: object): JsonValue => ({ Payload: 1, ...extra });
    const headers = { SdkHttpMetadata: { HttpStatusCode: 200 } };
    expect(compareValues(envelope(headers), envelope({ SdkHttpMetadata: {} }))).toBeUndefined();
    expect(compareValues(envelope(headers), envelope({}))?.path).toBe('.SdkHttpMetadata');
  });
});

describe('signatures', () => {
  it('name reserved errors and not the case’s own', () => {
    const error = (expected: string, observed: string) =>
      signatureOf({ facet: 'error', place: 'error', expected, observed });
    expect(error('Busy', 'Lambda.Unknown')).toBe(error('Slow', 'Lambda.Unknown'));
    expect(error('States.Timeout', 'x')).not.toBe(error('States.Runtime', 'x'));
  });

  it('take consequences for what they are', async () => {
    const expected = await observe(FAILING);
    const observed = withHistory({ ...expected, error: 'Other' }, (events) =>
      events.map((event) =>
        event.type === 'ExecutionFailed'
          ? { ...event, executionFailedEventDetails: { error: 'Other' } }
          : event,
      ),
    );
    const found = compareObservations(expected, observed);
    expect(found.length).toBeGreaterThan(1);
    expect(independent(found).map(({ facet }) => facet)).toEqual(['error']);
    expect(
      independent([
        ...found,
        { facet: 'status', place: 'status', expected: 'FAILED', observed: 'SUCCEEDED' },
      ]),
    ).toHaveLength(1);
  });
});

describe('judge', () => {
  const observed = async (testCase: Case) =>
    ({ kind: 'observed', observation: await observe(testCase), rules: ['r'] }) as const;

  it('takes differences under an inferred rule as warnings', async () => {
    const [oracle, target] = [await observed(PASS), await observed(FAILING)];
    expect(judge(oracle, target, new Set()).kind).toBe('diverges');
    expect(judge(oracle, target, new Set(['r']))).toMatchObject({ kind: 'conforms', inferred: ['r'] });
  });

  it('has a word of its own for each way to learn nothing', async () => {
    const oracle = await observed(PASS);
    expect(judge(oracle, { kind: 'declined', reason: 'x' }, new Set())).toEqual({
      kind: 'declined',
      reason: 'x',
    });
    expect(judge(oracle, { kind: 'indeterminate', fault: 'transport', reason: 'x' }, new Set()).kind).toBe(
      'indeterminate',
    );
    expect(judge({ kind: 'declined', reason: 'x' }, oracle, new Set()).kind).toBe('indeterminate');
  });
});
