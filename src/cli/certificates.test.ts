/** Shards and certificates as their users come by them: commands in processes of their own. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endOf, runCli, startCli } from './spawned-cli.fixture.ts';

let base: string;
beforeAll(async () => (base = await mkdtemp(join(tmpdir(), 'sfn-conformance-cli-'))));
afterAll(() => rm(base, { recursive: true }));

const waiver = {
  rule: 'retry.attempts',
  reason: 'known',
  link: 'https://example.com/1',
  expires: '2999-01-01',
};

async function waiversFile(name: string, waivers: readonly object[]): Promise<string> {
  const file = join(base, name);
  await writeFile(file, JSON.stringify({ waivers }));
  return file;
}

describe('bad input ends with 2 and says what was meant', () => {
  test.each([
    [['conformance', '--shard', '9/8'], "--shard: expected i from 1 to n, found '9/8'."],
    [['conformance', '--shard', 'auto'], 'AWS_BATCH_JOB_ARRAY_INDEX (AWS Batch)'],
    [
      ['conformance', '--shard', '1/2', '--waivers', 'x'],
      '--waivers: a shard has no findings to waive. Give the waivers to merge.',
    ],
    [['conformance', '--waivers', 'no-such.json'], '--waivers no-such.json: there is no such file.'],
    [['merge', '--out', 'x'], 'Name the folders of the shards.'],
    [['merge', 'x'], '--out: name the folder for the merged run.'],
    [
      ['merge', '/no/such/folder', '--out', 'x'],
      '/no/such/folder: there is no such folder. Expected the folder of a run',
    ],
    [
      ['certify', '--target', 'embedded', '--out', 'x'],
      '--profile: name one of lambda-callback, lambda-core, lambda-full.',
    ],
    [
      ['certify', '--target', 'embedded', '--out', 'x', '--profile', 'lambda-cor'],
      "there is no profile 'lambda-cor'. Did you mean 'lambda-core'?",
    ],
    [
      ['certify', '--target', 'embedded', '--out', 'x', '--profile', 'lambda-core@99'],
      'lambda-core has no version 99. This kit has lambda-core in the versions 1',
    ],
    [['certify', '--profile', 'lambda-core', '--out', 'x'], '--target: name the target to certify.'],
    [
      ['certify', '--target', 'embedded', '--profile', 'lambda-core'],
      '--out: name the folder for the bundle.',
    ],
    [['verify-certificate'], 'Name the folder of one bundle.'],
    [
      ['verify-certificate', '/no/such/folder'],
      '/no/such/folder: there is no such folder. Expected a bundle',
    ],
    [['freeze-profile', 'all'], '--reason: say in a line why there is another version.'],
    [
      ['freeze-profile', 'lambda-cor', '--reason', 'x'],
      "There is no profile 'lambda-cor'. Did you mean 'lambda-core'?",
    ],
  ])('%j', async (args, message) => {
    const { code, err } = await runCli(args);
    expect(err).toContain(message);
    expect(err).not.toMatch(/^ {4}at /m);
    expect(code).toBe(2);
  });

  test.each([
    [
      'expired',
      [{ ...waiver, expires: '2020-01-01' }],
      /waivers\[0\]\.expires: expected a day that isn't over/,
    ],
    [
      'unknown',
      [{ ...waiver, rule: 'retry.attemps' }],
      /waivers\[0\]\.rule: expected a rule of the catalogue \(the nearest ones are .*retry\.attempts/,
    ],
  ])('a waiver that is %s', async (name, waivers, message) => {
    const file = await waiversFile(`${name}.json`, waivers);
    const { code, err } = await runCli([
      'conformance',
      '--runs',
      '1',
      '--waivers',
      file,
      '--out',
      join(base, name),
    ]);
    expect([code, err]).toEqual([2, expect.stringMatching(message)]);
    await expect(readdir(join(base, name))).rejects.toThrow('ENOENT');
  });

  test('a waiver that nothing needs, once the run has shown it', async () => {
    const file = await waiversFile('unneeded.json', [waiver]);
    const { code, out } = await runCli([
      'conformance',
      '--runs',
      '3',
      '--waivers',
      file,
      '--out',
      join(base, 'idle'),
    ]);
    expect([code, out]).toEqual([
      2,
      expect.stringContaining('Nothing needs the waiver of retry.attempts any more'),
    ]);
  });

  test('a folder for a bundle that holds something', async () => {
    const folder = join(base, 'used');
    await mkdir(folder);
    await writeFile(join(folder, 'mine.txt'), 'mine');
    const args = ['certify', '--target', 'embedded', '--profile', 'lambda-core', '--out', folder];
    const { code, err } = await runCli(args);
    expect([code, err]).toEqual([
      2,
      expect.stringContaining("the folder isn't empty, and nothing is written over"),
    ]);
    expect(await readdir(folder)).toEqual(['mine.txt']);
  });
});

test('shards run one by one are merged into what the whole run says', async () => {
  const shards = join(base, 'shards');
  for (const shard of ['1/3', '2/3', '3/3']) {
    const { code, err } = await runCli(['conformance', '--runs', '7', '--shard', shard, '--out', shards]);
    expect(code).toBe(0);
    expect(err).toContain(`This is shard ${shard}: findings are made when the shards are merged`);
  }
  const merged = join(base, 'merged');
  const { code, out } = await runCli(['merge', shards, '--out', merged]);
  expect([code, out]).toEqual([0, expect.stringContaining('7 cases: 7 conform')]);
  await runCli(['conformance', '--runs', '7', '--out', join(base, 'whole')]);
  const [whole = ''] = await readdir(join(base, 'whole'));
  const summary = async (folder: string): Promise<object> => {
    const read = JSON.parse(await readFile(join(folder, 'summary.json'), 'utf8')) as object;
    return { ...read, started: '', ended: '' };
  };
  expect(await summary(merged)).toEqual(await summary(join(base, 'whole', whole)));
  const again = await runCli(['report', merged, '--reporter', 'console']);
  expect([again.code, again.out]).toEqual([0, expect.stringContaining('7 cases: 7 conform')]);
});

test('a certificate is made, checked, changed and found to be changed', async () => {
  const bundle = join(base, 'bundle');
  const made = await runCli([
    'certify',
    '--target',
    'reference',
    '--profile',
    'lambda-callback',
    '--out',
    bundle,
  ]);
  expect([made.code, made.out]).toEqual([
    0,
    expect.stringMatching(/^reference .* on lambda-callback \d+: full\n/),
  ]);
  const checked = await runCli(['verify-certificate', bundle]);
  expect([checked.code, checked.out]).toEqual([0, expect.stringMatching(/^The certificate holds\./)]);
  expect(checked.out).toContain('It does not prove more:');
  const file = join(bundle, 'badge.svg');
  await writeFile(file, (await readFile(file, 'utf8')).replace('full', 'best'));
  const changed = await runCli(['verify-certificate', bundle]);
  expect([changed.code, changed.out]).toEqual([1, expect.stringMatching(/^The certificate does not hold/)]);
  expect(changed.out).toContain("badge.svg: it isn't what follows from the observations.");
});

test('what is interrupted gives no certificate and loses nothing', async () => {
  const bundle = join(base, 'interrupted');
  const child = startCli(['certify', '--target', 'embedded', '--profile', 'lambda-full', '--out', bundle]);
  child.stdin.end();
  const ended = endOf(child);
  child.stderr.once('data', () => child.kill('SIGINT'));
  const { code, err } = await ended;
  expect([code, err]).toEqual([
    2,
    expect.stringMatching(/No certificate: the run is incomplete: \d+ of \d+ cases were run/),
  ]);
  expect(await readdir(bundle)).toEqual(['observations.ndjson']);
});
