/** Parallel in the analysis (AWS-BEHAVIOUR 6.4). */
import type { ParallelState } from '../../src/asl/state/state.ts';
import { selectInput, shapeInput } from './data-flow.ts';
import { runAttempts } from './error-handling.ts';
import { runLine } from './line.ts';
import { inTrouble, open, type StateOutcome } from './outcome.ts';
import { settle } from './settle.ts';
import { joinLines } from './side-by-side.ts';
import type { Place, Situation } from './situation.ts';
import { isForeseeable } from './unforeseeable.ts';

export function runParallel(state: ParallelState, before: Situation, place: Place): StateOutcome {
  const selected = selectInput(state, before, place);
  if (selected.kind !== 'done') return inTrouble(selected, before);
  return runAttempts(state, before, place, (situation) => {
    const shaped = shapeInput(state, situation, place, selected.value);
    if (shaped.kind !== 'done') return inTrouble(shaped, situation);
    if (!isForeseeable(shaped.value)) return open('an input would hold a value that differs from run to run');
    const lines = state.branches.map((branch) =>
      runLine(branch, { ...situation, document: shaped.value }, place),
    );
    return settle(state, situation, place, joinLines(situation, lines));
  });
}
