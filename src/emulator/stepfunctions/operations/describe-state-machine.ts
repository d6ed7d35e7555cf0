/** DescribeStateMachine of a machine or a version (AWS-BEHAVIOUR 8.1.18, RECORDED 109). */
import { operation } from '../../protocol/operation.ts';
import { dateOf } from '../../protocol/json-protocol.ts';
import { isRefusal } from '../../protocol/refusal.ts';
import { required } from '../../protocol/shape.ts';
import { describeConfiguration } from '../configuration.ts';
import type { StepFunctions } from '../service.ts';
import * as shapes from '../shapes.ts';
import { noSuchMachine } from '../state-machines.ts';
import { knowsMachine } from '../replicas.ts';

export const describeStateMachine = operation(
  { stateMachineArn: required(shapes.arn), includedData: shapes.includedData },
  ({ stateMachineArn, includedData }, service: StepFunctions) => {
    const target = service.machines.resolve(stateMachineArn);
    if (isRefusal(target)) return target;
    const { machine, version, alias } = target;
    // inferred: an alias has an operation of its own, DescribeStateMachineAlias.
    if (alias || !knowsMachine(service, machine)) return noSuchMachine(stateMachineArn);
    const { definition, roleArn, id, configuration } = version?.revision ?? machine.revision;
    const whole = includedData !== 'METADATA_ONLY';
    return {
      stateMachineArn,
      name: machine.name,
      status: 'ACTIVE',
      definition: whole ? definition.text : '{}',
      roleArn,
      type: machine.type,
      creationDate: dateOf(version?.createdAt ?? machine.createdAt),
      ...describeConfiguration(configuration),
      revisionId: id,
      description: version?.description,
      variableReferences: whole ? definition.variableReferences : undefined,
    };
  },
);
