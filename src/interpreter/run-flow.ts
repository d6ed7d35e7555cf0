/** Runs a line of states from its StartAt until it ends or fails. */
import type { Flow, State } from '../asl/state/state.ts';
import type { JsonDocument } from '../json/document.ts';
import type { Branch } from './branch.ts';
import { HISTORY_LIMIT, TOO_MANY_EXPRESS_EVENTS } from './bounds.ts';
import { declined, type FlowOutcome, type StateOutcome } from './outcome.ts';
import { waits, type Ongoing, type Program } from './program.ts';
import { runChoice } from './states/choice.ts';
import { runFail } from './states/fail.ts';
import { runMap } from './states/map.ts';
import { runParallel } from './states/parallel.ts';
import { runPass } from './states/pass.ts';
import { runSucceed } from './states/succeed.ts';
import { runTask } from './states/task.ts';
import { runWait } from './states/wait.ts';
import { Visit } from './visit.ts';

/** States are entered as long as there is room for their first event; inferred: which state's events are the last ones. */
export function* runFlow(flow: Flow, branch: Branch, input: JsonDocument): Program<FlowOutcome> {
  let name = flow.startAt;
  let data = input;
  for (;;) {
    const state = flow.states.get(name);
    if (state === undefined) throw new Error(`the validated flow has no state '${name}'`);
    if (state.unfilled !== undefined)
      return declined(`nothing was put in the place of ${state.unfilled} of state '${name}'`);
    const step = runState(state, branch, data);
    const outcome = waits(step) ? yield* step : step;
    if (outcome.kind === 'end') return { kind: 'succeeded', output: outcome.output };
    if (outcome.kind !== 'next') return outcome;
    name = outcome.next;
    data = outcome.output;
    if (branch.owner.history.full) return overflow(branch);
  }
}

export const overflow = (branch: Branch): FlowOutcome =>
  branch.owner.start.type === 'EXPRESS'
    ? declined(TOO_MANY_EXPRESS_EVENTS)
    : { kind: 'failed', failure: HISTORY_LIMIT };

function runState(state: State, branch: Branch, input: JsonDocument): Ongoing<StateOutcome> {
  switch (state.type) {
    case 'Pass':
      return runPass(new Visit(state, branch, input));
    case 'Task':
      return runTask(new Visit(state, branch, input));
    case 'Choice':
      return runChoice(new Visit(state, branch, input));
    case 'Wait':
      return runWait(new Visit(state, branch, input));
    case 'Succeed':
      return runSucceed(new Visit(state, branch, input));
    case 'Fail':
      return runFail(new Visit(state, branch, input));
    case 'Parallel':
      return runParallel(new Visit(state, branch, input));
    case 'Map':
      return runMap(new Visit(state, branch, input));
  }
}
