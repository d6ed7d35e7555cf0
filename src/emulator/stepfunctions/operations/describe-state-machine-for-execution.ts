/** DescribeStateMachineForExecution: the revision that an execution runs with (AWS-BEHAVIOUR 8.1.10). */
import { operation } from '../../protocol/operation.ts';
import { dateOf } from '../../protocol/json-protocol.ts';
import { isRefusal } from '../../protocol/refusal.ts';
import { required } from '../../protocol/shape.ts';
import { describeConfiguration } from '../configuration.ts';
import { findExecution } from '../find-execution.ts';
import type { StepFunctions } from '../service.ts';
import * as shapes from '../shapes.ts';

export const describeStateMachineForExecution = operation(
  { executionArn: required(shapes.arn), includedData: shapes.includedData },
  ({ executionArn, includedData }, service: StepFunctions) => {
    const execution = findExecution(service, executionArn);
    if (isRefusal(execution)) return execution;
    const { machine, revision } = execution.identity;
    const whole = includedData !== 'METADATA_ONLY';
    return {
      stateMachineArn: machine.arn,
      name: machine.name,
      definition: whole ? revision.definition.text : '{}',
      roleArn: revision.roleArn,
      updateDate: dateOf(revision.updatedAt),
      ...describeConfiguration(revision.configuration),
      revisionId: revision.id,
      variableReferences: whole ? revision.definition.variableReferences : undefined,
    };
  },
);
