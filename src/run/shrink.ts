/** Makes a diverging case smaller for as long as it goes on to show the same difference. */
import type { Case } from '../case/case.ts';
import { contentHash } from '../case/content-hash.ts';
import { canShow } from './can-show.ts';
import type { Outlook } from './outlook.ts';
import type { RunOptions } from './run-options.ts';
import { shownAs } from './trial.ts';
import { costOf, isInVain } from './trial-cost.ts';
import type { MemoryView, Tried } from './trial-memory.ts';

export interface Shrinking {
  /** Smaller cases, the most promising first; each valid and of one meaning. */
  readonly candidates: (testCase: Case) => Iterable<Case>;
  /** What takes longer by its own clock is no smaller case: an answer left out is a time-out waited for. */
  readonly outlook: (testCase: Case) => Promise<Outlook>;
  /** What trials on the target may cost (`trial-cost.ts`) for one case that is shrunk. */
  readonly budget: number;
  /** What they may cost in the whole run. */
  readonly limit: number;
  /** Cases that run side by side; candidates are tried in batches by it. */
  readonly concurrency: number;
  /** Trials that run at once, of all that is shrunk side by side. */
  readonly atOnce: number;
}

/** Small cases mostly wait: more of them than of drawn ones run side by side. */
const AT_ONCE = 2;

/** How a run shrinks, and the merging of its shards. */
export const shrinkingOf = (
  { candidates, outlook }: Pick<Shrinking, 'candidates' | 'outlook'>,
  {
    shrinkBudget,
    shrinkLimit,
    concurrency,
  }: Pick<RunOptions, 'shrinkBudget' | 'shrinkLimit' | 'concurrency'>,
): Shrinking => ({
  candidates,
  outlook,
  budget: shrinkBudget,
  limit: shrinkLimit,
  concurrency,
  atOnce: concurrency * AT_ONCE,
});

export interface Shrunk extends Tried {
  /** What the trials cost that nobody had made before. */
  readonly cost: number;
  /** True where nothing smaller is left to try: else the budget ended it, and a smaller case may be there. */
  readonly exhausted: boolean;
}

/** Seconds that any case may take. */
const SHORT = 2;

/**
 * The smallest case found within the budget. Candidates are tried in batches, and of those that still differ the first in the
 * order of the candidates is taken, so that equal runs shrink to equal cases. Undefined where not even the start shows it now.
 */
export async function shrink(
  start: Case,
  signature: string,
  memory: MemoryView,
  { candidates, outlook, budget, concurrency }: Omit<Shrinking, 'limit' | 'atOnce'>,
  signal: AbortSignal,
): Promise<Shrunk | undefined> {
  const first = await memory.try(start);
  const difference = shownAs(first.trial.verdict, signature);
  if (difference === undefined) return undefined;
  // Executions that never end are waited for only where that is the difference.
  const briefly = !isInVain(first.trial);
  let best = first;
  let cost = 0;
  const seen = new Set([contentHash(start)]);
  for (;;) {
    let smaller: Tried | undefined;
    const longest = Math.max((await outlook(best.case)).seconds, SHORT);
    const promising = async (testCase: Case): Promise<boolean> => {
      const { seconds, expected } = await outlook(testCase);
      return seconds <= longest && (expected === undefined || canShow(difference, expected));
    };
    const smallerOnes = only(promising, unseen(candidates(best.case), seen));
    const size = isWaiting(best, await outlook(best.case)) ? concurrency * 2 : Math.ceil(concurrency / 2);
    for await (const batch of batches(smallerOnes, size)) {
      const unknown = new Set(batch.filter((testCase) => !memory.knows(testCase)));
      if (cost + unknown.size > budget || signal.aborted) return { ...best, cost, exhausted: false };
      const tried: readonly Tried[] = await Promise.all(
        batch.map((testCase) => memory.try(testCase, { briefly })),
      );
      for (const one of tried)
        if (unknown.has(one.case)) cost += costOf(one.trial, (await outlook(one.case)).seconds);
      smaller = tried.find(({ trial }) => shownAs(trial.verdict, signature) !== undefined);
      if (smaller) break;
    }
    if (smaller === undefined) return { ...best, cost, exhausted: true };
    best = smaller;
  }
}

/** Trials that wait cost no work: more of them at once. Of those that work, fewer, for the first that differs makes the others needless. */
const isWaiting = ({ trial }: Tried, { seconds }: Outlook): boolean => costOf(trial, seconds) > 2;

/** Candidates that would take longer than the case, or that can't show the difference, are as good as tried. */
async function* only<T>(wanted: (item: T) => Promise<boolean>, items: Iterable<T>): AsyncIterable<T> {
  for (const item of items) if (await wanted(item)) yield item;
}

function* unseen(cases: Iterable<Case>, seen: Set<string>): Iterable<Case> {
  for (const testCase of cases) {
    const hash = contentHash(testCase);
    if (seen.has(hash)) continue;
    seen.add(hash);
    yield testCase;
  }
}

async function* batches<T>(items: AsyncIterable<T>, size: number): AsyncIterable<readonly T[]> {
  let batch: T[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length === size) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
