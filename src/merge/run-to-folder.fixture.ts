/** A run, or a shard of one, into a folder: what `conformance` does without its options, for tests. */
import { runIntoFolder } from '../cli/run-into-folder.ts';
import { REPORTERS } from '../cli/write-reports.ts';
import type { Executor } from '../executors/executor.ts';
import { referenceExecutor } from '../executors/reference.ts';
import { generatedList } from '../run/generated-cases.ts';
import { DEFAULT_RUN } from '../run/run-options.ts';
import type { Shard } from '../run/shard.ts';

export interface FixtureRun {
  readonly seed: number;
  readonly runs: number;
  readonly shard?: Shard;
  readonly shrinkBudget?: number;
  readonly signal?: AbortSignal;
}

/** Makes `path`, which must not be there. */
export async function runToFolder(
  target: Executor,
  path: string,
  { seed, runs, shard, shrinkBudget = DEFAULT_RUN.shrinkBudget, signal }: FixtureRun,
): Promise<void> {
  await runIntoFolder({
    target,
    oracle: referenceExecutor(),
    list: generatedList({ seed, count: runs }),
    suites: ['generated'],
    options: { ...DEFAULT_RUN, runs, seed, shrinkBudget, findings: shard === undefined },
    ...(shard && { shard }),
    reporters: REPORTERS,
    folder: { path },
    onProgress: () => {},
    signal: signal ?? new AbortController().signal,
  });
}
