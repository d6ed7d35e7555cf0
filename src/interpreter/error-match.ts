/** Which names in ErrorEquals match a failure (AWS-BEHAVIOUR 2.2). */
import { TIMEOUT, type Failure } from './failure.ts';

/** True where one of the names matches. Names are compared exactly, by case too (2.1.15). */
export const matches = (errorEquals: readonly string[], failure: Failure): boolean =>
  errorEquals.some((name) => matchesName(name, failure));

function matchesName(name: string, failure: Failure): boolean {
  // Nothing matches it, its own name included (2.2.1, RECORDED 48).
  if (failure.kind === 'runtime') return false;
  if (name === 'States.ALL') return true;
  if (name === 'States.TaskFailed') return failure.kind === 'task';
  // A missed heartbeat is shown as States.Timeout; either name matches it (0.3 C5, 1.4.21).
  if (failure.kind === 'heartbeat' && name === 'States.HeartbeatTimeout') return true;
  if (failure.kind === 'timeout' || failure.kind === 'heartbeat') return name === TIMEOUT;
  return failure.error === name;
}
