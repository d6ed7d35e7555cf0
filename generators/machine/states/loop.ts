/** Draws a loop that a counter ends: the counter is set, worked around, raised and compared. */
import { isJsonObject, type JsonObject } from '../../../src/json/value.ts';
import { readStateMachine } from '../../../src/asl/state/read-state-machine.ts';
import { runLine } from '../../meaning/line.ts';
import type { NamedState, Wish } from '../drawn-state.ts';
import type { LineOutcome } from '../../meaning/outcome.ts';
import { drawTask } from './task.ts';

export interface Loop {
  readonly states: readonly NamedState[];
  readonly outcome: LineOutcome;
}

/** Four states, or three where nothing is worked on. The counter lies beside the data, so that this must be an object. */
export function drawLoop(wish: Wish): Loop | undefined {
  const { draft, spot, name, onward, budget } = wish;
  if (budget < 4 || !isJsonObject(spot.situation.document)) return undefined;
  const [body, raise, again] = [draft.takeName(), draft.takeName(), draft.takeName()];
  const start: JsonObject = { Type: 'Pass', Result: { n: 0 }, ResultPath: '$.loop', Next: body };
  const work = drawBody({ ...wish, name: body, onward: raise });
  const count: JsonObject = {
    Type: 'Pass',
    Parameters: { 'n.$': 'States.MathAdd($.loop.n, 1)' },
    ResultPath: '$.loop',
    Next: again,
  };
  const limit = draft.draw.pick([2, 3]);
  // A loop that ends its line leaves through a state of its own.
  const out = onward ?? draft.takeName();
  const test: JsonObject = {
    Type: 'Choice',
    Choices: [{ Variable: '$.loop.n', NumericLessThan: limit, Next: body }],
    Default: out,
  };
  const states: NamedState[] = [
    [name, start],
    [body, work],
    [raise, count],
    [again, test],
  ];
  const end: NamedState = [out, { Type: 'Pass', End: true }];
  const machine = { StartAt: name, States: Object.fromEntries([...states, end]) };
  const outcome = runLine(readStateMachine(machine), spot.situation, spot.place);
  return { states: onward === undefined ? [...states, end] : states, outcome };
}

/** A Task whose result doesn't touch the counter, else a Pass. */
function drawBody(wish: Wish): JsonObject {
  const drawn = wish.draft.mask.has('task') ? drawTask({ ...wish, budget: 1 }) : undefined;
  const {
    ResultSelector: _,
    OutputPath: __,
    ...state
  } = drawn?.state ?? { Type: 'Pass', Next: wish.onward ?? '' };
  const hasSides = drawn !== undefined && drawn.sides.length > 0;
  const isTask = state['Type'] === 'Task' && !hasSides && wish.draft.mask.has('null-path');
  return isTask ? { ...state, ResultPath: null } : { Type: 'Pass', Next: wish.onward ?? '' };
}
