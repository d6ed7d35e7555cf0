/**
 * What shrinking has learnt so far. Ways to differ share their small cases: the smallest case of one is often the smallest case
 * of the next, and no case has to be tried twice.
 *
 * Several ways to differ are looked into at once. Each has a view of what was known when it began, so that which of them is
 * faster changes nothing of what is found.
 */
import type { Case } from '../case/case.ts';
import { contentHash } from '../case/content-hash.ts';
import { sizeOf } from './divergences.ts';
import { Gate } from './gate.ts';
import type { Shrinking } from './shrink.ts';
import { signaturesOf, tryOnce, type Contest, type Trial } from './trial.ts';

export interface Tried {
  readonly case: Case;
  readonly trial: Trial;
}

interface Sized extends Tried {
  readonly size: number;
}

/** Of trials that do nothing but wait, how many there may be for each one at work. */
const ASIDE = 3;

/** Milliseconds for which a trial that is made briefly goes on after its execution is overdue: a busy machine may be late. */
const LEFT_FOR = 3000;

export class TrialMemory {
  readonly #contest: Contest;
  readonly #signal: AbortSignal;
  readonly #gate: Gate;
  readonly #trials = new Map<string, Promise<Trial>>();
  readonly #known = new Set<string>();
  readonly #smallest = new Map<string, Sized>();

  /** `atOnce`: how many trials run side by side, whoever asked for them. */
  constructor(contest: Contest, { atOnce }: Pick<Shrinking, 'atOnce'>, signal: AbortSignal) {
    this.#contest = contest;
    this.#signal = signal;
    this.#gate = new Gate(atOnce, atOnce * ASIDE);
  }

  view(): MemoryView {
    const trial: MakeTrial = (hash, testCase, { made, briefly = false }) => {
      // What is given up early would have come to another result, perhaps: the two are never taken for each other.
      const key = briefly ? `${hash} briefly` : hash;
      const known = this.#trials.get(key) ?? (made && Promise.resolve(made));
      const trying = known ?? this.#try(testCase, briefly);
      this.#trials.set(key, trying);
      return trying;
    };
    return new MemoryView(new Set(this.#known), new Map(this.#smallest), trial);
  }

  #try(testCase: Case, briefly: boolean): Promise<Trial> {
    return this.#gate.pass((stepAside) => {
      const end = new AbortController();
      const signal = briefly ? AbortSignal.any([this.#signal, end.signal]) : this.#signal;
      let since: number | undefined;
      return tryOnce(this.#contest, testCase, signal, () => {
        stepAside();
        since ??= performance.now();
        if (briefly && performance.now() - since >= LEFT_FOR) end.abort('given up');
      });
    });
  }

  /** Takes over what somebody with a view has learnt. */
  absorb({ tried }: MemoryView): void {
    for (const [hash, { case: testCase, trial }] of tried) {
      if (this.#known.has(hash)) continue;
      this.#known.add(hash);
      const size = sizeOf(testCase);
      for (const signature of signaturesOf(trial.verdict)) {
        const known = this.#smallest.get(signature);
        if (known === undefined || size < known.size)
          this.#smallest.set(signature, { case: testCase, trial, size });
      }
    }
  }
}

interface TrialOptions {
  /** What the run itself has made of the case. */
  readonly made?: Trial | undefined;
  /** True where an execution that is overdue says nothing that anybody asks for: it isn't waited for. */
  readonly briefly?: boolean;
}

type MakeTrial = (hash: string, testCase: Case, options: TrialOptions) => Promise<Trial>;

export class MemoryView {
  readonly #known: ReadonlySet<string>;
  readonly #smallest: ReadonlyMap<string, Sized>;
  readonly #trial: MakeTrial;
  readonly #asked = new Set<string>();
  readonly #tried = new Map<string, Tried>();

  constructor(known: ReadonlySet<string>, smallest: ReadonlyMap<string, Sized>, trial: MakeTrial) {
    this.#known = known;
    this.#smallest = smallest;
    this.#trial = trial;
  }

  /** True where trying it costs nothing. */
  knows(testCase: Case): boolean {
    const hash = contentHash(testCase);
    return this.#known.has(hash) || this.#asked.has(hash);
  }

  async try(testCase: Case, options: TrialOptions = {}): Promise<Tried> {
    const hash = contentHash(testCase);
    this.#asked.add(hash);
    const tried = { case: testCase, trial: await this.#trial(hash, testCase, options) };
    this.#tried.set(hash, tried);
    return tried;
  }

  /** By the case's hash, in the order in which they were asked for. */
  get tried(): readonly (readonly [string, Tried])[] {
    return [...this.#asked].flatMap((hash) => {
      const tried = this.#tried.get(hash);
      return tried ? [[hash, tried] as const] : [];
    });
  }

  /** The smallest case known to show a signature. */
  smallestFor(signature: string): Sized | undefined {
    return this.#smallest.get(signature);
  }
}
