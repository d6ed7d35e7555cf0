/** Two recordings of emulators that are wrong in different ways. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runIntoFolder } from '../cli/run-into-folder.ts';
import type { Executor } from '../executors/executor.ts';
import { referenceExecutor } from '../executors/reference.ts';
import { generatedList } from '../run/generated-cases.ts';
import { combined, openMutant } from '../run/mutants/mutant.ts';
import { MUTANTS } from '../run/mutants/mutants.ts';
import { DEFAULT_RUN } from '../run/run-options.ts';
import { driftBetween, driftCommand } from '../cli/drift-command.ts';
import { driftExitCode, type Drift } from './drift.ts';
import { readRecording } from './read-recording.ts';
import { writeChangelog } from './write-changelog.ts';

const RUNS = 60;

const mistakes = (...names: readonly string[]): ReturnType<typeof combined> =>
  combined(
    'of the recordings',
    MUTANTS.filter(({ name }) => names.includes(name)),
  );

let base: string;
const at = (name: string): string => join(base, name);
const never = new AbortController().signal;

async function record(target: Executor, name: string): Promise<void> {
  await runIntoFolder({
    target,
    oracle: referenceExecutor(),
    list: generatedList({ seed: 1, count: RUNS }),
    suites: ['generated'],
    options: { ...DEFAULT_RUN, runs: RUNS, findings: false },
    reporters: [],
    folder: { path: at(name) },
    onProgress: () => {},
    signal: never,
  });
  await target.close();
}

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'sfn-conformance-drift-'));
  await record(await openMutant(mistakes('retries once too often')), 'old');
  await record(
    await openMutant(mistakes('retries once too often', 'a function error counts as success')),
    'new',
  );
});
afterAll(() => rm(base, { recursive: true }));

const drift = async (old: string, now: string): Promise<Drift> =>
  driftBetween(await readRecording(at(old)), await readRecording(at(now)), never);

test('tells what changed, with the smallest case and the rule', async () => {
  const found = await drift('old', 'new');
  expect(driftExitCode(found)).toBe(1);
  expect(found.cases).toEqual({ old: RUNS, new: RUNS, shared: RUNS });
  expect(found.counts).toMatchObject({ support: 0, unknown: 0 });
  expect(found.counts.same + found.counts.changed).toBe(RUNS);
  expect(found.counts.changed).toBeGreaterThan(0);
  const { cases } = await readRecording(at('new'));
  for (const change of found.changes) {
    // Every change is one of the second recording's own mistake: a function that fails.
    expect(JSON.stringify(change.case.functions)).toMatch(/throw|timeout|exit|outOfMemory|returnBytes/);
    expect(change.rules.length).toBe(1);
    expect(cases.has(change.case.id)).toBe(true);
  }
});

test('finds nothing where nothing changed, whatever is wrong with it', async () => {
  const found = await drift('new', 'new');
  expect(driftExitCode(found)).toBe(0);
  expect(found).toMatchObject({ changes: [], support: [], counts: { same: RUNS, changed: 0 } });
});

test('tells what is declined now, or answered', async () => {
  const lines = (await readFile(join(at('old'), 'run.ndjson'), 'utf8')).split('\n');
  const declining = lines.map((line, i) =>
    i < 1 || i > 3
      ? line
      : JSON.stringify({ ...JSON.parse(line), target: { kind: 'declined', reason: 'gone' } }),
  );
  await writeFile(at('declining.ndjson'), declining.join('\n'));
  const gone = await drift('old', 'declining.ndjson');
  expect(gone.support).toMatchObject([{ kind: 'now declined', reason: 'gone', count: 3 }]);
  expect(gone.counts).toMatchObject({ support: 3, changed: 0 });
  expect((await drift('declining.ndjson', 'old')).support).toMatchObject([
    { kind: 'now answered', reason: 'gone', count: 3 },
  ]);
});

test('writes a dated entry with its cases, and none over another', async () => {
  const found = await drift('old', 'new');
  const folder = at('changelog');
  const first = await writeChangelog(found, folder, '2026-01-01');
  const second = await writeChangelog(found, folder, '2026-01-01');
  const day = found.new.started?.slice(0, 10);
  const name = `${day}-mutant-of-the-recordings`;
  expect([first, second]).toEqual([join(folder, `${name}.md`), join(folder, `${name}-2.md`)]);
  expect((await readdir(join(folder, name))).toSorted()).toEqual(
    found.changes.map(({ id }) => `${id}.json`).toSorted(),
  );
  const text = await readFile(first, 'utf8');
  for (const { rules } of found.changes) expect(text).toContain(`\`${rules[0]}\``);
  expect(text).toContain(`on ${day}`);
});

async function command(...args: readonly string[]): Promise<{ readonly code: number; readonly out: string }> {
  let out = '';
  const code = await driftCommand.run(args, {
    out: (text) => (out += text),
    err: (text) => (out += text),
    interactive: false,
    input: (async function* () {})(),
    signal: never,
  });
  return { code, out };
}

test('the command: text, changelog, exit codes', async () => {
  const run = await command(at('old'), `recording:${at('new')}`, '--out', at('by-command'));
  expect(run.code).toBe(1);
  expect(run.out).toContain('before: ');
  expect(run.out).toMatch(/Written: .*\.md/);
  expect(await command(at('new'), at('new'))).toMatchObject({ code: 0 });
});

test('what can not be read is named, with its line', async () => {
  const cut = (await readFile(join(at('new'), 'run.ndjson'), 'utf8')).slice(0, -400);
  await writeFile(at('cut.ndjson'), cut);
  await expect(command(at('old'), at('cut.ndjson'))).rejects.toThrow(/cut\.ndjson:\d+: expected JSON/);
  await expect(command(at('old'), at('nowhere'))).rejects.toThrow('there is no such file or folder');
  await expect(command(at('old'))).rejects.toThrow('Name two recordings');
  await writeFile(at('empty.json'), '{}');
  await expect(command(at('old'), at('empty.json'))).rejects.toThrow('holds no case');
});
