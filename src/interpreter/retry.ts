/** Retry: which retrier takes a failure, and how long it waits (AWS-BEHAVIOUR 4.1). */
import type { Retrier } from '../asl/state/state.ts';
import { matches } from './error-match.ts';
import { retryRules } from './error-rules.ts';
import type { Failure } from './failure.ts';
import type { Program } from './program.ts';
import type { Visit } from './visit.ts';

/** The counters of one visit; they start afresh when the state is entered again (4.1.7). */
export class Retries {
  readonly #retriers: readonly Retrier[];
  readonly #attempts: number[] = [];

  constructor(retriers: readonly Retrier[]) {
    this.#retriers = retriers;
  }

  /**
   * Waits for the next attempt where a retrier still has one. The first retrier that matches decides, spent or not
   * (4.1.5; that later ones aren't tried once it is spent is inferred, 4.1.9). Each has a counter of its own (4.1.8).
   */
  *next(visit: Visit, failure: Failure): Program<boolean> {
    if (visit.branch.owner.history.full) return false;
    const index = this.#retriers.findIndex((retrier) => matches(retrier.errorEquals, failure));
    const retrier = this.#retriers[index];
    const spent = retrier !== undefined && (this.#attempts[index] ?? 0) >= retrier.maxAttempts;
    visit.note(retryRules(this.#retriers, index, failure, spent));
    if (retrier === undefined) return false;
    const { inspection } = visit;
    const attempt = (this.#attempts[index] ?? 0) + 1 + (inspection?.retryCount ?? 0);
    if (attempt > retrier.maxAttempts) {
      inspection?.sawRetrier(index, failure, undefined);
      return false;
    }
    this.#attempts[index] = attempt;
    visit.note('retry.attempts');
    visit.branch.owner.start.follower?.took(visit, { kind: 'retry', index });
    const chance = retrier.jitter === 'FULL' ? visit.branch.owner.start.random.next() : 1;
    const seconds = delaySeconds(retrier, attempt) * chance;
    if (inspection) {
      // TestState says that the state would be tried again, and ends.
      inspection.sawRetrier(index, failure, seconds);
      visit.branch.execution.stop();
    }
    yield { kind: 'sleep', until: visit.now + Math.round(seconds * 1000) };
    visit.retryCount += 1;
    return true;
  }
}

/** Seconds before retry n, n from 1: `min(IntervalSeconds * BackoffRate^(n-1), MaxDelaySeconds)` (4.1.3). */
export const delaySeconds = (retrier: Retrier, attempt: number): number =>
  Math.min(
    retrier.intervalSeconds * retrier.backoffRate ** (attempt - 1),
    retrier.maxDelaySeconds ?? Infinity,
  );
