/** What a Parallel or Map writes for the lines that it gives up. */
import { NO_LINES, type Branch } from './branch.ts';
import { stateEvent } from './history.ts';

/**
 * The states active in a line that is given up are aborted; every such event points to the event that failed
 * (AWS-BEHAVIOUR 6.4.9, 6.5.8; recorded: test_timeouts::test_service_lambda_map_timeout). inferred: the order inside of
 * nested containers.
 */
export function recordAborted(branch: Branch, failedAt: number): void {
  for (const child of branch.running) recordAborted(child, failedAt);
  branch.running = NO_LINES;
  if (branch.active === undefined || branch.active === 'Fail') return;
  branch.recordAside(stateEvent(branch.active, 'Aborted'), undefined, failedAt);
  branch.active = undefined;
}

/**
 * A line that failed in a Task leaves TaskStateAborted, though the Task has failed already (RECORDED 19); a Fail state and
 * a failed evaluation leave nothing (6.4.5, test_error_output::test_map_catch_error).
 */
export function recordFailedLine(branch: Branch, failedAt: number): void {
  if (branch.active === 'Task') branch.recordAside('TaskStateAborted', undefined, failedAt);
  branch.active = undefined;
}
