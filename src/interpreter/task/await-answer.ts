/** The wait for a task token to be answered (AWS-BEHAVIOUR 1.4). */
import { JsonDocument } from '../../json/document.ts';
import { outputDetails } from '../branch.ts';
import type { Details } from '../history.ts';
import { receive, type Mailbox, type TaskAnswer } from '../mailbox.ts';
import { done, failed, type Step } from '../outcome.ts';
import type { Program } from '../program.ts';
import type { Visit } from '../visit.ts';
import { HEARTBEAT_TIMEOUT, TASK_TIMEOUT } from './lambda-failure.ts';
import type { CallResult } from './service-call.ts';

export interface Waiting {
  readonly deadline: number | undefined;
  readonly heartbeatSeconds: number | undefined;
  readonly names: Details;
  /** What the integration's own answer means: done, or a failure of the submission. */
  readonly submit: (result: CallResult) => Step<JsonDocument>;
}

/**
 * The call's own answer shows in TaskSubmitted only; the result is what SendTaskSuccess gives (1.4.2 to 1.4.4). A call
 * that fails ends the Task at once, token or not (1.4.5). An answer that comes before the call has returned counts once
 * it has (inferred). The heartbeat's clock starts when the call has returned (1.4.22).
 */
export function* awaitAnswer(visit: Visit, mailbox: Mailbox, waiting: Waiting): Program<Step<JsonDocument>> {
  let submittedAt: number | undefined;
  let beatAt = 0;
  let early: Exclude<TaskAnswer, { kind: 'heartbeat' }> | undefined;
  for (;;) {
    const heartbeatDeadline =
      submittedAt === undefined || waiting.heartbeatSeconds === undefined
        ? Infinity
        : Math.max(submittedAt, beatAt) + waiting.heartbeatSeconds * 1000;
    const deadline = Math.min(waiting.deadline ?? Infinity, heartbeatDeadline);
    const message = yield* receive(mailbox, deadline === Infinity ? undefined : deadline);
    switch (message.kind) {
      case 'deadline':
        visit.note('callback.timeout');
        return failed(heartbeatDeadline < (waiting.deadline ?? Infinity) ? HEARTBEAT_TIMEOUT : TASK_TIMEOUT);
      case 'heartbeat':
        visit.note(submittedAt === undefined ? 'callback.early-answer' : 'callback.heartbeat');
        beatAt = message.at;
        break;
      case 'returned': {
        const submission = waiting.submit(message.result);
        if (submission.kind !== 'done') {
          visit.note('callback.function-error');
          return submission;
        }
        submittedAt = visit.now;
        visit.branch.record('TaskSubmitted', { ...waiting.names, ...outputDetails(submission.value) });
        if (early) return settle(visit, early);
        break;
      }
      case 'success':
      case 'failure':
        if (submittedAt !== undefined) return settle(visit, message);
        visit.note('callback.early-answer');
        early = message;
        break;
      case 'finished':
        throw new Error('a task received the end of a branch');
    }
  }
}

/** SendTaskFailure may lack error and cause; a catcher sees null for each (1.4.9). */
function settle(visit: Visit, answer: Exclude<TaskAnswer, { kind: 'heartbeat' }>): Step<JsonDocument> {
  if (answer.kind === 'success') {
    visit.note('callback.success');
    return done(JsonDocument.ofText(answer.output));
  }
  return failed({ ...answer, kind: 'task', rule: 'callback.failure' });
}
