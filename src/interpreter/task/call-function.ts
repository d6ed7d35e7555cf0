/** A Task whose Resource is a function's ARN (AWS-BEHAVIOUR 1.1): the legacy events, the bare result. */
import type { Resource } from '../../asl/state/resource.ts';
import type { TaskState } from '../../asl/state/state.ts';
import type { JsonDocument } from '../../json/document.ts';
import { outputDetails } from '../branch.ts';
import { dataLimitFailure, LARGEST_PAYLOAD } from '../failure.ts';
import { NOT_TRUNCATED } from '../history.ts';
import { Mailbox, receive } from '../mailbox.ts';
import { declined, failed, type Step } from '../outcome.ts';
import type { Program } from '../program.ts';
import type { Visit } from '../visit.ts';
import { noteReturn } from './call-rules.ts';
import { functionFailure, serviceFailure, TASK_TIMEOUT } from './lambda-failure.ts';
import { returnedDocument } from './returned-document.ts';
import type { CallResult } from './service-call.ts';
import { withTimes, type TaskTimes } from './task-times.ts';

type FunctionResource = Extract<Resource, { kind: 'function' }>;

export function* callFunction(
  visit: Visit<TaskState>,
  resource: FunctionResource,
  input: JsonDocument,
  times: TaskTimes,
): Program<Step<JsonDocument>> {
  const { branch, state } = visit;
  visit.note('lambda.direct-arn');
  visit.note('lambda.attempts-called');
  if (state.data.language === 'JSONPath' && state.data.parameters !== undefined)
    visit.note('lambda.parameters-are-data');
  if (resource.qualifier !== undefined) visit.note('lambda.qualifier');
  const scheduled = { input: input.text, inputDetails: NOT_TRUNCATED, resource: resource.arn };
  branch.record('LambdaFunctionScheduled', withTimes(scheduled, times));
  branch.record('LambdaFunctionStarted');
  const mailbox = new Mailbox();
  yield {
    kind: 'call',
    mailbox,
    call: {
      kind: 'lambda',
      state: state.name,
      line: branch.place.path,
      attempt: visit.retryCount,
      functionName: resource.arn,
      reference: resource.reference,
      invocationType: 'RequestResponse',
      payload: input.text,
      payloadIsJson: true,
    },
  };
  // The clock of a Task starts with its Started event (1.2.41).
  const deadline = times.timeoutSeconds === undefined ? undefined : visit.now + times.timeoutSeconds * 1000;
  const message = yield* receive(mailbox, deadline);
  mailbox.closed = true;
  if (message.kind !== 'returned') {
    visit.note('lambda.timeout');
    branch.record('LambdaFunctionTimedOut', { error: TASK_TIMEOUT.error });
    return failed(TASK_TIMEOUT);
  }
  return settle(visit, resource, message.result);
}

function settle(visit: Visit<TaskState>, resource: FunctionResource, result: CallResult): Step<JsonDocument> {
  if (result.kind === 'declined') return declined(result.reason);
  const outcome = resultOf(resource, result);
  if (outcome.kind === 'declined') return outcome;
  if (outcome.kind === 'done') {
    noteReturn(visit, outcome.value.text);
    visit.branch.record('LambdaFunctionSucceeded', outputDetails(outcome.value));
    return outcome;
  }
  visit.note(outcome.failure.rule);
  if (outcome.failure.inferredCause) visit.branch.execution.inferred.add('cause');
  if (result.kind === 'lambda') visit.note('lambda.cause-as-sent');
  visit.branch.record('LambdaFunctionFailed', {
    ...(outcome.failure.error !== undefined && { error: outcome.failure.error }),
    ...(outcome.failure.cause !== undefined && { cause: outcome.failure.cause }),
  });
  return outcome;
}

function resultOf(
  resource: FunctionResource,
  result: Exclude<CallResult, { kind: 'declined' }>,
): Step<JsonDocument> {
  switch (result.kind) {
    case 'lambda': {
      // The cause is the payload's own text, its spaces included (1.1.7, 1.1.8).
      if (result.functionError !== undefined) {
        return failed(functionFailure(result.payload, (payload) => payload.text));
      }
      const payload = result.payload === '' ? 'null' : result.payload;
      const output = returnedDocument(payload, 'the function', result.payloadIsJson);
      return output.kind === 'done' && output.value.isLongerThan(LARGEST_PAYLOAD)
        ? failed(dataLimitFailure(resource.arn, 'data-limit.direct-arn'))
        : output;
    }
    case 'serviceError':
      return failed(serviceFailure(result));
    case 'answer':
      return returnedDocument(result.output, resource.arn);
    case 'error':
      return failed({ ...result, kind: 'task', rule: 'task.error' });
  }
}
