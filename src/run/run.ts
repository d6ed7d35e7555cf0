/** A conformance run: every case on the oracle and on the target, each line written, then the findings. */
import type { Case } from '../case/case.ts';
import type { Executor } from '../executors/executor.ts';
import type { SourcedCase } from './case-source.ts';
import { Divergences } from './divergences.ts';
import { findFindings, type FindingParts } from './find.ts';
import type { Finding } from './finding.ts';
import { runPool } from './pool.ts';
import type { Progress } from './progress.ts';
import type { RunLine } from './record.ts';
import type { RunOptions } from './run-options.ts';
import { FirstImpressions } from './turned.ts';
import { Tally } from './tally.ts';
import { Steadiness } from './steadiness.ts';
import { confirm, tryOnce, type Contest, type Trial } from './trial.ts';
import { shrinkingOf } from './shrink.ts';

export interface RunParts extends Omit<FindingParts, 'contest' | 'shrinking'> {
  readonly oracle: Executor;
  readonly target: Executor;
  readonly inferredRules: Contest['inferredRules'];
  readonly candidates: FindingParts['shrinking']['candidates'];
  readonly outlook: FindingParts['shrinking']['outlook'];
  /** The cases, in order, and how many there are. */
  readonly cases: AsyncIterable<SourcedCase>;
  readonly total: number;
  /** Written before anything else is made of a case. */
  readonly write: (line: RunLine) => Promise<void>;
  readonly onProgress: (progress: Progress) => void;
  /** Milliseconds; for progress only. */
  readonly now: () => number;
  /** Ends the run early; what is there is reported. */
  readonly signal: AbortSignal;
}

export interface RunResult {
  readonly tally: Tally;
  readonly divergences: Divergences;
  readonly findings: readonly Finding[];
  /** True where every case of the list was run. */
  readonly complete: boolean;
  /** Why it ended early. */
  readonly stopped?: string;
  /** True where the limit on shrinking ended the search for further causes of what differed. */
  readonly shrinkLimitReached?: true;
  /** True where the target does otherwise at the end than at the beginning: then there are no findings, for none would be true. */
  readonly turned?: true;
}

/** Set-up calls that may fail one after the other before the run gives up. */
const MOST_SETUP_FAULTS = 3;

export async function run(parts: RunParts, options: RunOptions): Promise<RunResult> {
  const started = parts.now();
  const contest: Contest = { ...parts, caseTimeLimit: options.caseTimeLimit };
  const tally = new Tally();
  const divergences = new Divergences();
  const stop = new Stop(parts.signal, options.timeLimit);
  const steadiness = new Steadiness();
  const impressions = new FirstImpressions();
  let setupFaults = 0;
  let phase: Progress['phase'] = 'running';
  let found = 0;
  const shrinkLimit = { reached: false };
  const report = (): void =>
    parts.onProgress({
      ...tally.counts,
      phase,
      total: parts.total,
      elapsed: parts.now() - started,
      findings: found,
    });
  await runPool(
    parts.cases,
    options.concurrency,
    async (source, stepAside) => {
      const trial = await tryUntilSteady(contest, source.case, steadiness, stop.signal, stepAside);
      if (wasCutOff(trial, stop.signal)) return;
      await parts.write({ kind: 'case', ...source, ...trial });
      tally.add(trial.verdict, source.features, source.transitions);
      impressions.note(source, trial);
      if (trial.verdict.kind === 'diverges') divergences.add(source, trial.verdict.differences, trial);
      setupFaults = isSetupFault(trial) ? setupFaults + 1 : 0;
      if (setupFaults >= MOST_SETUP_FAULTS) stop.because(setupReason(trial));
      report();
    },
    stop.signal,
  );
  const turned = divergences.groups.length > 0 ? await impressions.turned(contest, stop.signal) : undefined;
  if (turned !== undefined) stop.because(turned);
  const complete = turned === undefined && tally.counts.cases === parts.total;
  phase = 'shrinking';
  report();
  const groups = options.findings === false || turned !== undefined ? [] : divergences.groups;
  const findings = await findFindings(
    groups,
    {
      ...parts,
      contest,
      shrinking: shrinkingOf({ ...parts, outlook: seen(parts.outlook, report) }, options),
      onFinding: (finding) => {
        found += 1;
        report();
        parts.onFinding?.(finding);
      },
      onLimit: () => (shrinkLimit.reached = true),
    },
    stop.signal,
  );
  phase = 'done';
  report();
  stop.end();
  return {
    tally,
    divergences,
    findings,
    complete,
    ...(stop.reason !== undefined && { stopped: stop.reason }),
    ...(shrinkLimit.reached && { shrinkLimitReached: true as const }),
    ...(turned !== undefined && { turned: true as const }),
  };
}

/** Looking for smaller cases can take minutes: each that is tried is a sign of life. */
const seen =
  (outlook: RunParts['outlook'], report: () => void): RunParts['outlook'] =>
  (testCase) => {
    report();
    return outlook(testCase);
  };

async function tryUntilSteady(
  contest: Contest,
  testCase: Case,
  steadiness: Steadiness,
  signal: AbortSignal,
  overdue: () => void,
): Promise<Trial> {
  const trial = await tryOnce(contest, testCase, signal, overdue);
  if (!steadiness.mustRepeat(trial)) return trial;
  const confirmed = await confirm(contest, testCase, trial, signal, overdue);
  steadiness.note(confirmed);
  return confirmed;
}

const wasCutOff = ({ oracle, target }: Trial, signal: AbortSignal): boolean =>
  signal.aborted &&
  [oracle, target].some((outcome) => outcome.kind === 'indeterminate' && outcome.fault === 'cancelled');

const isSetupFault = ({ target }: Trial): boolean =>
  target.kind === 'indeterminate' && target.fault === 'setup';

const setupReason = ({ target }: Trial): string =>
  `${MOST_SETUP_FAULTS} cases in a row could not be set up on the target: ${target.kind === 'indeterminate' ? target.reason : ''}`;

/** Why and when a run ends before its list does. */
class Stop {
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout | undefined;
  readonly signal: AbortSignal;
  reason: string | undefined;

  constructor(outer: AbortSignal, timeLimit: number | undefined) {
    this.signal = AbortSignal.any([outer, this.#controller.signal]);
    outer.addEventListener('abort', () => (this.reason ??= 'it was stopped'));
    if (outer.aborted) this.reason = 'it was stopped';
    if (timeLimit !== undefined) {
      this.#timer = setTimeout(
        () => this.because(`its time limit of ${timeLimit / 1000} s was reached`),
        timeLimit,
      );
    }
  }

  because(reason: string): void {
    this.reason ??= reason;
    this.#controller.abort();
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}
