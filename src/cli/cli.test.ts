import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endOf, runCli, startCli } from './spawned-cli.fixture.ts';

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'sfn-conformance-'))));
afterAll(() => rm(folder, { recursive: true }));

const PASS = {
  machine: { definition: { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } }, type: 'STANDARD' },
  input: { x: 1.0 },
  functions: {},
};

describe('bad input ends with 2 and says what was meant', () => {
  test.each([
    [['conformence'], "Unknown command 'conformence'. Did you mean 'conformance'?"],
    [['conformance', '--targt', 'moto'], "Unknown option '--targt'. Did you mean '--target'?"],
    [['conformance', '--target', 'ministak'], "Did you mean 'ministack'?"],
    [['conformance', '--suite', 'lamda'], "Did you mean 'lambda'?"],
    [['conformance', '--features', 'callback,expres'], "Did you mean 'express'?"],
    [['conformance', '--features', 'callback,express'], 'callback and express hardly ever come together'],
    [['conformance', '--features', 'callback', '--suite', 'lambda'], 'only generated cases are drawn'],
    [['conformance', '--features', 'callback', '--machine', 'a.json'], 'not drawn by features'],
    [['conformance', '--reporter', 'junitt'], "Did you mean 'junit'?"],
    [['conformance', '--runs', 'many'], '--runs: expected a whole number of at least 1'],
    [['conformance', '--time-limit', 'soon'], '--time-limit: expected a duration such as 30s'],
    [['conformance', '--pack', '--runs', '5'], 'embedded has no quotas that packing would spare'],
    [['conformance', '--target', 'http://127.0.0.1:1'], 'nothing answers at http://127.0.0.1:1'],
    [['replay', 'no-such-file.json'], "There is no file 'no-such-file.json'"],
    [['explain', 'retry.max-atempts'], '- retry.attempts'],
    [['recordings', '/no/such/folder'], '/no/such/folder'],
  ])('%j', async (args, message) => {
    const { code, err } = await runCli(args);
    expect(err).toContain(message);
    expect(err).not.toMatch(/^ {4}at /m);
    expect(code).toBe(2);
  });

  test('a case file that does not parse: file, line, what was expected', async () => {
    const file = join(folder, 'broken.json');
    await writeFile(file, '{\n  "machine": {\n    oops\n');
    const { code, err } = await runCli(['replay', file]);
    expect(code).toBe(2);
    expect(err).toContain(`${file}:3: not JSON`);
    expect(err).toContain('Expected a case or a finding');
  });
});

test('predict answers a bad line with an error and goes on', async () => {
  const lines = [
    JSON.stringify(PASS),
    '{"machine":',
    '{"machine":{"type":"STANDARD"}}',
    JSON.stringify(PASS),
  ];
  const { code, out } = await runCli(['predict'], `${lines.join('\n')}\n`);
  const answers = out
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
  expect(answers).toMatchObject([
    { status: 'SUCCEEDED', output: '{"x":1}' },
    { line: 2, error: expect.any(String) },
    { line: 3, error: expect.any(String) },
    { status: 'SUCCEEDED' },
  ]);
  expect(code).toBe(0);
});

test(
  'conformance with packs says which cases share machines, and conforms',
  { timeout: 120_000 },
  async () => {
    const out = join(folder, 'packed');
    const run = await runCli([
      'conformance',
      '--target',
      'strict',
      '--pack',
      '--suite',
      'choice',
      '--out',
      out,
    ]);
    expect(run.err).toMatch(/\d+ cases share \d machines/);
    expect(run.err).toContain('run alone');
    expect(run.out).toContain('strict conforms on every case');
    expect(run.code).toBe(0);
  },
);

test('replay says FIXED on a target that conforms', async () => {
  const file = join(folder, 'case.json');
  await writeFile(file, JSON.stringify(PASS));
  expect(await runCli(['replay', file])).toMatchObject({ code: 0, out: expect.stringMatching(/^FIXED/) });
});

test('Ctrl-C leaves a report of what was run, marked incomplete', async () => {
  const child = startCli(['conformance', '--runs', '100000', '--out', folder]);
  const ended = endOf(child);
  const runFolder = async (): Promise<string | undefined> =>
    (await readdir(folder)).find((name) => name.startsWith('embedded'));
  await expect
    .poll(
      async () => {
        const name = await runFolder();
        const lines = name ? await readFile(join(folder, name, 'run.ndjson'), 'utf8') : '';
        return lines.split('\n').length;
      },
      { timeout: 50_000 },
    )
    .toBeGreaterThan(20);
  child.kill('SIGINT');
  expect((await ended).code).toBe(2);
  const path = join(folder, (await runFolder()) ?? '');
  const summary: unknown = JSON.parse(await readFile(join(path, 'summary.json'), 'utf8'));
  expect(summary).toMatchObject({ complete: false, stopped: 'it was stopped', diverges: 0 });
  const footer = (await readFile(join(path, 'run.ndjson'), 'utf8')).trim().split('\n').at(-1);
  expect(JSON.parse(footer ?? '')).toMatchObject({ kind: 'footer', complete: false });
});
