/** Draws a Parallel state. */
import type { JsonObject, JsonValue } from '../../../src/json/value.ts';
import {
  drawAssign,
  drawComment,
  drawInputPath,
  drawOutputPath,
  drawResultPath,
  probeOutput,
} from '../data-fields.ts';
import { drawTemplate } from '../draw-template.ts';
import { drawFlow } from '../draw-sequence.ts';
import { transition, type DrawnState, type DrawState, type Wish } from '../drawn-state.ts';
import { drawHandling } from '../error-handling.ts';
import { withFields } from '../with-fields.ts';

const MOST_DEEP = 2;

/**
 * At most one branch may fail, and where one does the others call nothing (AWS-BEHAVIOUR 6.4.8, 10.2.8): the others are drawn safe,
 * and what is unclear all the same the analysis refuses.
 */
export const drawParallel: DrawState = (wish): DrawnState | undefined => {
  const { draft, spot, budget } = wish;
  const { draw } = draft;
  if (budget < 2 || spot.depth >= MOST_DEEP) return undefined;
  const { fields, document } = drawInputPath(wish, 15);
  const parameters =
    draft.mask.has('parameters') && draw.chance(25) ? drawTemplate(draft, spot, document) : undefined;
  const count = draw.weighted([
    [1, 15],
    [2, budget > 2 ? 60 : 0],
    [3, budget > 4 ? 25 : 0],
  ]);
  const input: JsonObject = {
    Type: 'Parallel',
    ...drawComment(draft),
    ...fields,
    ...(parameters && { Parameters: parameters }),
  };
  const branches = drawBranches(wish, count, inputOf(wish, input, document));
  const inner = branches.reduce((sum, { size }) => sum + size, 0);
  const state: JsonObject = { ...input, Branches: branches.map(({ flow }) => flow) };
  return withData(wish, state, inner);
};

/** What the branches get: a Pass with the same fields hands it on. */
const inputOf = (wish: Wish, { InputPath, Parameters }: JsonObject, otherwise: JsonValue): JsonValue =>
  probeOutput(wish, {
    Type: 'Pass',
    ...(InputPath !== undefined && { InputPath }),
    ...(Parameters !== undefined && { Parameters }),
    End: true,
  }) ?? otherwise;

function drawBranches(wish: Wish, count: number, input: JsonValue) {
  const { draft, spot, budget } = wish;
  const share = Math.max(1, Math.floor((budget - 1) / count));
  const bold = draft.draw.chance(55) ? draft.draw.integer(0, count - 1) : -1;
  return Array.from({ length: count }, (_, i) =>
    drawFlow(
      draft,
      {
        ...spot,
        situation: { ...spot.situation, document: input },
        depth: spot.depth + 1,
        safe: spot.safe || (count > 1 && i !== bold),
      },
      Math.min(share, draft.draw.integer(1, 4)),
    ),
  );
}

/** What follows the work of a Parallel or a Map: ResultSelector, ResultPath, OutputPath, Retry and Catch. */
export function withData(wish: Wish, work: JsonObject, inner: number): DrawnState {
  const { draft, spot } = wish;
  const result = probeOutput(wish, work);
  const selector =
    draft.mask.has('result-selector') && result !== undefined && draft.draw.chance(25)
      ? { ResultSelector: drawTemplate(draft, spot, result) }
      : {};
  const selected = 'ResultSelector' in selector ? probeOutput(wish, { ...work, ...selector }) : result;
  const state: JsonObject = {
    ...work,
    ...selector,
    ...drawAssign(draft, spot, selected, 25),
    ...drawResultPath(wish, 45),
    ...transition(wish),
  };
  const handling = drawHandling({ ...wish, budget: wish.budget - inner }, state);
  const handled = withFields(state, handling.fields);
  return { state: withFields(handled, drawOutputPath(wish, handled, 12)), sides: handling.sides, inner };
}
