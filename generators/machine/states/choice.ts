/** Draws a Choice state whose rules are about the data that is there. */
import type { JsonObject } from '../../../src/json/value.ts';
import { COMPARATOR_FEATURES } from '../../features/feature.ts';
import { drawAssign, drawComment, drawOutputPath } from '../data-fields.ts';
import { drawCondition } from '../draw-condition.ts';
import type { DrawnState, DrawState, Side } from '../drawn-state.ts';
import { sourcesAt } from '../sources.ts';

/** InputPath is left out: that the rules see its result is inferred (AWS-BEHAVIOUR 3.1.16). */
export const drawChoice: DrawState = (wish): DrawnState | undefined => {
  const { draft, spot, budget, onward } = wish;
  const { draw, mask } = draft;
  if (mask.of(COMPARATOR_FEATURES).length === 0) return undefined;
  const { document } = spot.situation;
  const sources = sourcesAt(draft, spot, document);
  const sides: Side[] = [];
  /** Where a rule leads: a state of its own while there is room, a known one otherwise. */
  const target = (preferSide = false): string => {
    const room = budget - 1 - sides.length > 0 && sides.length < 3;
    if (room && (onward === undefined || preferSide || draw.chance(60))) {
      const name = draft.takeName();
      sides.push({ name, guess: spot.situation });
      return name;
    }
    const known = [...(onward === undefined ? [] : [onward]), ...sides.map((side) => side.name)];
    return draw.pick(known);
  };
  const rules = Array.from(
    {
      length: draw.weighted([
        [1, 33],
        [2, 42],
        [3, 25],
      ]),
    },
    () => ({
      ...drawCondition(draft, sources, !spot.safe),
      ...drawComment(draft),
      ...drawAssign(draft, spot, document, 25),
      Next: target(),
    }),
  );
  // Without a Default nothing may match, which is recorded (2.3.9); the way onward must be on some way out.
  const reached = onward === undefined || rules.some(({ Next }) => Next === onward);
  // A Choice whose ways are all one shows little, so that its Default leads aside.
  const otherwise =
    reached && !spot.safe && draw.chance(6) ? {} : { Default: reached ? target(sides.length === 0) : onward };
  const state: JsonObject = {
    Type: 'Choice',
    ...drawComment(draft),
    Choices: rules,
    ...(otherwise as JsonObject),
    ...drawAssign(draft, spot, document, 10),
  };
  return { state: { ...state, ...drawOutputPath(wish, state, 8) }, sides, inner: 0 };
};
