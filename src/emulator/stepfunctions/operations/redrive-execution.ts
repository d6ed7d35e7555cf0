/** RedriveExecution (AWS-BEHAVIOUR 8.6). The interpreter doesn't redrive: what AWS would redrive is declined here. */
import { DECLINED } from '../../executions/stored-execution.ts';
import { operation } from '../../protocol/operation.ts';
import { isRefusal, Refusal } from '../../protocol/refusal.ts';
import { required, text } from '../../protocol/shape.ts';
import { findExecution } from '../find-execution.ts';
import { redriveStatus } from '../redrive.ts';
import type { StepFunctions } from '../service.ts';
import * as shapes from '../shapes.ts';

export const redriveExecution = operation(
  { executionArn: required(shapes.arn), clientToken: text({ min: 1, max: 64, pattern: '[!-~]+' }) },
  ({ executionArn }, service: StepFunctions) => {
    const execution = findExecution(service, executionArn);
    if (isRefusal(execution)) return execution;
    const { redriveStatusReason = `${DECLINED}: redriving executions is not modelled` } =
      redriveStatus(execution);
    return new Refusal('ExecutionNotRedrivable', redriveStatusReason);
  },
);
