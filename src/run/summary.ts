/** What a run comes to: `summary.json`. The same seed gives the same summary up to times. */
import type { Facet } from '../compare/difference.ts';
import { summarizeMachine, type MachineSummary } from './examined-machine.ts';
import type { Finding } from './finding.ts';
import type { RunHeader } from './record.ts';
import { coverageRate, divergenceRate, type Counts, type FeatureCounts, type Tally } from './tally.ts';

export interface Summary extends Counts {
  readonly target: string;
  readonly oracle: string;
  readonly seed: number;
  /** The kit's version. */
  readonly kit: string;
  readonly suites: readonly string[];
  /** False where cases of the list were not run: such a run grades nothing. */
  readonly complete: boolean;
  readonly stopped?: string;
  /** True where the limit on shrinking came before every way to differ was looked into: further causes may be behind them. */
  readonly shrinkLimitReached?: true;
  /** True where the target turned while it was examined: what diverged proves nothing. */
  readonly turned?: true;
  /** Diverging among all cases. */
  readonly divergenceRate: number;
  /** Judged among all cases; the two are never one figure. */
  readonly coverageRate: number;
  readonly findings: readonly FindingSummary[];
  readonly features: FeatureCounts;
  /** Why cases were declined or stayed indeterminate. */
  readonly reasons: readonly { readonly reason: string; readonly count: number }[];
  /** A user's own machine, transition by transition. */
  readonly machine?: MachineSummary;
  readonly started: string;
  readonly ended: string;
}

export interface FindingSummary {
  readonly id: string;
  readonly title: string;
  readonly level: 'failure' | 'warning';
  readonly rules: readonly string[];
  readonly facets: readonly Facet[];
  readonly count: number;
  /** The id of the minimal case. */
  readonly case: string;
}

export function summarize(
  header: RunHeader,
  tally: Pick<Tally, 'counts' | 'features' | 'reasons'> & Partial<Pick<Tally, 'transitions'>>,
  findings: readonly Finding[],
  end: Pick<Summary, 'complete' | 'stopped' | 'shrinkLimitReached' | 'turned' | 'ended'>,
): Summary {
  const { target, oracle, seed, kit, suites, started } = header;
  const counts = tally.counts;
  return {
    target,
    oracle,
    seed,
    kit,
    suites,
    complete: end.complete,
    ...(end.stopped !== undefined && { stopped: end.stopped }),
    ...(end.shrinkLimitReached && { shrinkLimitReached: true }),
    ...(end.turned && { turned: end.turned }),
    ...counts,
    divergenceRate: divergenceRate(counts),
    coverageRate: coverageRate(counts),
    findings: findings.map(({ id, title, level, rules, facets, count, case: minimal }) => ({
      id,
      title,
      level,
      rules,
      facets,
      count,
      case: minimal.id,
    })),
    features: tally.features,
    reasons: tally.reasons,
    ...(header.machine && { machine: summarizeMachine(header.machine, tally.transitions ?? {}) }),
    started,
    ended: end.ended,
  };
}

/**
 * 0 conforms, 1 diverges, 2 could not run: an incomplete run grades nothing, but what diverged has diverged, unless the target
 * turned.
 */
export function exitCode({
  complete,
  diverges,
  turned,
}: Pick<Summary, 'complete' | 'diverges' | 'turned'>): 0 | 1 | 2 {
  if (diverges > 0 && turned === undefined) return 1;
  return complete ? 0 : 2;
}
