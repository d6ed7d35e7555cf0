/** Draws Output and Assign of a JSONata state, of its rules and of its catchers. */
import { isJsonObject, type JsonObject, type JsonValue } from '../../../src/json/value.ts';
import { VARIABLE_NAMES } from '../../palette/names.ts';
import type { Wish } from '../drawn-state.ts';
import { drawExpression, drawValue, expression } from './draw-expression.ts';
import { expressionSources, type Extras } from './sources.ts';

export function drawLeaving({ draft, spot }: Wish, extras: Extras, percent: number): JsonObject {
  const { draw, mask } = draft;
  const sources = expressionSources(draft, spot, extras);
  const names = VARIABLE_NAMES[spot.depth];
  const assigned =
    mask.has('variables') && names !== undefined && draw.chance(30)
      ? Object.fromEntries(
          draw.some<string>(names, 1, 2).map((name) => [name, expression(drawExpression(draft, sources))]),
        )
      : undefined;
  const mayMiss = !spot.safe && isJsonObject(spot.situation.document);
  /** Now and then nothing is there: States.QueryEvaluationError. */
  const drawOutput = (): JsonValue =>
    mayMiss && draw.chance(4) ? expression('$states.input.missing') : drawValue(draft, sources);
  return {
    ...(draw.chance(percent) && { Output: drawOutput() }),
    ...(assigned && { Assign: assigned }),
  };
}
