/** An executor turns a case into an observation: the reference, a target, a recording. */
import type { Case } from '../case/case.ts';
import type { PackPlan } from './packed/plan-packs.ts';
import type { Observation } from '../case/observation.ts';

export interface Executor {
  /** What reports call it: `reference`, `moto`, `recording:FILE` ... */
  readonly name: string;
  /**
   * Runs one case. Cases may run side by side. Whatever the target does, this resolves: an exception is a defect of ours.
   * When the signal fires the case is given up, at once and with nothing left running. `overdue` is called where an execution
   * that should have ended goes on: there is nothing to do but wait, and another case may run meanwhile.
   */
  execute(testCase: Case, signal: AbortSignal, overdue?: () => void): Promise<ExecutorOutcome>;
  /**
   * The same executor, but the cases of the plan run in its packs; only where the API has quotas for which that is worth it.
   * Closing it closes this one.
   */
  readonly packed?: ((plan: PackPlan) => Executor) | undefined;
  /** Ends everything that the executor started. */
  close(): Promise<void>;
}

export type ExecutorOutcome =
  | {
      readonly kind: 'observed';
      readonly observation: Observation;
      /** Ids of the rules that were carried out; only the reference knows them. */
      readonly rules?: readonly string[];
      /**
       * What of the observation rests on inference alone and isn't compared; only the reference says so: `cause` for all
       * causes, else a detail of a type of events such as `TaskSucceeded.output`.
       */
      readonly inferred?: readonly string[];
      /** What AWS might as well do: an alias with weights leads to one version or another. Only the reference knows. */
      readonly others?: readonly Observation[];
    }
  /** The executor says that it doesn't support something that the case needs; the reason names it. */
  | { readonly kind: 'declined'; readonly reason: string }
  /** Nothing was learnt about the executor: it counts neither way. */
  | { readonly kind: 'indeterminate'; readonly fault: Fault; readonly reason: string };

/**
 * - `setup`: the case could not be brought to the target (create a function, a machine, start); several in a row end a run
 * - `transport`: a connection was refused, cut, or answered with something that isn't the API's
 * - `throttled`: the target asked to come back later, too often
 * - `time-limit`: the case did not end within its limit
 * - `cancelled`: the run was stopped
 */
export type Fault = 'setup' | 'transport' | 'throttled' | 'time-limit' | 'cancelled';
