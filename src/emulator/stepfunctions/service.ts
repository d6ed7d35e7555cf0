/** Step Functions of one account and region: everything that its operations work on. */
import type { ExecutionWorld } from '../executions/run-execution.ts';
import type { Operation } from '../protocol/operation.ts';
import type { Activities } from './activities.ts';
import type { Place } from './arn.ts';
import type { LogGroupExists } from './configuration.ts';
import type { Compile } from './definition.ts';
import type { Pages } from './pages.ts';
import type { Lag } from './replicas.ts';
import type { RoleCheck } from '../roles.ts';
import type { StateMachines } from './state-machines.ts';

export interface StepFunctions extends ExecutionWorld, Place {
  readonly machines: StateMachines;
  readonly activities: Activities;
  readonly pages: Pages;
  readonly compile: Compile;
  readonly logGroupExists: LogGroupExists;
  readonly lag: Lag;
  readonly checkRole: RoleCheck;
  /** Fires when the emulator closes: whoever waits gives up. */
  readonly closing: AbortSignal;
}

export type StepFunctionsOperation = Operation<StepFunctions>;
