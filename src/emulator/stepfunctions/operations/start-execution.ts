/** StartExecution (AWS-BEHAVIOUR 8.4.1 to 8.4.7). */
import { runExecution } from '../../executions/run-execution.ts';
import { operation } from '../../protocol/operation.ts';
import { dateOf } from '../../protocol/json-protocol.ts';
import { isRefusal, Refusal } from '../../protocol/refusal.ts';
import { required } from '../../protocol/shape.ts';
import type { StepFunctions } from '../service.ts';
import * as shapes from '../shapes.ts';
import { readStart } from '../start.ts';

export const startExecution = operation(
  {
    stateMachineArn: required(shapes.arn),
    name: shapes.name,
    input: shapes.payload,
    traceHeader: shapes.traceHeader,
  },
  (input, service: StepFunctions) => {
    const identity = readStart(input, service);
    if (isRefusal(identity)) return identity;
    const existing = service.executions.get(identity.arn);
    if (existing) {
      // The same name and input while it runs is the same start (8.4.3, 8.4.4).
      if (existing.status !== 'RUNNING' || existing.identity.input !== identity.input)
        return new Refusal('ExecutionAlreadyExists', `Execution Already Exists: '${identity.arn}'`);
      return { executionArn: identity.arn, startDate: dateOf(existing.identity.startedAt) };
    }
    runExecution(service, identity);
    return { executionArn: identity.arn, startDate: dateOf(identity.startedAt) };
  },
);
