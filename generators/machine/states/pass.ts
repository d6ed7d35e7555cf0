/** Draws a Pass state. */
import type { JsonObject } from '../../../src/json/value.ts';
import { drawFields } from '../../world/draw-input.ts';
import {
  drawAssign,
  drawComment,
  drawInputPath,
  drawOutputPath,
  drawResultPath,
  probeOutput,
} from '../data-fields.ts';
import { drawConstant, drawTemplate } from '../draw-template.ts';
import { alone, transition, type DrawState, type Wish } from '../drawn-state.ts';

export const drawPass: DrawState = (wish) => {
  const { draft, spot } = wish;
  const work: JsonObject = { Type: 'Pass', ...drawComment(draft), ...drawWork(wish) };
  const isDropped = 'ResultPath' in work;
  // Nothing of what is dropped may be looked at.
  const assign = isDropped ? {} : drawAssign(draft, spot, probeOutput(wish, work), 40);
  const place = isDropped ? {} : drawResultPath(wish, 45);
  const placed: JsonObject = { ...work, ...assign, ...place, ...transition(wish) };
  return alone({ ...placed, ...drawOutputPath(wish, placed, 15) });
};

/** Ids and times differ from run to run: they may be read where nothing of them stays. */
const DROPPED: JsonObject = {
  Parameters: {
    'id.$': '$$.Execution.Id',
    'now.$': '$$.State.EnteredTime',
    'name.$': '$$.StateMachine.Name',
  },
  ResultPath: null,
};

/** Result stands alone: what it makes of Parameters and InputPath is inferred (AWS-BEHAVIOUR 3.1.18). */
function drawWork(wish: Wish): JsonObject {
  const { draft, spot } = wish;
  const { draw, mask } = draft;
  if (mask.has('context-object') && mask.has('parameters') && mask.has('null-path') && draw.chance(8))
    return DROPPED;
  const kind = draw.weighted([
    ['result', mask.has('pass-result') ? 30 : 0],
    ['parameters', mask.has('parameters') ? 50 : 0],
    ['input', 20],
  ] as const);
  if (kind === 'result') {
    // Keys that end in `.$` are plain data here (3.1.4).
    const literal = draw.chance(8) ? { 'x.$': '$.y' } : {};
    return {
      Result: draw.chance(70) ? { ...drawFields(draw, mask, 45), ...literal } : drawConstant(draft),
    };
  }
  const { fields, document } = drawInputPath(wish, kind === 'input' ? 70 : 15);
  return kind === 'input' ? fields : { ...fields, Parameters: drawTemplate(draft, spot, document) };
}
