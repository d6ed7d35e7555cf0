/** Whether a state can be tested so: with or without a mock, with or without a role (AWS-BEHAVIOUR 8.7.6 to 8.7.8). */
import type { State, StateType, TaskState } from '../asl/state/state.ts';
import { invalid, refused, type TestStateRefusal } from './answer.ts';
import type { TestStateRequest } from './request.ts';

const MOCKABLE: readonly StateType[] = ['Task', 'Map', 'Parallel'];

export function checkState(state: State, { mock, roleArn }: TestStateRequest): TestStateRefusal | undefined {
  if (mock !== undefined) {
    // Recorded for Pass, Succeed and Fail; documented for all but these three (API: TestStateInput.mock).
    if (MOCKABLE.includes(state.type)) return undefined;
    return invalid(`State type '${state.type}' is not supported when a mock is specified`);
  }
  if (state.type === 'Map' || state.type === 'Parallel') {
    return refused(
      'InvalidDefinition',
      'TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]',
    );
  }
  if (state.type !== 'Task') return undefined;
  const needsMock = thatNeedsMock(state);
  // inferred: the texts, after the one above; that such a Task needs a mock is documented (8.7.8).
  if (needsMock !== undefined)
    return refused('InvalidDefinition', `TestState API does not support ${needsMock}.`);
  return roleArn === undefined ? invalid('RoleArn must be specified when testing a Task state') : undefined;
}

function thatNeedsMock({ resource }: TaskState): string | undefined {
  if (resource.kind === 'activity') return 'Activity tasks';
  if (resource.kind !== 'service' || resource.pattern === 'requestResponse') return undefined;
  return `'.${resource.pattern}' service integrations`;
}
