/** How a Parallel or Map fails: again where a retrier says so, else its Failed event, then a catcher or the state around it. */
import type { MapState, ParallelState } from '../asl/state/state.ts';
import { findCatcher, goToCatcher } from './catch.ts';
import { catchRules } from './error-rules.ts';
import type { Failure } from './failure.ts';
import { failed, type StateOutcome } from './outcome.ts';
import { waits, type Program } from './program.ts';
import type { Retries } from './retry.ts';
import type { Visit } from './visit.ts';

/**
 * `again` where the state is to be tried once more; Failed is written at the end only (AWS-BEHAVIOUR 4.1.11, 4.1.12). A
 * States.Runtime failure leaves no Failed event and goes up at once (2.2.2).
 */
export function* handleContainerFailure(
  visit: Visit<ParallelState | MapState>,
  failure: Failure,
  retries: Retries,
): Program<StateOutcome | 'again'> {
  if (failure.kind === 'runtime') {
    visit.note(catchRules(visit.state, visit.state.catch, -1, failure));
    return failed(failure);
  }
  if (yield* retries.next(visit, failure)) {
    visit.note(`${visit.state.type.toLowerCase()}.retry`);
    return 'again';
  }
  const { branch, state } = visit;
  branch.record(`${state.type}StateFailed`);
  visit.note(`${state.type.toLowerCase()}.failure`);
  const catcher = findCatcher(visit, state.catch, failure);
  if (catcher === undefined) return failed(failure);
  const caught = goToCatcher(visit, catcher, failure);
  const outcome = waits(caught) ? yield* caught : caught;
  // A catcher whose own Output fails makes the state fail a second time (4.2.15).
  if (outcome.kind === 'failed' && outcome.failure.kind === 'query') {
    visit.note('catch.failing-output');
    branch.record(`${state.type}StateFailed`);
  }
  return outcome;
}
