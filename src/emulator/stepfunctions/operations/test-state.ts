/** TestState (AWS-BEHAVIOUR 8.7): the state runs on the emulator's clock and calls its functions. */
import { Execution } from '../../../interpreter/execution.ts';
import type { TestStateAnswer } from '../../../test-state/answer.ts';
import { storedResponseModels } from '../../../test-state/response-models/stored-response-models.ts';
import { answerOf, prepareTrial, type Trial } from '../../../test-state/trial.ts';
import { ExecutionDriver } from '../../executions/execution-driver.ts';
import type { Outside } from '../../executions/outside.ts';
import { DECLINED } from '../../executions/stored-execution.ts';
import { operation, type Body } from '../../protocol/operation.ts';
import { Refusal } from '../../protocol/refusal.ts';
import { flag, oneOf, required, text, wholeNumber } from '../../protocol/shape.ts';
import { structure } from '../../protocol/structure.ts';
import { trueRandom } from '../../random.ts';
import { checkRole } from '../arn.ts';
import type { StepFunctions } from '../service.ts';
import * as shapes from '../shapes.ts';

const stateName = text({ min: 1, max: 80, sensitive: true });

const mock = structure('MockInput', {
  result: shapes.payload,
  errorOutput: structure('MockErrorOutput', { error: shapes.errorText, cause: shapes.causeText }),
  fieldValidationMode: oneOf('STRICT', 'PRESENT', 'NONE'),
});

const stateConfiguration = structure('TestStateConfiguration', {
  retrierRetryCount: wholeNumber(0),
  errorCausedByState: stateName,
  mapIterationFailureCount: wholeNumber(0),
  mapItemReaderData: shapes.payload,
});

export const testState = operation(
  {
    definition: required(shapes.definition),
    roleArn: shapes.arn,
    input: shapes.payload,
    inspectionLevel: oneOf('INFO', 'DEBUG', 'TRACE'),
    revealSecrets: flag,
    variables: shapes.payload,
    stateName,
    mock,
    context: shapes.payload,
    stateConfiguration,
  },
  async (request, service: StepFunctions) => {
    const badRole = checkRole(request.roleArn);
    if (badRole) return badRole;
    const { region, account, clock } = service;
    const place = { models: storedResponseModels, region, account, startTime: clock.now() };
    const trial = prepareTrial(request, { ...place, random: trueRandom });
    return bodyOf(trial.kind === 'refused' ? trial : await run(trial, request.roleArn, service));
  },
);

async function run(
  trial: Trial,
  roleArn: string | undefined,
  { clock, outside, closing }: StepFunctions,
): Promise<TestStateAnswer> {
  const call: Outside = (made) => outside(made, roleArn ?? '');
  const execution = new Execution(trial.machine, trial.start);
  await new Promise<void>((ended) => {
    const driver = new ExecutionDriver(execution, clock, call, () => {
      closing.removeEventListener('abort', close);
      ended();
    });
    const close = (): void => driver.close();
    closing.addEventListener('abort', close);
    driver.advance();
  });
  return answerOf(trial, execution.end);
}

function bodyOf(answer: TestStateAnswer): Body | Refusal {
  switch (answer.kind) {
    case 'refused':
      return new Refusal(
        answer.error,
        answer.message,
        answer.error === 'ValidationException' ? 'validation' : 'service',
      );
    case 'declined':
      return { status: 'FAILED', error: DECLINED, cause: answer.reason };
    case 'response': {
      const { kind: _, ...body } = answer;
      return body;
    }
  }
}
