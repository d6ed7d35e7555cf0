/** One case on the oracle and on the target, and the verdict. */
import type { Case } from '../case/case.ts';
import { judge, type InferredRules } from '../compare/judge.ts';
import { independent, signatureOf } from '../compare/signature.ts';
import type { Difference } from '../compare/difference.ts';
import type { Verdict } from '../compare/verdict.ts';
import type { Executor, ExecutorOutcome } from '../executors/executor.ts';

/** Who takes part in a run. */
export interface Contest {
  readonly oracle: Executor;
  readonly target: Executor;
  readonly inferredRules: InferredRules;
  /** Milliseconds for one execution of one case. */
  readonly caseTimeLimit: number;
}

export interface Trial {
  readonly oracle: ExecutorOutcome;
  readonly target: ExecutorOutcome;
  readonly verdict: Verdict;
  /** The target's outcome when a differing case was run again. */
  readonly again?: ExecutorOutcome;
}

/** Runs a case once on each side. `overdue`: see {@link Executor.execute}. */
export async function tryOnce(
  contest: Contest,
  testCase: Case,
  signal: AbortSignal,
  overdue?: () => void,
): Promise<Trial> {
  const oracle = await execute(contest.oracle, testCase, contest, signal);
  if (oracle.kind !== 'observed') {
    return { oracle, target: NOT_RUN, verdict: judge(oracle, NOT_RUN, contest.inferredRules) };
  }
  const target = await execute(contest.target, testCase, contest, signal, overdue);
  return { oracle, target, verdict: judge(oracle, target, contest.inferredRules) };
}

/**
 * Runs a differing case on the target again. A difference counts only if it shows again: what differs once and not the next
 * time says that the target, or the case, isn't steady, and is no divergence.
 */
export async function confirm(
  contest: Contest,
  testCase: Case,
  trial: Trial,
  signal: AbortSignal,
  overdue?: () => void,
): Promise<Trial> {
  if (trial.verdict.kind !== 'diverges') return trial;
  const again = await execute(contest.target, testCase, contest, signal, overdue);
  const second = judge(trial.oracle, again, contest.inferredRules);
  return { ...trial, again, verdict: repeated(trial.verdict.differences, second) };
}

/** The verdict on outcomes that were written down: the same as when they were seen. */
export function judgeAgain(
  { oracle, target, again }: Omit<Trial, 'verdict'>,
  inferred: InferredRules,
): Verdict {
  const first = judge(oracle, target, inferred);
  return again === undefined || first.kind !== 'diverges'
    ? first
    : repeated(first.differences, judge(oracle, again, inferred));
}

/** Runs a case, and again where it differs. */
export const tryCase = async (contest: Contest, testCase: Case, signal: AbortSignal): Promise<Trial> =>
  confirm(contest, testCase, await tryOnce(contest, testCase, signal), signal);

const NOT_RUN: ExecutorOutcome = {
  kind: 'indeterminate',
  fault: 'cancelled',
  reason: 'not run, for the oracle has nothing to compare with',
};

function repeated(first: readonly Difference[], second: Verdict): Verdict {
  if (second.kind !== 'diverges') {
    return { kind: 'indeterminate', reason: 'it differed once, and not when it was run again' };
  }
  const shown = new Set(second.differences.map(signatureOf));
  const differences = first.filter((difference) => shown.has(signatureOf(difference)));
  return differences.length > 0
    ? { kind: 'diverges', differences }
    : { kind: 'indeterminate', reason: 'it differed in another way each time' };
}

/** The difference of this signature that the case shows on its own account, if it does. */
export const shownAs = (verdict: Verdict, signature: string): Difference | undefined =>
  verdict.kind === 'diverges'
    ? independent(verdict.differences).find((one) => signatureOf(one) === signature)
    : undefined;

/** The signatures that a case shows on its own account. */
export const signaturesOf = (verdict: Verdict): readonly string[] =>
  verdict.kind === 'diverges' ? independent(verdict.differences).map(signatureOf) : [];

/** An execution within the case's time limit. */
export async function execute(
  executor: Executor,
  testCase: Case,
  { caseTimeLimit }: Pick<Contest, 'caseTimeLimit'>,
  signal: AbortSignal,
  overdue?: () => void,
): Promise<ExecutorOutcome> {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), caseTimeLimit);
  try {
    const outcome = await executor.execute(testCase, AbortSignal.any([signal, limit.signal]), overdue);
    const ranOut = limit.signal.aborted && !signal.aborted && outcome.kind === 'indeterminate';
    return ranOut
      ? {
          kind: 'indeterminate',
          fault: 'time-limit',
          reason: `no end within ${caseTimeLimit / 1000} seconds`,
        }
      : outcome;
  } finally {
    clearTimeout(timer);
  }
}
