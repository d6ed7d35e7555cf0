import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { examplePath } from '../own-machine/examples/examples.fixture.ts';
import { runCli } from './spawned-cli.fixture.ts';

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'sfn-conformance-'))));
afterAll(() => rm(folder, { recursive: true }));

const KIT = fileURLToPath(new URL('../..', import.meta.url));
const VITEST = dirname(createRequire(import.meta.url).resolve('vitest/package.json'));

describe('bad input ends with 2 and says what was meant', () => {
  test.each([
    [['--machine', 'nowhere.json'], "There is no file 'nowhere.json'"],
    [['--machine', examplePath('cdk.template.json')], 'Choose one: --machine'],
    [
      ['--machine', examplePath('trip-saga.asl.yaml'), '--suite', 'lambda'],
      '--machine makes cases of its own',
    ],
    [
      ['--machine', examplePath('trip-saga.asl.yaml'), '--machine-type', 'FAST'],
      'expected STANDARD or EXPRESS',
    ],
    [['--emit-tests', 'x'], '--emit-tests goes with --machine FILE'],
    [
      ['--machine', examplePath('human-approval.asl.json'), '--machine-type', 'EXPRESS'],
      'AWS refuses this definition (EXPRESS)',
    ],
    [
      ['--machine', examplePath('trip-saga.asl.yaml'), '--emit-tests', dirname(examplePath('x'))],
      'nothing is written over',
    ],
  ])('%j', async (args, message) => {
    const { code, err } = await runCli(['conformance', ...args, '--out', join(folder, 'none')]);
    expect(err).toContain(message);
    expect(err).not.toMatch(/^ {4}at /m);
    expect(code).toBe(2);
  });
});

test('a run says which transitions were reached and judged, and leaves it in its summary', async () => {
  const out = join(folder, 'runs');
  const machine = examplePath('sam/template.yaml#ImportMachine');
  const { code, out: printed } = await runCli([
    'conformance',
    '--machine',
    machine,
    '--runs',
    '30',
    '--out',
    out,
  ]);
  expect(code).toBe(0);
  expect(printed).toContain('20 of 21 transitions that can be taken were reached; embedded was judged on 20');
  expect(printed).toContain('nothing that a case can script fails by States.ItemReaderFailed');
  const [run = ''] = await readdir(out);
  const summary: unknown = JSON.parse(await readFile(join(out, run, 'summary.json'), 'utf8'));
  expect(summary).toMatchObject({
    suites: ['own machine'],
    cases: 30,
    machine: { reachable: 21, reached: 20, judged: 20, sound: 20 },
  });
});

test('shards of a machine merge to what the whole run says of it', async () => {
  const machine = examplePath('poll-export.asl.json');
  const args = ['conformance', '--machine', machine, '--runs', '12', '--out', join(folder, 'shards')];
  await Promise.all(['1/2', '2/2'].map((shard) => runCli([...args, '--shard', shard])));
  const merged = join(folder, 'merged');
  const { code } = await runCli(['merge', join(folder, 'shards'), '--out', merged]);
  expect(code).toBe(0);
  const summary: unknown = JSON.parse(await readFile(join(merged, 'summary.json'), 'utf8'));
  expect(summary).toMatchObject({ cases: 12, machine: { reached: 17, judged: 17, sound: 17 } });
});

describe('emitted tests', () => {
  const repository = (): string => join(folder, 'repository');

  beforeAll(async () => {
    await mkdir(join(repository(), 'node_modules'), { recursive: true });
    await symlink(KIT, join(repository(), 'node_modules', 'sfn-conformance'));
    await symlink(VITEST, join(repository(), 'node_modules', 'vitest'));
    await writeFile(join(repository(), 'package.json'), '{"type":"module"}');
    const machine = examplePath('human-approval.asl.json');
    const emitted = join(repository(), 'tests', 'approval');
    const asked = ['conformance', '--machine', machine, '--runs', '12', '--emit-tests', emitted];
    const { code } = await runCli([...asked, '--out', join(folder, 'emitting')]);
    expect(code).toBe(0);
  });

  /** As its owner would run them. */
  async function runVitest(environment: Readonly<Record<string, string>> = {}) {
    const report = join(repository(), 'report.json');
    await rm(report, { force: true });
    const asked = ['run', '--reporter', 'json', '--outputFile', report];
    const child = spawn(process.execPath, [join(VITEST, 'vitest.mjs'), ...asked], {
      cwd: repository(),
      env: { PATH: process.env['PATH'], ...environment },
      stdio: 'ignore',
    });
    const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
    return { code, report: JSON.parse(await readFile(report, 'utf8')) as Record<string, unknown> };
  }

  test('pass on the embedded target', async () => {
    const { code, report } = await runVitest();
    expect(report).toMatchObject({ numTotalTests: 12, numPassedTests: 12 });
    expect(code).toBe(0);
  });

  test('are skipped where the target says that it lacks what they need', async () => {
    const { report } = await runVitest({ SFN_TARGET: 'aws-local-stepfunctions' });
    expect(report).toMatchObject({ numTotalTests: 12, numPassedTests: 0, numFailedTests: 0 });
  });

  test('fail where a case no longer does what AWS does: a recording of something else', async () => {
    const cases = join(repository(), 'tests', 'approval', 'cases');
    const [first = ''] = (await readdir(cases)).toSorted();
    const stored = JSON.parse(await readFile(join(cases, first), 'utf8')) as Record<string, unknown>;
    const recording = { case: stored, observation: { status: 'FAILED', error: 'Else' } };
    const file = join(folder, 'recording.json');
    await writeFile(file, JSON.stringify(recording));
    const { code, report } = await runVitest({ SFN_TARGET: `recording:${file}` });
    expect(code).toBe(1);
    expect(Number(report['numFailedTests'])).toBeGreaterThan(0);
  });
});

test('replay of a folder: a line for each case, and the worst of them as its end', async () => {
  const cases = join(folder, 'cases');
  await mkdir(cases);
  const machine = {
    definition: { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } },
    type: 'STANDARD',
  };
  await writeFile(join(cases, 'one.json'), JSON.stringify({ machine, input: 1 }));
  await writeFile(join(cases, 'two.json'), JSON.stringify({ machine, input: 2 }));
  const { code, out } = await runCli(['replay', cases, '--json']);
  expect(code).toBe(0);
  expect(out.trim().split('\n').toSorted()).toEqual([
    '{"file":"one.json","result":"FIXED","details":[]}',
    '{"file":"two.json","result":"FIXED","details":[]}',
  ]);
  await mkdir(join(folder, 'empty'));
  expect(await runCli(['replay', join(folder, 'empty')])).toMatchObject({
    code: 2,
    err: expect.stringContaining('holds no case'),
  });
});
