/** Whether an execution could be redriven (AWS-BEHAVIOUR 8.4.10). */
import type { StoredExecution } from '../executions/stored-execution.ts';

export interface RedriveStatus {
  readonly redriveStatus: 'REDRIVABLE' | 'NOT_REDRIVABLE';
  readonly redriveStatusReason?: string;
}

export function redriveStatus({
  status,
  identity,
}: Pick<StoredExecution, 'status' | 'identity'>): RedriveStatus {
  if (status === 'RUNNING' || status === 'SUCCEEDED')
    return notRedrivable(`Execution is ${status} and cannot be redriven`);
  return identity.machine.deleting
    ? notRedrivable('State machine is in DELETING status')
    : { redriveStatus: 'REDRIVABLE' };
}

const notRedrivable = (redriveStatusReason: string): RedriveStatus => ({
  redriveStatus: 'NOT_REDRIVABLE',
  redriveStatusReason,
});
