/** Runs a line of states in the analysis, from its StartAt until it ends or fails. */
import type { Flow, State } from '../../src/asl/state/state.ts';
import { runChoice } from './choice.ts';
import { runMap } from './map.ts';
import { EXECUTION_SECONDS } from './margins.ts';
import { runParallel } from './parallel.ts';
import { open, type LineOutcome, type StateOutcome } from './outcome.ts';
import { runFail, runPass, runSucceed, runWait } from './simple-states.ts';
import type { Place, Progress, Situation } from './situation.ts';
import { runTask } from './task.ts';

/** No generated machine visits so many states; a user's endless loop must end somewhere. */
const MOST_VISITS = 300;

export function runLine(flow: Flow, before: Situation, place: Place): LineOutcome {
  let name = flow.startAt;
  let situation = before;
  for (let visits = 0; visits < MOST_VISITS; visits++) {
    const state = flow.states.get(name);
    if (state === undefined) return open(`there is no state '${name}'`);
    place.world.entered?.(name, situation.document);
    const outcome = runState(state, situation, place);
    if (outcome.kind !== 'leaves') return outcome;
    if (outcome.next === undefined) return { kind: 'ends', situation: outcome.situation };
    name = outcome.next;
    situation = outcome.situation;
  }
  return open('the machine goes on for too long');
}

export function runState(state: State, before: Situation, place: Place): StateOutcome {
  const outcome = runOne(state, before, place);
  return outOfTime(outcome, before, place) ?? outcome;
}

function runOne(state: State, before: Situation, place: Place): StateOutcome {
  switch (state.type) {
    case 'Pass':
      return runPass(state, before, place);
    case 'Task':
      return runTask(state, before, place);
    case 'Choice':
      return runChoice(state, before, place);
    case 'Wait':
      return runWait(state, before, place);
    case 'Succeed':
      return runSucceed(state, before, place);
    case 'Fail':
      return runFail(state, before, place);
    case 'Parallel':
      return runParallel(state, before, place);
    case 'Map':
      return runMap(state, before, place);
  }
}

/**
 * The machine's own TimeoutSeconds (8.4.17). It may fire in a state that begins at a known time and lasts beyond it; where
 * something was called before, the time is not known.
 */
function outOfTime(outcome: StateOutcome, before: Situation, place: Place): StateOutcome | undefined {
  const limit = place.world.timeoutSeconds;
  const after = progressAfter(outcome);
  if (limit === undefined || after === undefined || after.elapsed <= limit - EXECUTION_SECONDS)
    return undefined;
  return !before.called && after.elapsed >= limit + 1 && before.elapsed <= limit - 1
    ? { kind: 'times out' }
    : open("a state would race the machine's TimeoutSeconds");
}

function progressAfter(outcome: StateOutcome): Progress | undefined {
  if (outcome.kind === 'leaves') return outcome.situation;
  return outcome.kind === 'fails' || outcome.kind === 'dies' ? outcome.after : undefined;
}
