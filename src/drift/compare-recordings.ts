/** Compares two recordings case by case, and puts what changed down to causes. */
import type { Case } from '../case/case.ts';
import { contentHash } from '../case/content-hash.ts';
import { judge } from '../compare/judge.ts';
import type { Verdict } from '../compare/verdict.ts';
import type { Executor, ExecutorOutcome } from '../executors/executor.ts';
import { Divergences, sizeOf } from '../run/divergences.ts';
import { findFindings, type FindingParts } from '../run/find.ts';
import type { Finding } from '../run/finding.ts';
import type { Drift, DriftCounts, SupportChange } from './drift.ts';
import type { RecordedCase, Recording, RecordingIdentity } from './recording.ts';

export interface DriftParts extends Pick<FindingParts, 'featuresOf' | 'attribute'> {
  /** Tells the rules that a case carries out, and what else AWS may do with it. */
  readonly reference: Executor;
  readonly signal: AbortSignal;
}

type Observed = Extract<ExecutorOutcome, { readonly kind: 'observed' }>;

/** A case that is in both. */
interface Pair {
  readonly now: RecordedCase;
  readonly before: ExecutorOutcome;
}

/** No rule is inferred here: both sides were seen. */
const NOTHING_INFERRED: ReadonlySet<string> = new Set();

export async function compareRecordings(old: Recording, now: Recording, parts: DriftParts): Promise<Drift> {
  const counts = { same: 0, changed: 0, support: 0, unknown: 0 };
  const support = new SupportChanges();
  const divergences = new Divergences();
  const changed = new Map<string, { readonly before: Observed; readonly after: ExecutorOutcome }>();
  let shared = 0;
  for (const [hash, recorded] of now.cases) {
    const before = old.cases.get(hash)?.outcome;
    if (before === undefined) continue;
    const index = shared++;
    const { counted, verdict, expected } = await compared({ now: recorded, before }, parts);
    counts[counted] += 1;
    if (counted === 'support') support.add(recorded, before);
    if (verdict?.kind !== 'diverges' || expected === undefined) continue;
    divergences.add({ ...recorded, index }, verdict.differences);
    changed.set(hash, { before: expected, after: recorded.outcome });
  }
  return {
    old: identityOf(old),
    new: identityOf(now),
    cases: { old: old.cases.size, new: now.cases.size, shared },
    counts,
    changes: await changesOf(divergences, changed, now, parts),
    support: support.list,
  };
}

interface Comparison {
  readonly counted: keyof DriftCounts;
  readonly verdict?: Verdict;
  /** What was, with the rules that the case carries out. */
  readonly expected?: Observed;
}

async function compared({ now, before }: Pair, { reference, signal }: DriftParts): Promise<Comparison> {
  const { outcome } = now;
  if (before.kind === 'indeterminate' || outcome.kind === 'indeterminate') return { counted: 'unknown' };
  if (before.kind === 'declined' || outcome.kind === 'declined')
    return { counted: before.kind === outcome.kind ? 'same' : 'support' };
  const first = judge(before, outcome, NOTHING_INFERRED);
  if (first.kind === 'conforms') return { counted: 'same' };
  const expected = beside(before, await reference.execute(now.case, signal));
  const verdict = judge(expected, outcome, NOTHING_INFERRED);
  return verdict.kind === 'diverges' ? { counted: 'changed', verdict, expected } : { counted: 'same' };
}

/** Where AWS may do one thing or another (aliases with weights), having done the other one this time is no change. */
function beside({ observation }: Observed, predicted: ExecutorOutcome): Observed {
  if (predicted.kind !== 'observed') return { kind: 'observed', observation };
  const { rules = [], others } = predicted;
  return {
    kind: 'observed',
    observation,
    rules,
    ...(others && { others: [predicted.observation, ...others] }),
  };
}

const NO_SHRINKING: FindingParts['shrinking'] = {
  candidates: () => [],
  outlook: async () => ({ seconds: 0 }),
  budget: 0,
  limit: Infinity,
  concurrency: 1,
  atOnce: 1,
};

/** Nothing can be run again, so nothing is shrunk: the smallest recorded case stands for each cause. */
function changesOf(
  divergences: Divergences,
  changed: ReadonlyMap<string, { readonly before: Observed; readonly after: ExecutorOutcome }>,
  { target = 'the recording' }: RecordingIdentity,
  { featuresOf, attribute, signal }: DriftParts,
): Promise<readonly Finding[]> {
  const side = (name: string, of: 'before' | 'after'): Executor => ({
    name,
    execute: async (testCase) =>
      changed.get(contentHash(testCase))?.[of] ?? { kind: 'declined', reason: 'it was not recorded' },
    close: async () => {},
  });
  return findFindings(
    divergences.groups,
    {
      contest: {
        oracle: side('before', 'before'),
        target: side(target, 'after'),
        inferredRules: NOTHING_INFERRED,
        caseTimeLimit: 60_000,
      },
      shrinking: NO_SHRINKING,
      featuresOf,
      attribute,
    },
    signal,
  );
}

const identityOf = ({ cases: _, ...identity }: Recording): RecordingIdentity => identity;

class SupportChanges {
  readonly #found = new Map<
    string,
    { kind: SupportChange['kind']; reason: string; count: number; case: Case }
  >();

  add({ case: testCase, outcome }: RecordedCase, before: ExecutorOutcome): void {
    const [kind, declined] =
      outcome.kind === 'declined'
        ? (['now declined', outcome] as const)
        : (['now answered', before] as const);
    const reason = declined.kind === 'declined' ? declined.reason : '';
    const key = `${kind} ${reason}`;
    const known = this.#found.get(key);
    if (known === undefined) this.#found.set(key, { kind, reason, count: 1, case: testCase });
    else {
      known.count += 1;
      if (sizeOf(testCase) < sizeOf(known.case)) known.case = testCase;
    }
  }

  /** Most frequent first. */
  get list(): readonly SupportChange[] {
    return [...this.#found.values()].toSorted((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
  }
}
