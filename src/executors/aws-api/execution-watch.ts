/** Looks at an execution until it has ended, or can't be expected to end any more. */
import { DescribeExecutionCommand } from '@aws-sdk/client-sfn';
import type { ExecutorOutcome } from '../executor.ts';
import type { TargetApi } from './api.ts';
import type { CallbackWorker } from './callbacks/callback-worker.ts';
import { outcomeOfAnswer } from './outcome-of-answer.ts';
import type { Pace } from './pace.ts';
import { QUIET_SECONDS, type Patience } from './patience.ts';
import { readEnd, type End } from './read-execution.ts';
import type { TargetTraits } from './target-traits.ts';

export type Watched =
  /** `end` is absent where its history alone tells how. */
  | { readonly kind: 'ended'; readonly end?: End }
  /** The target says that it runs, long after it should have ended or come to rest. */
  | { readonly kind: 'running'; readonly seconds: number }
  | { readonly kind: 'failed'; readonly outcome: ExecutorOutcome };

export interface WatchOptions {
  readonly api: TargetApi;
  readonly traits: TargetTraits;
  readonly patience: Patience;
  readonly signal: AbortSignal;
  readonly worker: CallbackWorker | undefined;
  /** What the history says that the worker has read last: false where it shows no end yet. */
  readonly over: () => boolean | undefined;
  /** True where whoever watches is told of calls by {@link ExecutionWatch.nudge}. */
  readonly told: boolean;
  /** Of all executions on the target. */
  readonly pace: Pace;
  /** Called once the execution should have ended a while ago. */
  readonly overdue?: (() => void) | undefined;
}

/** Looks at a history without an end until the execution itself is looked at all the same. */
const MOST_HISTORIES = 5;

/** Seconds beyond the time that the case itself takes, after which an execution that has not ended most likely never does. */
const OVERDUE = 5;

/** A new execution may be unknown for a moment (AWS-BEHAVIOUR 10.1.3), in milliseconds. */
const UNKNOWN_FOR = 5000;

export class ExecutionWatch {
  readonly #options: WatchOptions;
  #wait: number;
  #sleep = new AbortController();

  constructor(options: WatchOptions) {
    this.#options = options;
    this.#wait = options.traits.look.first;
  }

  /** Something has happened: look now. */
  nudge(): void {
    this.#wait = this.#options.traits.look.first;
    // A reason of one's own: without one an exception with its stack is made, at every call of a function.
    this.#sleep.abort('look now');
  }

  async untilEnded(executionArn: string): Promise<Watched> {
    const { api, traits, patience, signal, worker, over, pace, overdue } = this.#options;
    const started = api.clock.now();
    const grace = patience.ends ? traits.graceSeconds : QUIET_SECONDS;
    const deadline = started + (patience.seconds + grace) * 1000;
    const due = started + (patience.seconds + OVERDUE) * 1000;
    // Where time leaps from one look to the next a look costs nothing.
    const known = !worker && !traits.look.uponCalls && patience.seconds < 1;
    if (known) await this.#pause(pace.first(this.#wait));
    for (let look = 0; ; look++) {
      await worker?.look();
      if (worker?.failure) return { kind: 'failed', outcome: worker.failure };
      const left = deadline - api.clock.now();
      if (!worker || over() !== false || look % MOST_HISTORIES === 0 || left <= 0) {
        const answer = await api.stepFunctions(new DescribeExecutionCommand({ executionArn }), signal);
        const end = answer.kind === 'ok' ? readEnd(answer.body) : undefined;
        if (end && known) pace.note(api.clock.now() - started);
        if (end) return { kind: 'ended', end };
        const unknown = answer.kind === 'refused' && answer.error === 'ExecutionDoesNotExist';
        if (answer.kind !== 'ok' && !(unknown && api.clock.now() < started + UNKNOWN_FOR))
          return { kind: 'failed', outcome: outcomeOfAnswer('DescribeExecution', answer) };
      }
      if (api.clock.now() > due) overdue?.();
      if (left <= 0) return { kind: 'running', seconds: (deadline - started) / 1000 };
      await this.#pause(Math.min(left, this.#wait));
    }
  }

  async #pause(milliseconds: number): Promise<void> {
    const { api, traits, signal, worker, told } = this.#options;
    this.#sleep = new AbortController();
    await api.clock.sleep(milliseconds, AbortSignal.any([signal, this.#sleep.signal]));
    const { growth, last, withCallbacks } = traits.look;
    this.#wait = Math.min(this.#wait * growth, worker && !told ? withCallbacks : last);
  }
}
