/** Answers to task tokens (AWS-BEHAVIOUR 1.4.9 to 1.4.17). */
import type { Answer } from '../../../case/case.ts';
import { jacksonProblem } from '../../../json/jackson-message.ts';
import { taskAnswer } from '../../../simulation/simulate.ts';
import { operation, type Body } from '../../protocol/operation.ts';
import { Refusal, type Outcome } from '../../protocol/refusal.ts';
import { required } from '../../protocol/shape.ts';
import { invalidToken } from '../pages.ts';
import type { StepFunctions } from '../service.ts';
import * as shapes from '../shapes.ts';

export const sendTaskSuccess = operation(
  { taskToken: required(shapes.taskToken), output: required(shapes.payload) },
  ({ taskToken, output }, service: StepFunctions) => send(service, taskToken, { successText: output }),
);

export const sendTaskFailure = operation(
  { taskToken: required(shapes.taskToken), error: shapes.errorText, cause: shapes.causeText },
  ({ taskToken, error, cause }, service: StepFunctions) =>
    send(service, taskToken, {
      failure: { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) },
    }),
);

export const sendTaskHeartbeat = operation(
  { taskToken: required(shapes.taskToken) },
  ({ taskToken }, service: StepFunctions) => send(service, taskToken, { heartbeat: true }),
);

function send({ tokens, clock }: StepFunctions, token: string, answer: Answer): Outcome<Body> {
  const message = taskAnswer(answer, clock.now());
  if (typeof message === 'string') return invalidOutput('successText' in answer ? answer.successText : '');
  const driver = tokens.find(token);
  const result = typeof driver === 'string' ? driver : driver.answer(token, message);
  if (result === 'ok') return {};
  if (result === 'unknown') return invalidToken();
  return new Refusal('TaskTimedOut', `Task Timed Out: 'Provided task does not exist anymore'`);
}

/** The wording is inferred from that of InvalidExecutionInput. */
const invalidOutput = (text: string): Refusal =>
  new Refusal('InvalidOutput', `Invalid Output: '${jacksonProblem(text)?.message ?? 'Invalid output.'}'`);
