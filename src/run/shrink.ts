/** Makes a diverging case smaller for as long as it goes on to show the same difference. */
import type { Case } from '../case/case.ts';
import { contentHash } from '../case/content-hash.ts';
import type { RunOptions } from './run-options.ts';
import { shows } from './trial.ts';
import type { MemoryView, Tried } from './trial-memory.ts';

export interface Shrinking {
  /** Smaller cases, the most promising first; each valid and of one meaning. */
  readonly candidates: (testCase: Case) => Iterable<Case>;
  /** Seconds that a case takes by its own clock. What takes longer is no smaller case: an answer left out is a time-out waited for. */
  readonly duration: (testCase: Case) => Promise<number>;
  /** Cases that may be tried on the target. */
  readonly budget: number;
  /** Candidates that are tried side by side. */
  readonly concurrency: number;
  /** Trials that run at once, of all that is shrunk side by side. */
  readonly atOnce: number;
}

/** Small cases mostly wait: more of them than of drawn ones run side by side. */
const AT_ONCE = 2;

/** How a run shrinks, and the merging of its shards. */
export const shrinkingOf = (
  { candidates, duration }: Pick<Shrinking, 'candidates' | 'duration'>,
  { shrinkBudget, concurrency }: Pick<RunOptions, 'shrinkBudget' | 'concurrency'>,
): Shrinking => ({
  candidates,
  duration,
  budget: shrinkBudget,
  concurrency,
  atOnce: concurrency * AT_ONCE,
});

/** How many trials one may cost that waits for an end in vain, as long as a target's grace. */
const PATIENCE = 5;

const hangs = ({ trial: { target } }: Tried): boolean =>
  target.kind === 'observed' && target.observation.status === 'RUNNING';

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
  { candidates, duration, budget, concurrency }: Shrinking,
  signal: AbortSignal,
): Promise<Tried | undefined> {
  const attempt = async (testCase: Case): Promise<Tried | undefined> => {
    const tried = await memory.try(testCase);
    return shows(tried.trial.verdict, signature) ? tried : undefined;
  };
  let best = await attempt(start);
  if (best === undefined) return undefined;
  const seen = new Set([contentHash(start)]);
  let left = hangs(best) ? Math.ceil(budget / PATIENCE) : budget;
  for (;;) {
    let smaller: Tried | undefined;
    const longest = Math.max(await duration(best.case), SHORT);
    const prompt = async (testCase: Case): Promise<boolean> => (await duration(testCase)) <= longest;
    for await (const batch of batches(only(prompt, unseen(candidates(best.case), seen)), concurrency)) {
      const costs = batch.filter((testCase) => !memory.knows(testCase)).length;
      if (costs > left || signal.aborted) return best;
      left -= costs;
      const tried: readonly (Tried | undefined)[] = await Promise.all(batch.map(attempt));
      smaller = tried.find((one) => one !== undefined);
      if (smaller) break;
    }
    if (smaller === undefined) return best;
    best = smaller;
  }
}

function* unseen(cases: Iterable<Case>, seen: Set<string>): Iterable<Case> {
  for (const testCase of cases) {
    const hash = contentHash(testCase);
    if (seen.has(hash)) continue;
    seen.add(hash);
    yield testCase;
  }
}

async function* only<T>(wanted: (item: T) => Promise<boolean>, items: Iterable<T>): AsyncIterable<T> {
  for (const item of items) if (await wanted(item)) yield item;
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
