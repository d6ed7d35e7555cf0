/** What a run is asked to do. */
export interface RunOptions {
  /** How many cases are drawn. */
  readonly runs: number;
  readonly seed: number;
  /** Cases that run side by side. */
  readonly concurrency: number;
  /** Milliseconds for the whole run; what doesn't fit in is left out, and the run is incomplete. */
  readonly timeLimit?: number;
  /** Milliseconds for one case. */
  readonly caseTimeLimit: number;
  /** What shrinking one case may cost, in trials on the target; one that waits counts for several. */
  readonly shrinkBudget: number;
  /** What all shrinking of the run may cost. */
  readonly shrinkLimit: number;
  /** False where another run makes the findings: a shard's, whose differences are shrunk once, when shards are merged. */
  readonly findings?: boolean;
}

export const DEFAULT_RUN: RunOptions = {
  runs: 500,
  seed: 1,
  concurrency: 4,
  caseTimeLimit: 60_000,
  shrinkBudget: 200,
  shrinkLimit: 2400,
};
