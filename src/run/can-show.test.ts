import { expect, test } from 'vitest';
import { compareObservations } from '../compare/compare-observations.ts';
import { independent } from '../compare/signature.ts';
import type { Observation } from '../case/observation.ts';
import type { HistoryEvent } from '../interpreter/history.ts';
import { canShow } from './can-show.ts';
import { generatedCases } from './generated-cases.ts';
import { MUTANTS } from './mutants/mutants.ts';
import { openMutant } from './mutants/mutant.ts';
import { referenceOutlook } from './outlook.ts';

const SUCCEEDED: Observation = { status: 'SUCCEEDED', output: '{"a":1}', invocations: [], history: [] };
const FAILED: Observation = { status: 'FAILED', error: 'Busy', cause: 'later', invocations: [], history: [] };

test('a difference needs an expected side like its own', () => {
  const status = { facet: 'status', place: 'status', expected: 'SUCCEEDED', observed: 'FAILED: E' } as const;
  expect(canShow(status, SUCCEEDED)).toBe(true);
  expect(canShow(status, FAILED)).toBe(false);
  const output = { facet: 'output', place: 'output', expected: { b: 2 }, observed: 'text' } as const;
  expect(canShow(output, SUCCEEDED)).toBe(true);
  expect(canShow(output, { ...SUCCEEDED, output: '1' })).toBe(false);
  const few = { facet: 'invocations', place: 'too few invocations', expected: [{}], observed: [] } as const;
  expect(canShow(few, SUCCEEDED)).toBe(false);
});

test('a difference of an event needs the event, with the detail as it is expected', () => {
  const region = {
    facet: 'history',
    place: 'TaskScheduled.region',
    expected: 'us-east-1',
    observed: undefined,
  } as const;
  const event = { id: 1, previousEventId: 0, timestamp: 0, type: 'TaskScheduled' } as const;
  const withDetails = (taskScheduledEventDetails: object): Observation => {
    const history: unknown = [{ ...event, taskScheduledEventDetails }];
    return { ...SUCCEEDED, history: history as readonly HistoryEvent[] };
  };
  expect(canShow(region, withDetails({ region: 'eu-west-1' }))).toBe(true);
  expect(canShow(region, withDetails({}))).toBe(false);
  expect(canShow(region, SUCCEEDED)).toBe(false);
  const absent = { ...region, place: 'TaskScheduled (absent)', expected: 'TaskScheduled' };
  expect(canShow(absent, withDetails({}))).toBe(true);
  expect(canShow(absent, SUCCEEDED)).toBe(false);
});

test('whatever a target shows in fact could be shown', { timeout: 600_000 }, async () => {
  let shown = 0;
  for (const mutant of MUTANTS.slice(0, 4)) {
    const target = await openMutant(mutant);
    for await (const { case: drawn } of generatedCases({ seed: 11, count: 40 })) {
      const { expected } = await referenceOutlook(drawn);
      const outcome = await target.execute(drawn, new AbortController().signal);
      if (expected === undefined || outcome.kind !== 'observed') continue;
      for (const difference of independent(compareObservations(expected, outcome.observation))) {
        shown += 1;
        expect(canShow(difference, expected), JSON.stringify(difference)).toBe(true);
      }
    }
    await target.close();
  }
  expect(shown).toBeGreaterThan(10);
});
