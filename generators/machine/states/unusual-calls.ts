/** Draws calls of Lambda that don't wait for the function, and calls through aws-sdk:lambda:invoke (AWS-BEHAVIOUR 1.2.14, 1.2.29, 1.3). */
import type { JsonObject } from '../../../src/json/value.ts';
import { drawThrow } from '../../world/draw-error.ts';
import { drawSuccess, missingFunction, scriptFunction } from '../../world/draw-function.ts';
import { drawComment, drawInputPath } from '../data-fields.ts';
import type { DrawnState, Wish } from '../drawn-state.ts';
import { drawCallOptions, drawPayload, functionParameters } from './invoke-parameters.ts';
import { drawTimeout, withHandling, withResult } from './task.ts';

/**
 * InvocationType Event or DryRun. Of the answer only the code is documented, so that mostly nothing of it is handed on; what the
 * function does is invisible, so that it may as well fail.
 */
export function drawUnawaited(
  wish: Wish,
  types: readonly ('event-invocation' | 'dry-run')[],
): DrawnState | undefined {
  const { draft } = wish;
  const { draw, mask } = draft;
  const fails = mask.has('function-error') && draw.chance(40);
  const outcome = fails ? drawThrow(draft) : drawSuccess(draft);
  const scripted = outcome && scriptFunction(draft, [outcome]);
  if (scripted === undefined) return undefined;
  const { fields, document } = drawInputPath(wish, 10);
  const { LogType: _, InvocationType: __, ...options } = drawCallOptions(wish);
  const type = draw.pick(types) === 'dry-run' ? 'DryRun' : 'Event';
  const state: JsonObject = {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    ...drawComment(draft),
    ...fields,
    Parameters: {
      ...functionParameters(wish, scripted),
      InvocationType: type,
      ...options,
      ...drawPayload(wish, document),
    },
    ...(mask.has('event-result') && draw.chance(60)
      ? { ResultSelector: { 'code.$': '$.StatusCode' } }
      : { ResultPath: null }),
  };
  return withHandling(wish, state, { retry: draw.chance(15), catch: draw.chance(15) });
}

/** The function's failure is a result here, its payload a text. */
export function drawSdkInvoke(wish: Wish): DrawnState | undefined {
  const { draft, spot } = wish;
  const { draw, mask } = draft;
  const missing = mask.has('sdk-error') && !spot.safe && draw.chance(35);
  const fails = mask.has('function-error') && draw.chance(45);
  const outcome = fails ? drawThrow(draft) : drawSuccess(draft);
  const scripted = missing ? missingFunction : outcome && scriptFunction(draft, [outcome]);
  if (scripted === undefined) return undefined;
  const { fields, document } = drawInputPath(wish, 10);
  const work: JsonObject = {
    Type: 'Task',
    Resource: 'arn:aws:states:::aws-sdk:lambda:invoke',
    ...drawComment(draft),
    ...fields,
    Parameters: { ...functionParameters(wish, scripted), ...drawPayload(wish, document) },
    ...drawTimeout(wish, document),
  };
  return withHandling(wish, withResult(wish, work, '$'), { retry: draw.chance(15), catch: draw.chance(30) });
}
