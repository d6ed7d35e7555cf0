/** What a Parallel or a Map makes of the outputs of its lines. */
import type { MapState, ParallelState } from '../../src/asl/state/state.ts';
import { finish } from './data-flow.ts';
import { open, type StateOutcome } from './outcome.ts';
import type { Joined } from './side-by-side.ts';
import type { Place, Situation } from './situation.ts';

/**
 * Where ResultSelector or a later field fails, ExecutionFailed points to the last event of the lines, and which of several ended
 * last is open (AWS-BEHAVIOUR 6.4.4).
 */
export function settle(
  state: ParallelState | MapState,
  before: Situation,
  place: Place,
  joined: Joined,
): StateOutcome {
  if (joined.kind !== 'joined') return joined;
  const outcome = finish(state, before, place, joined.outputs, { ...before, ...joined.after });
  const fails = outcome.kind === 'dies' || outcome.kind === 'fails';
  return fails && joined.sideBySide
    ? open('a failure right behind lines side by side points to an event that is open (6.4.4)')
    : outcome;
}
