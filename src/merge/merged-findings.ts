/** The findings of merged shards: made as one run makes them, of the divergences of all shards. */
import type { Executor } from '../executors/executor.ts';
import type { Divergences } from '../run/divergences.ts';
import { findFindings } from '../run/find.ts';
import type { Finding } from '../run/finding.ts';
import type { RunOptions } from '../run/run-options.ts';
import type { StandardParts } from '../run/standard-parts.ts';
import { recordedSides } from './recorded-outcomes.ts';
import type { ShardRun } from './shard-run.ts';
import { shrinkingOf } from '../run/shrink.ts';

export interface MergedFindingParts extends StandardParts {
  readonly options: Pick<RunOptions, 'concurrency' | 'caseTimeLimit' | 'shrinkBudget' | 'shrinkLimit'>;
}

/** The two sides of the run, reached again. */
export interface LiveSides {
  readonly oracle: Executor;
  readonly target: Executor;
}

/** The same cases are shrunk in the same order as in an unsharded run, so a steady target gives the same findings. */
export const shrunkFindings = (
  divergences: Divergences,
  sides: LiveSides,
  { options, ...parts }: MergedFindingParts,
  signal: AbortSignal,
): Promise<readonly Finding[]> =>
  findFindings(
    divergences.groups,
    {
      ...parts,
      contest: { ...sides, inferredRules: parts.inferredRules, caseTimeLimit: options.caseTimeLimit },
      shrinking: shrinkingOf(parts, options),
    },
    signal,
  );

/** Without a target: the smallest case of each finding stays as it was drawn, with what the shard saw of it. */
export async function unshrunkFindings(
  shards: readonly ShardRun[],
  divergences: Divergences,
  parts: MergedFindingParts,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const started = divergences.groups.flatMap(({ smallest }) => smallest.map(({ index }) => index));
  const sides = await recordedSides(shards, new Set(started));
  return shrunkFindings(divergences, sides, { ...parts, candidates: () => [] }, signal);
}
