/** The execution that an ARN names (AWS-BEHAVIOUR 8.1.14, 8.4.18). */
import type { StoredExecution } from '../executions/stored-execution.ts';
import { isRefusal, Refusal, type Outcome } from '../protocol/refusal.ts';
import { readArn } from './arn.ts';
import type { StepFunctions } from './service.ts';

/** Express executions have no such operations: the type of their ARN is refused. */
export function findExecution({ executions }: StepFunctions, text: string): Outcome<StoredExecution> {
  const arn = readArn(text, 'execution');
  if (isRefusal(arn)) return arn;
  return executions.get(text) ?? noSuchExecution(text);
}

export const noSuchExecution = (arn: string): Refusal =>
  new Refusal('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
