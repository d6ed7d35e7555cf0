/**
 * What operations that are eventually consistent see (AWS-BEHAVIOUR 10.1.1 to 10.1.5): something that happened a moment ago may
 * not be known yet.
 */
import type { StoredExecution } from '../executions/stored-execution.ts';
import type { StepFunctions } from './service.ts';
import type { Alias, MachineRecord, Revision } from './state-machine.ts';

/** Milliseconds after which what happens to a resource is known everywhere. */
export type Lag = (arn: string) => number;

export const noLag: Lag = () => 0;

type Replicas = Pick<StepFunctions, 'clock' | 'lag'>;

const isKnown = ({ clock, lag }: Replicas, arn: string, at: number): boolean => clock.now() >= at + lag(arn);

export const knowsMachine = (replicas: Replicas, { arn, createdAt }: MachineRecord): boolean =>
  isKnown(replicas, arn, createdAt);

export const knowsExecution = (replicas: Replicas, { identity }: StoredExecution): boolean =>
  isKnown(replicas, identity.arn, identity.startedAt);

/** What is known of an execution: for a while after its end it still looks as if it ran. */
export type KnownExecution = Pick<StoredExecution, 'identity' | 'status' | 'endedAt' | 'failure' | 'output'>;

export function knownExecution(replicas: Replicas, execution: StoredExecution): KnownExecution {
  const { identity, endedAt } = execution;
  if (endedAt === undefined || isKnown(replicas, identity.arn, endedAt)) return execution;
  return { identity, status: 'RUNNING', endedAt: undefined, failure: {}, output: undefined };
}

export const knowsDeletion = (replicas: Replicas, arn: string, deletedAt: number): boolean =>
  isKnown(replicas, arn, deletedAt);

/** What an execution that starts now runs with. */
export function knownRevision(replicas: Replicas, { arn, revision, before }: MachineRecord): Revision {
  return before !== undefined && !isKnown(replicas, arn, revision.updatedAt) ? before : revision;
}

/** Where an alias leads an execution that starts now. */
export function knownRoutes(replicas: Replicas, { arn, routes, before, updatedAt }: Alias): Alias['routes'] {
  return before !== undefined && !isKnown(replicas, arn, updatedAt) ? before : routes;
}
