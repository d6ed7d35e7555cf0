/** How a Task is brought to fail by a name that a retrier or a catcher gives. */
import type { TaskState } from '../../asl/state/state.ts';
import { FAULTS } from '../../simulation/lambda-faults.ts';
import { waitsForToken } from '../world/script-plan.ts';
import type { Plan } from '../world/world.ts';

/** An error that no handler names, but by `States.ALL` and `States.TaskFailed`. */
export const UNNAMED = 'UnexpectedError';

/** Names of Step Functions' own that AWS may raise, but that nothing which a case scripts is known to bring about. */
export const BEYOND_THE_KIT: ReadonlySet<string> = new Set([
  'States.BranchFailed',
  'States.IntrinsicFailure',
  'States.ItemReaderFailed',
  'States.ParameterPathFailure',
  'States.Permissions',
  'States.ResultPathMatchFailure',
  'States.ResultWriterFailed',
]);

/** Names by which no call ever fails. */
const NEVER_BY_A_CALL: ReadonlySet<string> = new Set([
  'States.ExceedToleratedFailureThreshold',
  'States.NoChoiceMatched',
  'States.Runtime',
]);

/** The ways to fail by a name, the one that every target can do first; none where nothing the kit scripts leads to it. */
export function plansToFailBy(name: string, task: TaskState): readonly Plan[] {
  switch (name) {
    case 'States.TaskFailed':
      return [error(UNNAMED)];
    case 'States.ALL':
      return [
        error(UNNAMED),
        ...(canTimeOut(task) ? [{ kind: 'silence' } as const] : []),
        ...(waitsForToken(task) ? [] : [{ kind: 'too large' } as const]),
      ];
    case 'States.Timeout':
      return canTimeOut(task) ? [{ kind: 'silence' }] : [];
    case 'States.HeartbeatTimeout':
      return waitsForToken(task) && task.heartbeat !== undefined ? [{ kind: 'silence' }] : [];
    case 'States.DataLimitExceeded':
      return waitsForToken(task) ? [] : [{ kind: 'too large' }];
    case 'States.QueryEvaluationError':
      return task.data.language === 'JSONata'
        ? [null, '', [], 'text', 0].map((value): Plan => ({ kind: 'result', value }))
        : [];
    default:
      if (NEVER_BY_A_CALL.has(name) || BEYOND_THE_KIT.has(name)) return [];
      return [error(name), ...faultFor(name)];
  }
}

const canTimeOut = (task: TaskState): boolean =>
  task.timeout !== undefined || (waitsForToken(task) && task.heartbeat !== undefined);

export const error = (name: string, after?: number): Plan => ({
  kind: 'error',
  name,
  detail: {},
  ...(after !== undefined && { after }),
});

/** Lambda's own errors, where Invoke itself can be made to fail by them. */
function faultFor(name: string): readonly Plan[] {
  if (name === 'Lambda.AWSLambdaException') return [{ kind: 'fault', code: 'AccessDeniedException' }];
  const code = name.startsWith('Lambda.') ? name.slice('Lambda.'.length) : '';
  return Object.hasOwn(FAULTS, code) ? [{ kind: 'fault', code }] : [];
}
