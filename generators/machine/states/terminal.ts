/** Draws Succeed and Fail states. */
import type { JsonObject } from '../../../src/json/value.ts';
import { CAUSES, FAIL_ERRORS } from '../../palette/errors.ts';
import { drawComment, drawInputPath, drawOutputPath } from '../data-fields.ts';
import { drawTextCall } from '../draw-call.ts';
import { alone, type DrawState } from '../drawn-state.ts';
import { missingPath, sourcesAt, type Source } from '../sources.ts';
import type { Draft } from '../draft.ts';

export const drawSucceed: DrawState = (wish) => {
  const { draft } = wish;
  const state: JsonObject = { Type: 'Succeed', ...drawComment(draft), ...drawInputPath(wish, 20).fields };
  return alone({ ...state, ...drawOutputPath(wish, state, 20) });
};

export const drawFail: DrawState = ({ draft, spot }) => {
  const sources = sourcesAt(draft, spot, spot.situation.document);
  return alone({
    Type: 'Fail',
    ...drawComment(draft),
    ...drawText(draft, sources, 'Error', FAIL_ERRORS, 85),
    ...drawText(draft, sources, 'Cause', CAUSES, 65),
  });
};

/** `Error` or `ErrorPath`, never both (AWS-BEHAVIOUR 6.2.10); either may be absent (6.2.7, 6.2.8). */
function drawText(
  draft: Draft,
  sources: readonly Source[],
  field: 'Error' | 'Cause',
  texts: readonly string[],
  percent: number,
): JsonObject {
  const { draw, mask } = draft;
  if (!draw.chance(percent)) return {};
  if (!mask.has('fail-path') || draw.chance(50)) return { [field]: draw.pick(texts) };
  if (draw.chance(5)) {
    const missing = missingPath(draft, sources);
    if (missing !== undefined) return { [`${field}Path`]: missing };
  }
  const call = draw.chance(35) ? drawTextCall(draft, sources) : undefined;
  if (call !== undefined) return { [`${field}Path`]: call };
  // What AWS says of a path to anything but a string isn't recorded (6.2.11).
  const fitting = sources.filter(({ value }) => typeof value === 'string');
  return fitting.length > 0 ? { [`${field}Path`]: draw.pick(fitting).path } : { [field]: draw.pick(texts) };
}
