/**
 * What shrinking has learnt so far. Ways to differ share their small cases: the smallest case of one is often the smallest case
 * of the next, and no case has to be tried twice.
 */
import type { Case } from '../case/case.ts';
import { contentHash } from '../case/content-hash.ts';
import { sizeOf } from './divergences.ts';
import { signaturesOf, tryOnce, type Contest, type Trial } from './trial.ts';

export interface Tried {
  readonly case: Case;
  readonly trial: Trial;
}

export class TrialMemory {
  readonly #contest: Contest;
  readonly #signal: AbortSignal;
  readonly #trials = new Map<string, Promise<Trial>>();
  readonly #smallest = new Map<string, Tried & { readonly size: number }>();

  constructor(contest: Contest, signal: AbortSignal) {
    this.#contest = contest;
    this.#signal = signal;
  }

  /** True where trying it costs nothing. */
  knows(testCase: Case): boolean {
    return this.#trials.has(contentHash(testCase));
  }

  async try(testCase: Case): Promise<Tried> {
    const hash = contentHash(testCase);
    const known = this.#trials.get(hash);
    const trying = known ?? tryOnce(this.#contest, testCase, this.#signal);
    this.#trials.set(hash, trying);
    const tried = { case: testCase, trial: await trying };
    if (known === undefined) this.#remember(tried);
    return tried;
  }

  /** The smallest case known to show a signature. */
  smallestFor(signature: string): (Tried & { readonly size: number }) | undefined {
    return this.#smallest.get(signature);
  }

  #remember({ case: testCase, trial }: Tried): void {
    const size = sizeOf(testCase);
    for (const signature of signaturesOf(trial.verdict)) {
      const known = this.#smallest.get(signature);
      if (known === undefined || size < known.size)
        this.#smallest.set(signature, { case: testCase, trial, size });
    }
  }
}
