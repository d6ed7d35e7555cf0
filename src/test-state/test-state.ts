/**
 * AWS Step Functions' TestState: one state, tried by itself (AWS-BEHAVIOUR 8.7). The interpreter carries the state out as in
 * any execution; here stands only what is TestState's own.
 */
import { simulate, type Outside } from '../simulation/simulate.ts';
import type { TestStateAnswer } from './answer.ts';
import type { TestStateRequest } from './request.ts';
import { answerOf, prepareTrial, type TestPlace } from './trial.ts';

/** On a virtual clock: a Wait takes no time. `outside` is what a Task without a mock calls. */
export async function testState(
  request: TestStateRequest,
  outside: Outside,
  place: TestPlace = {},
): Promise<TestStateAnswer> {
  const trial = prepareTrial(request, place);
  if (trial.kind === 'refused') return trial;
  const { execution } = await simulate(trial.machine, trial.start, outside);
  return answerOf(trial, execution.end);
}
