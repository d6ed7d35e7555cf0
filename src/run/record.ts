/** The lines of `run.ndjson`: a header, one line a case, a footer. Without the footer the run is incomplete and grades nothing. */
import type { Verdict } from '../compare/verdict.ts';
import type { ExecutorOutcome } from '../executors/executor.ts';
import type { ListIdentity } from './case-list.ts';
import type { SourcedCase } from './case-source.ts';
import type { ExaminedMachine } from './examined-machine.ts';
import type { Shard } from './shard.ts';
import type { Counts } from './tally.ts';

/** Changes when a line's meaning changes. */
export const RUN_FORMAT = 1;

export interface RunHeader {
  readonly kind: 'header';
  readonly format: typeof RUN_FORMAT;
  readonly kit: string;
  readonly target: string;
  readonly oracle: string;
  readonly seed: number;
  readonly runs: number;
  readonly suites: readonly string[];
  /** The list that the run goes through. */
  readonly list?: ListIdentity;
  /** The part of the list that this run is; absent where it is the whole. */
  readonly shard?: Shard;
  /** A user's own machine, where the cases were made for one. */
  readonly machine?: ExaminedMachine;
  /** ISO-8601. */
  readonly started: string;
}

/** Both raw observations and what was made of them; a better comparer can judge them again. */
export interface RunLine extends SourcedCase {
  readonly kind: 'case';
  readonly oracle: ExecutorOutcome;
  readonly target: ExecutorOutcome;
  readonly verdict: Verdict;
  /** The target's outcome when the case was run again, where the first one differed. */
  readonly again?: ExecutorOutcome;
}

export interface RunFooter extends Counts {
  readonly kind: 'footer';
  /** True where every case of the list was run. */
  readonly complete: boolean;
  /** Why the run ended early. */
  readonly stopped?: string;
  readonly ended: string;
}

export type RunRecord = RunHeader | RunLine | RunFooter;
