/** Runs cases on a target over the AWS API. */
import { randomBytes } from 'node:crypto';
import type { Case } from '../../case/case.ts';
import { stepFunctionsQuotas } from '../../emulator/strict/published-quotas.ts';
import type { Executor, ExecutorOutcome } from '../executor.ts';
import type { TargetApi } from './api.ts';
import { runCase } from './case-run.ts';
import { Pace } from './pace.ts';
import type { FunctionDoor } from './doors/door.ts';
import { HistoryTurns } from './packs/history-turns.ts';
import { PackedExecutor } from './packs/packed-executor.ts';
import { reasonAgainst } from './reason-against.ts';
import { smokeExecution } from './smoke-execution.ts';
import type { TargetTraits } from './target-traits.ts';

export interface AwsApiOptions {
  readonly name: string;
  readonly api: TargetApi;
  readonly door: FunctionDoor;
  readonly traits: TargetTraits;
  /** What the names of everything that is made begin with; occurs nowhere else. By default a short one is drawn. */
  readonly prefix?: string;
  /** Ends what belongs to the target: its process, its Invoke endpoint. */
  readonly close?: () => Promise<void>;
}

export const awsApiExecutor = (options: AwsApiOptions): Executor => new AwsApiExecutor(options);

class AwsApiExecutor implements Executor {
  readonly name: string;
  readonly #options: AwsApiOptions;
  readonly #prefix: string;
  readonly #pace = new Pace();
  /** Only where cases run in packs beside those alone: few at a time don't empty the bucket. */
  #turns: HistoryTurns | undefined;
  #count = 0;
  #ready: boolean;
  #smoke: Promise<ExecutorOutcome | undefined> | undefined;

  constructor(options: AwsApiOptions) {
    this.#options = options;
    this.name = options.name;
    this.#prefix = options.prefix ?? `k${randomBytes(3).toString('hex')}`;
    this.#ready = options.traits.settleSeconds === undefined;
  }

  async execute(testCase: Case, signal: AbortSignal, overdue?: () => void): Promise<ExecutorOutcome> {
    const { door, traits } = this.#options;
    const reason = reasonAgainst(testCase, door, traits);
    if (reason !== undefined) return { kind: 'declined', reason };
    const unready = await this.#getReady(signal);
    if (unready) return unready;
    for (let runs = 1; ; runs++) {
      const outcome = await this.#run(testCase, signal, overdue);
      if (!isSpoilt(outcome) || runs >= (traits.mostRuns ?? 1) || signal.aborted) return outcome;
    }
  }

  /** Undefined where the target has no quotas. */
  get packed(): Executor['packed'] {
    const { quotas, clock } = this.#options.traits;
    const histories = quotas && stepFunctionsQuotas(quotas)['GetExecutionHistory'];
    if (quotas === undefined || histories === undefined) return undefined;
    return (plan) => {
      const turns = new HistoryTurns(clock, histories);
      this.#turns = turns;
      return new PackedExecutor({
        ...this.#options,
        plan,
        quotas,
        alone: this,
        newPrefix: () => this.#newPrefix(),
        pace: this.#pace,
        turns,
        ready: (signal) => this.#getReady(signal),
      });
    };
  }

  async close(): Promise<void> {
    await this.#options.door.close();
    this.#options.api.close();
    await this.#options.close?.();
  }

  #run(testCase: Case, signal: AbortSignal, overdue?: () => void): Promise<ExecutorOutcome> {
    return runCase({
      ...this.#options,
      testCase,
      prefix: this.#newPrefix(),
      signal,
      pace: this.#pace,
      turns: this.#turns,
      overdue,
    });
  }

  #newPrefix(): string {
    this.#count += 1;
    return `${this.#prefix}${this.#count.toString(36)}x-`;
  }

  /** Whichever case comes first makes sure of the target for all; if it is given up meanwhile, the next one does. */
  async #getReady(signal: AbortSignal): Promise<ExecutorOutcome | undefined> {
    const { traits } = this.#options;
    while (!this.#ready) {
      this.#smoke ??= smokeExecution(
        (smoke) => this.#run(smoke, signal),
        traits.settleSeconds ?? 0,
        signal,
        traits.clock,
      );
      const unready = await this.#smoke;
      this.#smoke = undefined;
      this.#ready = unready === undefined;
      const givenUp = unready?.kind === 'indeterminate' && unready.fault === 'cancelled';
      if (unready && (!givenUp || signal.aborted)) return unready;
    }
    return undefined;
  }
}

/** Throttling and lost connections say nothing of the target: the case is worth another run. */
const isSpoilt = (outcome: ExecutorOutcome): boolean =>
  outcome.kind === 'indeterminate' && (outcome.fault === 'throttled' || outcome.fault === 'transport');
