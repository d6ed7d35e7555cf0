/**
 * Waits for the end of an execution of a pack. Lists tell of it; its history is read on the way only where the case answers tokens,
 * and only when the reference expects one to have been handed out, or one is overdue.
 */
import type { TargetApi } from '../api.ts';
import type { CallbackWorker } from '../callbacks/callback-worker.ts';
import type { Watched } from '../execution-watch.ts';
import { QUIET_SECONDS, type Patience } from '../patience.ts';
import type { TargetTraits } from '../target-traits.ts';
import type { Endings } from './endings.ts';

export interface PackedWatchOptions {
  readonly api: TargetApi;
  readonly traits: TargetTraits;
  readonly patience: Patience;
  readonly signal: AbortSignal;
  readonly worker: CallbackWorker | undefined;
  /** True once the history that the worker has read last shows the end. */
  readonly over: () => boolean | undefined;
  readonly endings: Endings;
  readonly machine: string;
}

/** Growth of the wait between two looks for a token that is overdue, and the longest wait in milliseconds. */
const OVERDUE = { growth: 2, longest: 5000 };

export class PackedWatch {
  readonly #options: PackedWatchOptions;
  /** Looks for the token that is overdue, and how many were handed out before it. */
  #looks = 0;
  #before = 0;

  constructor(options: PackedWatchOptions) {
    this.#options = options;
  }

  /** Lists tell more cheaply than a look now would. */
  nudge(): void {}

  async untilEnded(execution: string): Promise<Watched> {
    const { api, traits, patience, signal, worker, over, endings, machine } = this.#options;
    const started = api.clock.now();
    const grace = patience.ends ? traits.graceSeconds : QUIET_SECONDS;
    const deadline = started + (patience.seconds + grace) * 1000;
    const done = new AbortController();
    const wake = new AbortController();
    const listed = endings
      .until(
        { machine, execution, from: started + patience.seconds * 1000 },
        AbortSignal.any([signal, done.signal]),
      )
      .then((failure) => {
        wake.abort('a list has told');
        return failure;
      });
    try {
      for (;;) {
        const left = deadline - api.clock.now();
        if (left <= 0) return { kind: 'running', seconds: (deadline - started) / 1000 };
        await api.clock.sleep(
          Math.min(left, this.#nextLook(started)),
          AbortSignal.any([signal, wake.signal]),
        );
        if (signal.aborted) return { kind: 'failed', outcome: GIVEN_UP };
        if (wake.signal.aborted) {
          const outcome = await listed;
          return outcome ? { kind: 'failed', outcome } : { kind: 'ended' };
        }
        await worker?.look();
        if (worker?.failure) return { kind: 'failed', outcome: worker.failure };
        if (over()) return { kind: 'ended' };
      }
    } finally {
      done.abort('it is over');
    }
  }

  /** Milliseconds until the history is worth reading. */
  #nextLook(started: number): number {
    const { api, traits, patience, worker } = this.#options;
    if (worker === undefined) return Infinity;
    const { submitted } = worker;
    if (this.#before !== submitted) this.#looks = 0;
    this.#before = submitted;
    const expected = patience.submissions[submitted];
    if (expected === undefined) return Infinity;
    const first = Math.min(traits.look.first, (traits.mostLate ?? Infinity) / 3);
    const last = patience.submissions[submitted - 1];
    // What was answered a moment late shifts everything behind it.
    const due =
      last === undefined || worker.lastSubmission === undefined
        ? started + expected * 1000 + first
        : worker.lastSubmission + (expected - last) * 1000 + 2 * first;
    const wait = due - api.clock.now();
    if (wait > 0) return wait;
    this.#looks += 1;
    return Math.min(first * OVERDUE.growth ** (this.#looks - 1), OVERDUE.longest);
  }
}

const GIVEN_UP = { kind: 'indeterminate', fault: 'cancelled', reason: 'the case was given up' } as const;
