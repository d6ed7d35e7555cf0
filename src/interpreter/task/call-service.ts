/**
 * A Task whose Resource is a service integration (AWS-BEHAVIOUR 1.2 to 1.5): request and response, or a callback that
 * ends when its token is answered.
 */
import type { ServiceResource } from '../../asl/state/resource.ts';
import type { TaskState } from '../../asl/state/state.ts';
import { JsonDocument } from '../../json/document.ts';
import { outputDetails } from '../branch.ts';
import { dataLimitFailure, LARGEST_PAYLOAD, type Failure } from '../failure.ts';
import { Mailbox, receive } from '../mailbox.ts';
import { declined, done, failed, type Failed, type Step } from '../outcome.ts';
import type { Program } from '../program.ts';
import type { Visit } from '../visit.ts';
import { awaitAnswer } from './await-answer.ts';
import { noteReturn } from './call-rules.ts';
import { invokeCall } from './invoke-call.ts';
import { returnedDocument } from './returned-document.ts';
import { functionFailure, sdkServiceFailure, serviceFailure, TASK_TIMEOUT } from './lambda-failure.ts';
import { invokeResult, sdkInvokeResult } from './invoke-result.ts';
import type { CallResult, ServiceCall } from './service-call.ts';
import { withTimes, type TaskTimes } from './task-times.ts';

export function* callService(
  visit: Visit<TaskState>,
  service: ServiceResource,
  parameters: JsonDocument,
  times: TaskTimes,
): Program<Step<JsonDocument>> {
  const { branch } = visit;
  if (visit.taskToken !== undefined && !parameters.text.includes(visit.taskToken))
    visit.note('callback.no-token-needed');
  const call = callOf(visit, service, parameters);
  if (call.kind !== 'done') return call;
  const names = { resource: service.resource, resourceType: service.resourceType };
  const scheduled = { ...names, region: branch.owner.start.region, parameters: parameters.text };
  branch.record('TaskScheduled', withTimes(scheduled, times));
  branch.record('TaskStarted', names);
  const mailbox = new Mailbox();
  yield { kind: 'call', mailbox, call: call.value };
  // The clock of a Task starts with TaskStarted (1.2.41).
  const deadline = times.timeoutSeconds === undefined ? undefined : visit.now + times.timeoutSeconds * 1000;
  const submit = (result: CallResult): Step<JsonDocument> => readResult(visit, service, call.value, result);
  const outcome =
    service.pattern === 'requestResponse'
      ? yield* awaitResponse(mailbox, deadline, submit)
      : yield* awaitAnswer(visit, mailbox, {
          deadline,
          heartbeatSeconds: times.heartbeatSeconds,
          names,
          submit,
        });
  mailbox.closed = true;
  if (outcome.kind === 'declined') return outcome;
  if (outcome.kind === 'done') {
    branch.record('TaskSucceeded', { ...names, ...outputDetails(outcome.value) });
    return outcome;
  }
  recordFailure(visit, outcome.failure, names);
  return outcome;
}

/** Events show what a failure has and no more: a timeout has no cause, an unnamed callback failure has neither (1.2.37, 1.4.9). */
function recordFailure(
  visit: Visit<TaskState>,
  failure: Failure,
  names: Readonly<Record<string, string>>,
): void {
  visit.note(failure.rule);
  if (failure.inferredCause) visit.branch.execution.inferred.add('cause');
  const timedOut = failure.kind === 'timeout' || failure.kind === 'heartbeat';
  visit.branch.record(timedOut ? 'TaskTimedOut' : 'TaskFailed', {
    ...names,
    ...(failure.error !== undefined && { error: failure.error }),
    ...(failure.cause !== undefined && { cause: failure.cause }),
  });
}

function* awaitResponse(
  mailbox: Mailbox,
  deadline: number | undefined,
  submit: (result: CallResult) => Step<JsonDocument>,
): Program<Step<JsonDocument>> {
  const message = yield* receive(mailbox, deadline);
  return message.kind === 'returned' ? submit(message.result) : failed(TASK_TIMEOUT);
}

function callOf(
  visit: Visit<TaskState>,
  service: ServiceResource,
  parameters: JsonDocument,
): Step<ServiceCall> {
  const origin = {
    state: visit.state.name,
    line: visit.branch.place.path,
    attempt: visit.retryCount,
    ...(visit.taskToken !== undefined && { taskToken: visit.taskToken }),
  };
  if (isInvoke(service)) {
    visit.note('lambda.attempts-called');
    return invokeCall(visit, parameters, origin);
  }
  const { resourceType, resource } = service;
  return done({ kind: 'integration', ...origin, resourceType, resource, parameters });
}

const isInvoke = ({ resourceType, action }: ServiceResource): boolean =>
  action === 'invoke' && (resourceType === 'lambda' || resourceType === 'aws-sdk:lambda');

/** What the integration's own answer means to the Task. */
function readResult(
  visit: Visit<TaskState>,
  service: ServiceResource,
  call: ServiceCall,
  result: CallResult,
): Step<JsonDocument> {
  const sdk = service.resourceType === 'aws-sdk:lambda';
  switch (result.kind) {
    case 'declined':
      return declined(result.reason);
    case 'serviceError':
      return failed(sdk ? sdkServiceFailure(result) : serviceFailure(result, call));
    case 'error':
      return failed({ ...result, kind: 'task', rule: 'task.error' });
    case 'answer':
      return returnedDocument(result.output, `${service.resourceType}:${service.resource}`);
    case 'lambda': {
      // The cause is written anew, without spaces (1.2.16); the SDK form doesn't fail at all (1.3.2).
      if (result.functionError !== undefined && !sdk) {
        visit.note('lambda.cause-compact');
        return failed(functionFailure(result.payload, (payload) => JsonDocument.ofValue(payload.value).text));
      }
      if (!sdk && result.payload !== '') {
        const payload = returnedDocument(result.payload, 'the function');
        if (payload.kind !== 'done') return payload;
      }
      visit.note(sdk ? 'lambda.sdk-invoke' : 'lambda.invoke');
      if (result.functionError === undefined) noteReturn(visit, result.payload);
      const output = sdk ? sdkInvokeResult(result, visit.now) : invokeResult(result, visit.now);
      return output.isLongerThan(LARGEST_PAYLOAD) ? tooLarge(service) : done(output);
    }
  }
}

/** The subject is the service, not the function (1.2.31, RECORDED 32). */
const tooLarge = (service: ServiceResource): Failed =>
  failed(dataLimitFailure(service.resourceType, 'data-limit.integration'));
