/** Shards of a run against a target that is wrong on purpose, merged, and the same run in one piece. */
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { mergeCommand } from '../cli/merge-command.ts';
import { writeMerged } from '../cli/write-merged.ts';
import { REPORTERS } from '../cli/write-reports.ts';
import { referenceExecutor } from '../executors/reference.ts';
import { loadCatalogue } from '../rules/load-catalogue.ts';
import { DEFAULT_RUN } from '../run/run-options.ts';
import { standardParts } from '../run/standard-parts.ts';
import { inListOrder } from './in-list-order.ts';
import { mergeShards, type MergedShards } from './merge-shards.ts';
import { shrunkFindings, unshrunkFindings } from './merged-findings.ts';
import { mutatedReference } from './mutated-reference.fixture.ts';
import { partsOfOneRun } from './one-run.ts';
import { runToFolder } from './run-to-folder.fixture.ts';
import { openShard, runFoldersIn, type ShardRun } from './shard-run.ts';

const [SEED, RUNS, SHARDS, BUDGET] = [3, 48, 8, 8];
const catalogue = loadCatalogue();
const never = new AbortController().signal;

let base: string;
const target = mutatedReference();
const shardFolder = (index: number): string => join(base, 'shards', `shard-${index}`);

beforeAll(async () => {
  // Every run takes the same minute, so that reports of two runs can be the same.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 0, 2, 3, 4, 5) });
  base = await mkdtemp(join(tmpdir(), 'sfn-conformance-merge-'));
  await runToFolder(target, join(base, 'whole'), { seed: SEED, runs: RUNS, shrinkBudget: BUDGET });
  for (let index = 1; index <= SHARDS; index++)
    await runToFolder(target, shardFolder(index), { seed: SEED, runs: RUNS, shard: { index, of: SHARDS } });
});

afterAll(async () => {
  vi.useRealTimers();
  await rm(base, { recursive: true });
});

const opened = async (folders: readonly string[]): Promise<readonly [ShardRun, ...ShardRun[]]> => {
  const runs = (await Promise.all(folders.map(runFoldersIn))).flat();
  return partsOfOneRun(await Promise.all(runs.map(openShard))) as readonly [ShardRun, ...ShardRun[]];
};

const parts = { ...standardParts(catalogue), options: { ...DEFAULT_RUN, shrinkBudget: BUDGET } };

/** The files of a run's folder but its lines, by name; its own path stands in the commands that it prints. */
async function filesOf(folder: string): Promise<Readonly<Record<string, string>>> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => /\.\w+$/.test(name));
  const files = names.toSorted().filter((name) => name !== 'run.ndjson');
  const path = relative('.', folder);
  return Object.fromEntries(
    await Promise.all(
      files.map(async (name) => {
        const text = await readFile(join(folder, name), 'utf8');
        return [name, text.replaceAll(path, 'FOLDER')] as const;
      }),
    ),
  );
}

/** Where two texts part, with what stands around it. */
function firstDifference(expected: string, found: string): readonly string[] | undefined {
  if (expected === found) return undefined;
  let at = 0;
  while (expected[at] === found[at]) at += 1;
  return [expected.slice(at - 60, at + 60), found.slice(at - 60, at + 60)];
}

describe('what the whole run gives', () => {
  let merged: MergedShards;
  let shards: readonly [ShardRun, ...ShardRun[]];

  beforeAll(async () => {
    shards = await opened([join(base, 'shards')]);
    merged = await mergeShards(shards);
  });

  test('summary, findings and reports are the same, byte for byte', async () => {
    const sides = { oracle: referenceExecutor(), target };
    const findings = await shrunkFindings(merged.divergences, sides, parts, never);
    expect(merged.tally.counts.diverges).toBeGreaterThan(5);
    expect(findings.length).toBeGreaterThan(5);
    const out = join(base, 'merged');
    await writeMerged(out, shards, { ...merged, findings }, catalogue, REPORTERS);
    const [found, whole] = [await filesOf(out), await filesOf(join(base, 'whole'))];
    expect(Object.keys(found)).toEqual(Object.keys(whole));
    for (const [name, text] of Object.entries(whole))
      expect([name, firstDifference(text, found[name] ?? '')]).toEqual([name, undefined]);
  });

  test('the lines are those of the shards in the order of the list', async () => {
    const lines: { readonly index: number }[] = [];
    for await (const line of inListOrder(shards)) lines.push(JSON.parse(line) as { readonly index: number });
    expect(lines).toHaveLength(RUNS);
    expect(new Set(lines.map(({ index }) => index)).size).toBe(RUNS);
    for (const { header, file } of shards) {
      const own = lines.filter(({ index }) => index % SHARDS === header.shard.index - 1);
      const written = (await readFile(file, 'utf8')).trimEnd().split('\n').slice(1, -1);
      expect(own).toEqual(written.map((line) => JSON.parse(line) as object));
    }
  });

  test('without the target findings show the smallest case as it was drawn', async () => {
    const findings = await unshrunkFindings(shards, merged.divergences, parts, never);
    expect(findings.length).toBeGreaterThan(5);
    const drawn = new Set(
      merged.divergences.groups.flatMap(({ smallest }) => smallest.map(({ case: { id } }) => id)),
    );
    for (const finding of findings) expect(drawn).toContain(finding.case.id);
  });
});

describe('what is not merged', () => {
  let folders: string[];
  let bad: string;

  beforeAll(() => {
    folders = Array.from({ length: SHARDS }, (_, i) => shardFolder(i + 1));
  });

  /** The message for the shards with shard 3 changed; nothing is written. */
  async function refusal(change: (text: string) => string, others = folders): Promise<string> {
    bad = await mkdtemp(join(base, 'bad-'));
    await cp(shardFolder(3), bad, { recursive: true });
    const file = join(bad, 'run.ndjson');
    await writeFile(file, change(await readFile(file, 'utf8')));
    const out = join(bad, 'merged');
    const { code, err } = await mergeCli([
      ...others.map((f) => (f === shardFolder(3) ? bad : f)),
      '--out',
      out,
    ]);
    expect(code).toBe(2);
    await expect(readdir(out)).rejects.toThrow('ENOENT');
    return err;
  }

  const lines =
    (change: (lines: string[]) => void) =>
    (text: string): string => {
      const all = text.split('\n').slice(0, -1);
      change(all);
      return all.map((line) => `${line}\n`).join('');
    };

  test('a shard that was killed half-way', async () => {
    expect(await refusal(lines((all) => void all.splice(4)))).toMatch(
      /run\.ndjson:4: expected a footer .* shard 3\/8 was killed half-way, or is still going: nothing is graded\. .*--shard 3\/8/,
    );
  });

  test('a shard that was killed while it wrote', async () => {
    expect(await refusal((text) => text.slice(0, text.length / 2))).toMatch(
      /run\.ndjson:\d+: the line was cut off/,
    );
  });

  test('a shard that stopped early', async () => {
    const stop = lines((all) => {
      all[all.length - 1] = String(all.at(-1)).replace(
        '"complete":true',
        '"complete":false,"stopped":"it was stopped"',
      );
    });
    expect(await refusal(stop)).toMatch(/shard 3\/8 is incomplete: .*it was stopped.* Nothing is graded/);
  });

  test.each([
    ['seed', /"seed":3/, '"seed":4', /seed: expected 3, as in .*, found 4/],
    ['kit', /"kit":"[^"]*"/, '"kit":"0.0.1"', /kit: expected .*, found 0\.0\.1/],
    ['list', /"fingerprint":"./, '"fingerprint":"x', /fingerprint of the list: expected/],
    ['number of shards', /"of":8/, '"of":9', /number of shards: expected 8, as in .*, found 9/],
    ['target', /"target":"mutated"/, '"target":"moto"', /target: expected mutated, .*found moto/],
  ])('shards of another %s', async (_, pattern, replacement, message) => {
    expect(await refusal((text) => text.replace(pattern, replacement))).toMatch(message);
  });

  test('one part twice', async () => {
    expect(await refusal((text) => text.replace('"index":3,"of":8', '"index":4,"of":8'))).toMatch(
      /is shard 4\/8, and so is .*: expected every part once/,
    );
  });

  test('parts that are missing', async () => {
    const left = folders.filter((_, i) => i !== 4 && i !== 6);
    expect(await refusal((text) => text, left)).toMatch(/is one of 8 shards, and 5\/8, 7\/8 are missing/);
  });

  test('a case of another part', async () => {
    const foreign = lines((all) => {
      all[1] = String(all[1]).replace(/"index":\d+/, '"index":3');
    });
    expect(await refusal(foreign)).toMatch(
      /run\.ndjson:2: index: case 3 belongs to shard 4\/8, found it in 3\/8: the shards overlap/,
    );
  });

  test('a line that is doubled, in place of another', async () => {
    expect(await refusal(lines((all) => void (all[2] = String(all[1]))))).toMatch(
      /run\.ndjson:3: index: case \d+ was there before/,
    );
  });

  test('a line that is missing', async () => {
    expect(await refusal(lines((all) => void all.splice(2, 1)))).toMatch(/expected 6 cases, found 5/);
  });

  test('a line that is no JSON', async () => {
    expect(await refusal(lines((all) => void (all[2] = '{"kind":')))).toMatch(
      /run\.ndjson:3: expected a line of JSON/,
    );
  });

  test('a run that is no shard', async () => {
    const { code, err } = await mergeCli([join(base, 'whole'), '--out', join(base, 'never')]);
    expect([code, err]).toEqual([
      2,
      expect.stringMatching(/expected the header of a shard, found that of a whole run/),
    ]);
  });

  test('into a folder that holds something', async () => {
    const { code, err } = await mergeCli([...folders, '--out', join(base, 'whole')]);
    expect([code, err]).toEqual([
      2,
      expect.stringMatching(/the folder isn't empty, and nothing is written over/),
    ]);
  });

  test('a folder that is no run', async () => {
    const { code, err } = await mergeCli([join(base, 'whole', 'findings'), '--out', join(base, 'never')]);
    expect([code, err]).toEqual([2, expect.stringMatching(/holds no run\.ndjson/)]);
  });
});

test('the command writes a run like any other', async () => {
  const folder = join(base, 'conforming');
  const embedded = { ...referenceExecutor(), name: 'embedded' };
  for (let index = 1; index <= 2; index++)
    await runToFolder(embedded, join(folder, `shard-${index}`), {
      seed: 9,
      runs: 6,
      shard: { index, of: 2 },
    });
  const out = join(base, 'deep', 'merged');
  const { code, out: printed } = await mergeCli([folder, '--out', out]);
  expect(code).toBe(0);
  expect(printed).toContain('6 cases: 6 conform');
  const lines = (await readFile(join(out, 'run.ndjson'), 'utf8')).trimEnd().split('\n');
  expect(lines).toHaveLength(8);
  expect(JSON.parse(lines[0] ?? '')).not.toHaveProperty('shard');
  const summary = JSON.parse(await readFile(join(out, 'summary.json'), 'utf8')) as object;
  expect(summary).toMatchObject({ cases: 6, conforms: 6, complete: true, findings: [] });
});

async function mergeCli(args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const terminal = {
    out: (text: string) => void (out += text),
    err: (text: string) => void (err += text),
    interactive: false,
    input: (async function* () {})(),
    signal: never,
  };
  const code = await mergeCommand.run(args, terminal).catch((error: Error) => {
    err += error.message;
    return 2;
  });
  return { code, out, err };
}
