import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { UsageError } from '../cli/command.ts';
import { flavoursCommand } from '../cli/flavours-command.ts';
import { runIntoFolder } from '../cli/run-into-folder.ts';
import { referenceExecutor } from '../executors/reference.ts';
import type { Executor } from '../executors/executor.ts';
import { jsonReporter } from '../report/json-reporter.ts';
import { DEFAULT_RUN } from '../run/run-options.ts';
import { countFlavours } from './count-flavours.ts';
import { flavourList } from './flavour-cases.ts';
import { FLAVOURS } from './flavours-of.ts';

const EACH = 2;
let base: string;
const at = (name: string): string => join(base, name);

const runTo = (target: Executor, path: string): Promise<unknown> =>
  runIntoFolder({
    target,
    oracle: referenceExecutor(),
    list: flavourList({ seed: 2, each: EACH }),
    suites: ['flavours'],
    options: { ...DEFAULT_RUN, shrinkLimit: 0 },
    reporters: [jsonReporter],
    folder: { path },
    onProgress: () => {},
    signal: new AbortController().signal,
  });

const withoutTests: Executor = {
  ...referenceExecutor(),
  name: 'lacking',
  execute: async (testCase, signal) =>
    testCase.machine.start === 'TestState'
      ? { kind: 'declined', reason: 'no TestState' }
      : referenceExecutor().execute(testCase, signal),
};

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'sfn-conformance-flavours-'));
  await runTo({ ...referenceExecutor(), name: 'right' }, at('right'));
  await runTo(withoutTests, at('lacking'));
}, 300_000);
afterAll(() => rm(base, { recursive: true }));

test('each flavour is counted by verdict, target by target, and a case once', async () => {
  const [right, lacking] = await countFlavours([at('right'), at('lacking'), at('right')]);
  for (const flavour of FLAVOURS) {
    const counts = right?.flavours[flavour];
    expect(counts?.cases, flavour).toBeGreaterThanOrEqual(EACH);
    expect(counts?.conforms, flavour).toBe(counts?.cases);
  }
  expect(lacking?.flavours.TestState).toMatchObject({ cases: EACH, conforms: 0, declined: EACH });
});

test('the command prints a table, and says what is no run', async () => {
  let out = '';
  const terminal = {
    out: (text: string) => void (out += text),
    err: () => {},
    interactive: false,
    input: (async function* () {})(),
    signal: new AbortController().signal,
  };
  expect(await flavoursCommand.run([at('right'), at('lacking')], terminal)).toBe(0);
  expect(out).toContain('| flavour | right | lacking |');
  expect(out).toContain(`| ${EACH}: ${EACH} / 0 / 0 / 0 | ${EACH}: 0 / 0 / ${EACH} / 0 |`);
  await expect(flavoursCommand.run([base], terminal)).rejects.toThrow(UsageError);
  await expect(flavoursCommand.run([], terminal)).rejects.toThrow('Name the folders');
});
