/**
 * Whether a function can be called and changed: a new one is Pending for a while, and a change takes its time (AWS-BEHAVIOUR
 * 10.1.7, 10.1.8).
 */
import type { Clock } from '../../clock/clock.ts';
import { Refusal } from '../protocol/refusal.ts';

/** Seconds; Infinity for a function that never becomes Active. */
export interface Settling {
  readonly creation: number;
  readonly change: number;
}

export const settlesAtOnce: Settling = { creation: 0, change: 0 };

const NOT_NOW = 'The operation cannot be performed at this time.';

export class Readiness {
  readonly #clock: Clock;
  readonly #settling: Settling;
  readonly #activeAt: number;
  #changedAt: number;

  /** Of a function that is created now. */
  constructor(clock: Clock, settling: Settling) {
    this.#clock = clock;
    this.#settling = settling;
    this.#activeAt = clock.now() + settling.creation * 1000;
    this.#changedAt = 0;
  }

  get pending(): boolean {
    return this.#clock.now() < this.#activeAt;
  }

  /** Its code or configuration changes: invocations go on with the old one, on AWS. Here the new one is used at once. */
  changed(): void {
    this.#changedAt = this.#clock.now() + this.#settling.change * 1000;
  }

  /** As a configuration shows it. */
  get shown() {
    if (this.pending)
      return {
        State: 'Pending',
        StateReason: 'The function is being created.',
        StateReasonCode: 'Creating',
        LastUpdateStatus: 'Successful',
      };
    return { State: 'Active', LastUpdateStatus: this.#changing ? 'InProgress' : 'Successful' };
  }

  /** Why the function can't be invoked now (2.4.5). */
  refuseInvoke(): Refusal | undefined {
    return this.pending
      ? new Refusal(
          'ResourceConflictException',
          `${NOT_NOW} The function is currently in the following state: Pending`,
        )
      : undefined;
  }

  /** Why it can't be changed or published now. */
  refuseChange(arn: string): Refusal | undefined {
    const pending = this.refuseInvoke();
    if (pending) return pending;
    return this.#changing
      ? new Refusal('ResourceConflictException', `${NOT_NOW} An update is in progress for resource: ${arn}`)
      : undefined;
  }

  get #changing(): boolean {
    return this.#clock.now() < this.#changedAt;
  }
}
