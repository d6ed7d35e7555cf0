/** What TestState refuses of a request before it looks at the definition (AWS-BEHAVIOUR 8.7.6, RECORDED 116). */
import { invalid, type TestStateRefusal } from './answer.ts';
import type { TestStateRequest } from './request.ts';

/**
 * inferred: the order of these checks, that they precede those of the definition, and the texts for `context`,
 * `errorCausedByState`, `mapItemReaderData` and an error output without an error, which follow the recorded ones.
 */
export function checkRequest(request: TestStateRequest): TestStateRefusal | undefined {
  const { stateName, mock, revealSecrets } = request;
  if (stateName === '') return invalid(constraint('stateName', 'have length greater than or equal to 1'));
  const field = mock === undefined ? fieldThatNeedsMock(request) : undefined;
  if (field !== undefined)
    return invalid(`TestState does not support ${field} when a mock is not specified.`);
  if (mock === undefined) return undefined;
  if (revealSecrets) return invalid('TestState does not support RevealSecrets when a mock is specified.');
  if ((mock.result === undefined) === (mock.errorOutput === undefined)) {
    return invalid('A test mock should have only one of the following fields: [result, errorOutput].');
  }
  if (mock.errorOutput !== undefined && mock.errorOutput.error === undefined) {
    return invalid(constraint('mock.errorOutput.error', 'not be null'));
  }
  return undefined;
}

/** The field as AWS spells it in its texts (recorded: test_map_iteration_failure_count_without_mock). */
function fieldThatNeedsMock({ context, stateConfiguration }: TestStateRequest): string | undefined {
  if (stateConfiguration?.mapIterationFailureCount !== undefined) return 'MapIterationFailureCount';
  if (stateConfiguration?.errorCausedByState !== undefined) return 'ErrorCausedByState';
  if (stateConfiguration?.mapItemReaderData !== undefined) return 'MapItemReaderData';
  return context === undefined ? undefined : 'Context';
}

/** The names and contents of a test are sensitive, so that AWS's texts don't quote them. */
const constraint = (field: string, rule: string): string =>
  `1 validation error detected: Value at '${field}' failed to satisfy constraint: Member must ${rule}`;
