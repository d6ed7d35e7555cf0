/** StartSyncExecution of an Express machine (AWS-BEHAVIOUR 8.5.1 to 8.5.4, RECORDED 91). */
import { runExecution } from '../../executions/run-execution.ts';
import type { StoredExecution } from '../../executions/stored-execution.ts';
import { operation } from '../../protocol/operation.ts';
import { dateOf } from '../../protocol/json-protocol.ts';
import { isRefusal } from '../../protocol/refusal.ts';
import { required } from '../../protocol/shape.ts';
import type { StepFunctions } from '../service.ts';
import * as shapes from '../shapes.ts';
import { readStart, typeNotSupported } from '../start.ts';

export const startSyncExecution = operation(
  {
    stateMachineArn: required(shapes.arn),
    name: shapes.name,
    input: shapes.payload,
    traceHeader: shapes.traceHeader,
    includedData: shapes.includedData,
  },
  async (input, service: StepFunctions) => {
    const identity = readStart(input, service);
    if (isRefusal(identity)) return identity;
    if (identity.machine.type !== 'EXPRESS') return typeNotSupported();
    const execution = runExecution(service, identity, true);
    await execution.ended();
    return describe(execution, input.includedData !== 'METADATA_ONLY');
  },
);

/** A failed execution is no error of the call, and it has `outputDetails` too (8.5.3). */
function describe(execution: StoredExecution, whole: boolean) {
  const { identity, failure } = execution;
  const endedAt = execution.endedAt ?? identity.startedAt;
  return {
    executionArn: identity.arn,
    stateMachineArn: identity.machine.arn,
    name: identity.name,
    startDate: dateOf(identity.startedAt),
    stopDate: dateOf(endedAt),
    status: execution.status,
    error: whole ? failure.error : undefined,
    cause: whole ? failure.cause : undefined,
    input: whole ? identity.input : undefined,
    inputDetails: { included: whole },
    output: whole ? execution.output : undefined,
    outputDetails: { included: whole },
    traceHeader: identity.traceHeader,
    billingDetails: {
      billedMemoryUsedInMB: 64,
      // Each started 100 ms count (8.5.4).
      billedDurationInMilliseconds: Math.max(1, Math.ceil((endedAt - identity.startedAt) / 100)) * 100,
    },
  };
}
