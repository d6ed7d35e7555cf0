/** A run of generated cases against the reference, without a folder, for tests. */
import type { Executor } from '../executors/executor.ts';
import { referenceExecutor } from '../executors/reference.ts';
import { loadCatalogue } from '../rules/load-catalogue.ts';
import { casesOf } from './case-list.ts';
import { generatedList } from './generated-cases.ts';
import type { Progress } from './progress.ts';
import type { RunLine } from './record.ts';
import { run, type RunResult } from './run.ts';
import { DEFAULT_RUN, type RunOptions } from './run-options.ts';
import { standardParts } from './standard-parts.ts';

export interface FixtureOptions extends Partial<RunOptions> {
  readonly signal?: AbortSignal;
  readonly write?: (line: RunLine) => Promise<void>;
  readonly onProgress?: (progress: Progress) => void;
}

export function runOnReference(target: Executor, options: FixtureOptions): Promise<RunResult> {
  const { signal, write, onProgress, ...others } = options;
  const chosen = { ...DEFAULT_RUN, ...others };
  return run(
    {
      ...standardParts(loadCatalogue()),
      oracle: referenceExecutor(),
      target,
      cases: casesOf(generatedList({ seed: chosen.seed, count: chosen.runs })),
      total: chosen.runs,
      write: write ?? (async () => {}),
      onProgress: onProgress ?? (() => {}),
      now: () => performance.now(),
      signal: signal ?? new AbortController().signal,
    },
    chosen,
  );
}
