/**
 * Two nights of a few hundred cases against the strict mode of the emulator, most of them in packs: one as usual, and one on which
 * it does three things differently.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ListStateMachinesCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PACKED_RUN } from '../cli/pack-option.ts';
import { judge } from '../compare/judge.ts';
import { placesByReason } from '../executors/packed/plan-packs.ts';
import type { Executor } from '../executors/executor.ts';
import { referenceExecutor } from '../executors/reference.ts';
import { valueAt } from '../json/value.ts';
import { readRun } from '../report/run-files/read-run.ts';
import type { Finding } from '../run/finding.ts';
import { generatedList } from '../run/generated-cases.ts';
import { combined, openMutant, wrongly, type Mutant } from '../run/mutants/mutant.ts';
import { MUTANTS } from '../run/mutants/mutants.ts';
import { DEFAULT_RUN } from '../run/run-options.ts';
import { signaturesOf } from '../run/trial.ts';
import { openStrict } from '../targets/presets/strict.ts';
import { estimateOptionsFor } from './driven.ts';
import { lastRecording } from './last-recording.ts';
import { runNight, type Night } from './nightly.ts';

const CASES = 300;

/** What AWS does from the second night on. */
const CHANGES = MUTANTS.filter(({ name }) =>
  ['retries once too often', 'Catch ignores ResultPath', 'the Payload of lambda:invoke stays text'].includes(
    name,
  ),
);

/** Milliseconds, for a machine that has much else to do. */
const PATIENCE = 1_200_000;

const never = new AbortController().signal;

const reference = referenceExecutor();

let base: string;
const printed: string[] = [];
/** Calls that the strict mode let through, by operation. */
let counted = new Map<string, number>();
/** Milliseconds of the virtual clock from the first call to the last. */
let took = 0;
let standing: unknown;

async function openAws(mutant?: Mutant): Promise<Executor> {
  const wrong = mutant && wrongly(mutant);
  const calls = new Map<string, number>();
  let now = (): number => 0;
  let [first, last] = [Infinity, 0];
  const { executor, connection } = await openStrict(
    {
      ...wrong?.options,
      gate: (_request, operation, service) => {
        if (service !== 'states') return undefined;
        calls.set(operation, (calls.get(operation) ?? 0) + 1);
        first = Math.min(first, now());
        last = now();
        return undefined;
      },
    },
    {
      ...wrong?.driving,
      closing: async (api) => {
        counted = new Map(calls);
        took = last - first;
        const answer = await api.stepFunctions(new ListStateMachinesCommand({}), never);
        standing = answer.kind === 'ok' ? valueAt(answer.body, 'stateMachines') : answer;
      },
    },
  );
  now = () => connection?.traits.clock.now() ?? 0;
  return executor;
}

async function night(day: string, open: () => Promise<Executor>): Promise<Night> {
  const nights = join(base, 'nights');
  const last = await lastRecording(nights);
  return runNight({
    open,
    emulators: [],
    list: generatedList({ seed: 20_261_121, count: CASES }),
    suites: ['generated'],
    options: { ...DEFAULT_RUN, ...PACKED_RUN, shrinkBudget: 40 },
    folder: join(nights, day),
    ...(last !== undefined && { last }),
    changelog: join(base, 'changelog'),
    today: day,
    estimate: { ...estimateOptionsFor('strict'), region: 'A' },
    maxCost: 5,
    pack: true,
    print: (line) => printed.push(line),
    onProgress: () => {},
    signal: never,
  });
}

let first: Night;
let second: Night;
let callsOfFirst: ReadonlyMap<string, number>;
let minutesOfFirst: number;

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'sfn-conformance-packed-nightly-'));
  first = await night('2026-11-21', () => openAws());
  callsOfFirst = counted;
  minutesOfFirst = took / 60_000;
  expect(standing).toEqual([]);
  second = await night('2026-11-22', () => openAws(combined('the second night', CHANGES)));
}, PATIENCE);
afterAll(() => rm(base, { recursive: true }));

test('the first night runs most cases in packs, and nothing differs', () => {
  expect(first).toMatchObject({
    code: 0,
    recording: { summary: { complete: true, cases: CASES, diverges: 0, indeterminate: 0 } },
  });
  const plan = first.estimate.packing?.plan;
  if (plan === undefined) throw new Error('nothing was packed');
  expect(placesByReason(plan).packed).toBeGreaterThan(CASES * 0.85);
  expect(printed.join('\n')).toContain('run alone');
  expect(printed.join('\n')).toContain('Without packs:');
});

test('the estimate is within a fifth of the calls that were counted, and packs spare most of them', () => {
  const total = [...callsOfFirst.values()].reduce((sum, count) => sum + count, 0);
  const { estimate } = first;
  const shown = JSON.stringify([estimate.calls, Object.fromEntries(callsOfFirst)]);
  expect(estimate.total, shown).toBeGreaterThan(total * 0.8);
  expect(estimate.total, shown).toBeLessThan(total * 1.2);
  expect(estimate.packing?.without.total).toBeGreaterThan(total * 2);
  expect(callsOfFirst.get('CreateStateMachine')).toBeLessThan(CASES / 4);
  expect(minutesOfFirst).toBeLessThan((estimate.packing?.without.minutes ?? 0) / 2);
  expect(first.recording?.spent).toBeGreaterThan(estimate.dollars * 0.8);
  expect(first.recording?.spent).toBeLessThan(estimate.dollars * 1.2);
});

test.each(CHANGES)(
  'the second night finds, with a minimal case: $name',
  { timeout: PATIENCE },
  async (change) => {
    expect(second.code).toBe(1);
    const alone = await openMutant(change);
    const shows = async ({ case: one, signature }: Finding): Promise<boolean> => {
      const expected = await reference.execute(one, never);
      return signaturesOf(judge(expected, await alone.execute(one, never), new Set())).includes(signature);
    };
    const changed = await Promise.all((second.drift?.changes ?? []).map(shows));
    expect(changed).toContain(true);
    const found: Finding[] = [];
    for (const finding of (await readRun(second.recording?.path ?? '')).findings)
      if (await shows(finding)) found.push(finding);
    await alone.close();
    expect(Math.min(...found.map(({ states }) => states))).toBeLessThanOrEqual(4);
  },
);

test('what is reported is of machines of their own, and says nothing of packs', async () => {
  const { findings } = await readRun(second.recording?.path ?? '');
  expect(findings.length).toBeGreaterThanOrEqual(CHANGES.length);
  const lines = await readFile(join(second.recording?.path ?? '', 'run.ndjson'), 'utf8');
  for (const text of [lines, JSON.stringify(findings), JSON.stringify(second.drift)])
    expect(text).not.toMatch(/Dispatch k|\bk[0-9a-f]{8}[0-9a-z]{3}x/);
  expect(second.recording?.summary.indeterminate).toBe(0);
});

test('nothing is left behind', () => {
  expect(standing).toEqual([]);
});
