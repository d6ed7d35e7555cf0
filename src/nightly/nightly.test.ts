/**
 * Three nights against the strict mode of the emulator, on its virtual clock: one as usual, one on which it does three things
 * differently, and one after it.
 */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ListStateMachinesCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { featuresOf } from '../../generators/features/features-of.ts';
import { judge } from '../compare/judge.ts';
import { referenceExecutor } from '../executors/reference.ts';
import type { Executor } from '../executors/executor.ts';
import { joined, listOf, type CaseList } from '../run/case-list.ts';
import { generatedList } from '../run/generated-cases.ts';
import { combined, openMutant, wrongly, type Mutant } from '../run/mutants/mutant.ts';
import { MUTANTS } from '../run/mutants/mutants.ts';
import { DEFAULT_RUN } from '../run/run-options.ts';
import { signaturesOf } from '../run/trial.ts';
import { loadSuites } from '../suites/load-suites.ts';
import { openStrict } from '../targets/presets/strict.ts';
import { estimateOptionsFor } from './driven.ts';
import { lastRecording } from './last-recording.ts';
import { runNight, type Night, type NightlyJob } from './nightly.ts';

/** What AWS does from the second night on. None of them hides another one. */
const CHANGES = MUTANTS.filter(({ name }) =>
  ['retries once too often', 'Catch ignores ResultPath', 'the Payload of lambda:invoke stays text'].includes(
    name,
  ),
);

/** Milliseconds, for a machine that has much else to do. */
const PATIENCE = 600_000;

const never = new AbortController().signal;

let base: string;
const printed: string[] = [];
/** Calls that the strict mode let through, by operation. */
let counted = new Map<string, number>();
let standing: readonly unknown[] = [];

/** Directed cases stand for the frozen lists: those that a few seconds of the clock are enough for. */
function frozen(): CaseList {
  const directed = loadSuites(['retry', 'errors', 'lambda']).flatMap(({ cases }) => cases);
  return listOf(
    directed
      .filter((_, i) => i % 3 === 0)
      .slice(0, 36)
      .map((one) => ({ case: one.case, features: featuresOf(one.case), suite: 'frozen' })),
  );
}

async function openAws(mutant?: Mutant): Promise<Executor> {
  const wrong = mutant && wrongly(mutant);
  counted = new Map();
  const opening = await openStrict(
    {
      ...wrong?.options,
      gate: (_request, operation, service) => {
        if (service === 'states') counted.set(operation, (counted.get(operation) ?? 0) + 1);
        return undefined;
      },
    },
    wrong?.driving,
  );
  const { executor, connection } = opening;
  return {
    name: executor.name,
    execute: (testCase, signal) => executor.execute(testCase, signal),
    close: async () => {
      const answer = await connection?.api.stepFunctions(new ListStateMachinesCommand({}), never);
      standing =
        answer?.kind === 'ok'
          ? (JSON.parse(answer.text) as { stateMachines: unknown[] }).stateMachines
          : ['?'];
      await executor.close();
    },
  };
}

async function night(day: string, more: Partial<NightlyJob> = {}): Promise<Night> {
  const nights = join(base, 'nights');
  const last = await lastRecording(nights);
  return runNight({
    open: () => openAws(),
    emulators: [],
    list: joined([frozen(), generatedList({ seed: Number(day.replaceAll('-', '')), count: 12 })]),
    suites: ['frozen', 'generated'],
    options: { ...DEFAULT_RUN, shrinkBudget: 6 },
    folder: join(nights, day),
    ...(last !== undefined && { last }),
    changelog: join(base, 'changelog'),
    today: day,
    estimate: { ...estimateOptionsFor('strict'), region: 'A' },
    maxCost: 5,
    print: (line) => printed.push(line),
    onProgress: () => {},
    signal: never,
    ...more,
  });
}

let first: Night;
let second: Night;
let callsOfFirst: ReadonlyMap<string, number>;

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'sfn-conformance-nightly-'));
  first = await night('2026-11-21', {
    emulators: [
      { name: 'right', open: async () => ({ ...referenceExecutor(), name: 'right' }) },
      { name: 'gone', open: async () => ({ unavailable: 'it is not installed' }) },
    ],
  });
  callsOfFirst = counted;
  second = await night('2026-11-22', { open: () => openAws(combined('the second night', CHANGES)) });
}, PATIENCE);
afterAll(() => rm(base, { recursive: true }));

test('the first night records, and holds every emulator to the recording', () => {
  expect(first).toMatchObject({
    code: 0,
    recording: { summary: { complete: true, diverges: 0, indeterminate: 0 } },
  });
  expect(first.drift).toBeUndefined();
  expect(first.emulators).toMatchObject([{ name: 'right', summary: { diverges: 0 } }]);
  expect(first.emulators[0]?.summary.conforms).toBeGreaterThan(40);
  expect(printed.join('\n')).toContain('gone: not compared: it is not installed');
});

test('the estimate is within a fifth of the calls that were counted', () => {
  const total = [...callsOfFirst.values()].reduce((sum, count) => sum + count, 0);
  const shown = JSON.stringify([first.estimate.calls, Object.fromEntries(callsOfFirst)]);
  expect(first.estimate.total, shown).toBeGreaterThan(total * 0.8);
  expect(first.estimate.total, shown).toBeLessThan(total * 1.2);
  expect(first.recording?.spent).toBeGreaterThan(first.estimate.dollars * 0.8);
  expect(first.recording?.spent).toBeLessThan(first.estimate.dollars * 1.2);
});

test.each(CHANGES)('the second night finds: $name', { timeout: PATIENCE }, async (change) => {
  expect(second.code).toBe(1);
  const [alone, reference] = [await openMutant(change), referenceExecutor()];
  const shownBy: string[] = [];
  for (const found of second.drift?.changes ?? []) {
    const outcomes = [
      await reference.execute(found.case, never),
      await alone.execute(found.case, never),
    ] as const;
    const verdict = judge(...outcomes, new Set());
    if (signaturesOf(verdict).includes(found.signature)) shownBy.push(found.id);
    expect(found.states).toBeLessThanOrEqual(6);
  }
  await alone.close();
  expect(shownBy.length).toBeGreaterThan(0);
});

test('the changelog has a dated entry with the cases', async () => {
  const { entry = '' } = second;
  expect(await readFile(entry, 'utf8')).toContain('Changed ');
  const cases = await readdir(entry.replace(/\.md$/, ''));
  expect(cases.length).toBe(second.drift?.changes.length);
});

test('nothing is left behind, and no account is told', async () => {
  expect(standing).toEqual([]);
  const lines = await readFile(join(second.recording?.path ?? '', 'run.ndjson'), 'utf8');
  const accounts = [...lines.matchAll(/\barn:aws:[\w-]*:[\w-]*:(\d{12})/g)].map(([, account]) => account);
  expect(new Set(accounts)).toEqual(new Set(['123456789012']));
});

test('what differed from the reference is repeated on the next night', { timeout: PATIENCE }, async () => {
  const third = await night('2026-11-23', {
    list: listOf([]),
    suites: [],
    open: () => openAws(combined('again', CHANGES)),
  });
  expect(third.recording?.summary.suites).toEqual(['repeated']);
  expect(third.recording?.summary.cases).toBe(second.recording?.summary.findings.length);
  expect(printed.join('\n')).toContain('seen before: the rule may be wrong');
});

test(
  'a ceiling keeps a night from beginning, and stops one that costs more than expected',
  { timeout: PATIENCE },
  async () => {
    const refused = await night('2026-11-24', {
      maxCost: 0.000_001,
      open: () => Promise.reject(new Error('it was opened')),
    });
    expect(refused).toMatchObject({ code: 2, emulators: [] });
    expect(refused.recording).toBeUndefined();
    const { dollars } = first.estimate;
    // Its functions are called far more often than foreseen.
    const costly = await night('2026-11-25', {
      maxCost: dollars * 1.5,
      open: async () => {
        const aws = await openAws();
        return { ...aws, execute: async (...args) => tenfold(await aws.execute(...args)) };
      },
    });
    expect(costly).toMatchObject({ code: 2, recording: { summary: { complete: false } } });
    expect(printed.at(-1)).toContain('incomplete');
    expect(standing).toEqual([]);
  },
);

function tenfold(outcome: Awaited<ReturnType<Executor['execute']>>): typeof outcome {
  if (outcome.kind !== 'observed' || outcome.observation.history === undefined) return outcome;
  const history = Array.from({ length: 10 }, () => outcome.observation.history ?? []).flat();
  return { ...outcome, observation: { ...outcome.observation, history } };
}
