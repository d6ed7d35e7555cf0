/**
 * Stryker's test runner for the interpreter and the comparer. Most mutants are noticed within milliseconds; starting vitest and
 * reading the suites anew would take a hundred times as long, so this runner keeps one process and evaluates the code anew instead.
 */
import { globSync } from 'node:fs';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  DryRunStatus,
  TestStatus,
  toMutantRunResult,
  type DryRunResult,
  type MutantRunOptions,
  type MutantRunResult,
  type TestResult,
  type TestRunner,
  type TestRunnerCapabilities,
} from '@stryker-mutator/api/test-runner';
import type { InstrumenterContext } from '@stryker-mutator/api/core';
import { bundle, type Bundle } from './bundle.ts';
import { collected, type CollectedTest } from './collected-tests.ts';
import { TESTS, LEFT_OUT } from './held-against.ts';

/** How long a single test may take, in milliseconds; one that waits for what never comes is a mutant that hangs. */
const LONGEST = 5_000;

/**
 * How often a test may come through one mutated place; a loop without end is over then, long before its time is. No test comes near
 * it without a mutant: the first run sees to that.
 */
const MOST_HITS = 1_000_000;

/** A test in the file that told of it. */
interface Test extends CollectedTest {
  readonly id: string;
}

const stryker: InstrumenterContext = ((globalThis as { __stryker__?: InstrumenterContext }).__stryker__ ??=
  {});

class HotRunner implements TestRunner {
  static inject = [] as const;
  #bundle: Bundle | undefined;

  capabilities(): TestRunnerCapabilities {
    return { reloadEnvironment: true };
  }

  async init(): Promise<void> {
    const root = process.cwd();
    const files = testFiles(Object.values(TESTS).flat()).map(
      (file) => `${JSON.stringify(file)}: () => require(${JSON.stringify(`./${file}`)})`,
    );
    this.#bundle = await bundle(root, `export const files = {${files.join(',\n')}};`);
  }

  async dryRun(): Promise<DryRunResult> {
    begin({});
    const tests: TestResult[] = [];
    for (const test of this.#load(Object.values(TESTS).flat())) {
      stryker.currentTestId = test.id;
      const result = await run(test);
      if (result === undefined) return { status: DryRunStatus.Timeout, reason: test.id };
      tests.push(result);
    }
    const { mutantCoverage } = stryker;
    for (const [id, hits] of Object.entries(mutantCoverage?.perTest ?? {}))
      if (Math.max(...Object.values(hits)) * 10 > MOST_HITS)
        return { status: DryRunStatus.Error, errorMessage: `${id} needs a higher MOST_HITS` };
    return { status: DryRunStatus.Complete, tests, ...(mutantCoverage && { mutantCoverage }) };
  }

  async mutantRun(options: MutantRunOptions): Promise<MutantRunResult> {
    const { activeMutant, mutantActivation, testFilter, sandboxFileName } = options;
    const activation = { activeMutant: activeMutant.id, hitCount: 0, hitLimit: MOST_HITS };
    begin(mutantActivation === 'static' ? activation : {});
    const folder = Object.keys(TESTS).find((name) => sandboxFileName.includes(`/${name}`)) ?? '';
    const wanted = testFilter && new Set(testFilter);
    const tests: TestResult[] = [];
    let outcome: DryRunResult = { status: DryRunStatus.Complete, tests };
    try {
      const all = this.#load(TESTS[folder] ?? []).filter(({ id }) => wanted?.has(id) ?? true);
      Object.assign(stryker, activation);
      for (const test of all) {
        stryker.hitCount = 0;
        const result = await run(test);
        if (result === undefined || stryker.hitCount > MOST_HITS) {
          outcome = { status: DryRunStatus.Timeout, reason: test.id };
          break;
        }
        tests.push(result);
        if (result.status === TestStatus.Failed && !options.disableBail) break;
      }
    } catch (error) {
      outcome = { status: DryRunStatus.Error, errorMessage: String(error) };
    }
    return toMutantRunResult(outcome);
  }

  /** The tests of these files, all of it evaluated afresh. */
  #load(globs: readonly string[]): readonly Test[] {
    if (this.#bundle === undefined) throw new Error('The runner was not initialised.');
    const files = this.#bundle.evaluate()['files'] as Readonly<Record<string, () => void>>;
    return testFiles(globs).flatMap((file) => {
      files[file]?.();
      return collected
        .splice(0)
        .filter(({ name }) => !LEFT_OUT.test(name))
        .map((test) => ({ ...test, id: `${file}#${test.name}` }));
    });
  }
}

/** Forgets the last trial. */
function begin(activation: InstrumenterContext): void {
  for (const key of Object.keys(stryker)) delete stryker[key as keyof InstrumenterContext];
  Object.assign(stryker, activation);
}

const testFiles = (globs: readonly string[]): readonly string[] => [
  ...new Set(globs.flatMap((glob) => globSync(glob).toSorted())),
];

/** Undefined if it doesn't end. */
async function run({ id, name, run: body }: Test): Promise<TestResult | undefined> {
  const start = performance.now();
  const result = (
    rest: { status: TestStatus.Success } | { status: TestStatus.Failed; failureMessage: string },
  ) => ({
    id,
    name,
    timeSpentMs: performance.now() - start,
    ...rest,
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => (timer = setTimeout(resolve, LONGEST, undefined)));
  try {
    const ended = (async () => {
      await body();
      return result({ status: TestStatus.Success });
    })();
    return await Promise.race([ended, late]);
  } catch (error) {
    return result({ status: TestStatus.Failed, failureMessage: String(error) });
  } finally {
    clearTimeout(timer);
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'hot', HotRunner)];
