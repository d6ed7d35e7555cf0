import { expect, test } from 'vitest';
import type { Case } from '../../case/case.ts';
import type { Observation } from '../../case/observation.ts';
import { parseCaseText } from '../../case/parse-case.ts';
import { compareObservations } from '../../compare/compare-observations.ts';
import { asPredicted, spanSince } from './as-predicted.ts';

function read(definition: object): Case {
  const parsing = parseCaseText(JSON.stringify({ machine: { definition }, input: {} }));
  if (!parsing.ok) throw new Error(parsing.message);
  return parsing.case;
}

const asking = read({
  StartAt: 'Ask',
  States: {
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Parameters: { FunctionName: 'f', Payload: { 'token.$': '$$.Task.Token', 'at.$': '$.at' } },
      End: true,
    },
  },
});

/** One night's execution, begun at `start` (milliseconds), with the token of that night. */
const night = (start: number, token: string, at = 'x'): Observation => ({
  status: 'SUCCEEDED',
  output: JSON.stringify({ started: new Date(start + 20).toISOString(), millis: start + 30 }),
  invocations: [
    {
      function: 'f',
      qualifier: null,
      invocationType: 'RequestResponse',
      payload: JSON.stringify({ token, at }),
    },
  ],
  callbacks: [],
  history: [
    { id: 1, previousEventId: 0, type: 'ExecutionStarted', timestamp: start / 1000 },
    { id: 2, previousEventId: 1, type: 'ExecutionSucceeded', timestamp: start / 1000 + 1 },
  ],
});

const [MONDAY, TUESDAY] = [Date.UTC(2026, 10, 2, 3), Date.UTC(2026, 10, 3, 3, 7)];
const one = night(MONDAY, 'AAAA'.repeat(20));
const other = night(TUESDAY, 'BBBB'.repeat(20));

test('two nights differ in nothing but tokens and times', () => {
  expect(compareObservations(one, other).length).toBeGreaterThan(0);
  expect(compareObservations(asPredicted(one, asking), other)).toEqual([]);
  expect(compareObservations(asPredicted(one, asking), asPredicted(other, asking))).toEqual([]);
});

test("the case's own data is compared as before", () => {
  const changed = night(TUESDAY, 'BBBB'.repeat(20), 'y');
  expect(compareObservations(asPredicted(one, asking), changed)).toMatchObject([{ facet: 'invocations' }]);
  const dated = night(MONDAY, 'AAAA'.repeat(20), '2020-05-17T12:00:00Z');
  const redated = night(TUESDAY, 'BBBB'.repeat(20), '2020-05-18T12:00:00Z');
  expect(compareObservations(asPredicted(dated, asking), redated)).toMatchObject([{ facet: 'invocations' }]);
});

test('without a history the run tells when it was', () => {
  const plain = read({ StartAt: 'P', States: { P: { Type: 'Pass', End: true } } });
  const { output = '' } = other;
  const first: Observation = { status: 'SUCCEEDED', output: one.output ?? '', invocations: [] };
  const second: Observation = { status: 'SUCCEEDED', output, invocations: [] };
  expect(compareObservations(asPredicted(first, plain), second)).not.toEqual([]);
  const span = spanSince(new Date(MONDAY - 3_600_000).toISOString());
  expect(compareObservations(asPredicted(first, plain, span), second)).toEqual([]);
  expect(spanSince('no date')).toBeUndefined();
});
