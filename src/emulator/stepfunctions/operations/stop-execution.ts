/** StopExecution (AWS-BEHAVIOUR 8.4.15, 8.4.16). */
import { operation } from '../../protocol/operation.ts';
import { dateOf } from '../../protocol/json-protocol.ts';
import { isRefusal } from '../../protocol/refusal.ts';
import { required } from '../../protocol/shape.ts';
import { findExecution } from '../find-execution.ts';
import type { StepFunctions } from '../service.ts';
import * as shapes from '../shapes.ts';

/** An execution that has ended stays as it is; the answer has its own stop date (inferred). */
export const stopExecution = operation(
  { executionArn: required(shapes.arn), error: shapes.errorText, cause: shapes.causeText },
  ({ executionArn, error, cause }, service: StepFunctions) => {
    const execution = findExecution(service, executionArn);
    if (isRefusal(execution)) return execution;
    execution.driver?.stop(error, cause);
    return { stopDate: dateOf(execution.endedAt ?? service.clock.now()) };
  },
);
