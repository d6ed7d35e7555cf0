/** DescribeExecution (AWS-BEHAVIOUR 8.4.8 to 8.4.10, RECORDED 99). */
import { operation } from '../../protocol/operation.ts';
import { dateOf } from '../../protocol/json-protocol.ts';
import { isRefusal } from '../../protocol/refusal.ts';
import { required } from '../../protocol/shape.ts';
import { findExecution, noSuchExecution } from '../find-execution.ts';
import { redriveStatus } from '../redrive.ts';
import { knownExecution, knowsExecution } from '../replicas.ts';
import type { StepFunctions } from '../service.ts';
import * as shapes from '../shapes.ts';

export const describeExecution = operation(
  { executionArn: required(shapes.arn), includedData: shapes.includedData },
  ({ executionArn, includedData }, service: StepFunctions) => {
    const execution = findExecution(service, executionArn);
    if (isRefusal(execution)) return execution;
    if (!knowsExecution(service, execution)) return noSuchExecution(executionArn);
    const known = knownExecution(service, execution);
    const { identity, status, endedAt, failure, output } = known;
    const whole = includedData !== 'METADATA_ONLY';
    return {
      executionArn: identity.arn,
      stateMachineArn: identity.machine.arn,
      name: identity.name,
      status,
      startDate: dateOf(identity.startedAt),
      stopDate: endedAt === undefined ? undefined : dateOf(endedAt),
      input: whole ? identity.input : undefined,
      inputDetails: { included: whole },
      output: whole ? output : undefined,
      // Only where there is an output (8.4.9).
      outputDetails: output === undefined ? undefined : { included: whole },
      traceHeader: identity.traceHeader,
      error: whole ? failure.error : undefined,
      cause: whole ? failure.cause : undefined,
      stateMachineVersionArn: identity.version?.arn,
      stateMachineAliasArn: identity.alias?.arn,
      redriveCount: 0,
      ...redriveStatus(known),
    };
  },
);
