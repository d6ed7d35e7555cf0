/** What comes of a call where nothing else was decided: success, with a result of the shape that the machine reads. */
import type { Draw } from '../../../generators/draw/draw.ts';
import type { TaskState } from '../../asl/state/state.ts';
import type { JsonValue } from '../../json/value.ts';
import type { Source } from '../origins/place.ts';
import { overlaid } from '../prepare/overlaid.ts';
import { serviceResult } from '../prepare/service-results.ts';
import { drawValue, type Style } from './draw-value.ts';
import type { NeedTrees } from './need-tree.ts';
import type { Plan } from './world.ts';

/** `resource` is what the state called before a function stood in for it. */
export function drawPlan(
  state: TaskState,
  resource: string | undefined,
  trees: NeedTrees,
  draw: Draw,
  style: Style,
): Plan {
  const drawn = drawValue(trees.of(resultSource(state)), draw, style);
  const base: JsonValue = resource === undefined ? {} : serviceResult(resource);
  return { kind: 'result', value: overlaid(base, drawn) };
}

/** Whose document a state's success is. */
export const resultSource = ({ name, resource }: TaskState): Source => ({
  kind: resource.kind === 'service' && resource.pattern === 'waitForTaskToken' ? 'answer' : 'result',
  state: name,
});
