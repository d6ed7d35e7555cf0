/** Draws a Task: a function's ARN, lambda:invoke, or lambda:invoke.waitForTaskToken. */
import { functionArn } from '../../../src/executors/observed-names.ts';
import type { JsonObject, JsonValue } from '../../../src/json/value.ts';
import {
  drawAssign,
  drawComment,
  drawInputPath,
  drawOutputPath,
  drawResultPath,
  probeOutput,
} from '../data-fields.ts';
import { drawPath, drawTemplate } from '../draw-template.ts';
import { transition, type DrawnState, type DrawState, type Wish } from '../drawn-state.ts';
import { drawHandling, type Intention } from '../error-handling.ts';
import { sourcesAt } from '../sources.ts';
import { withFields } from '../with-fields.ts';
import { drawCallback } from './callback.ts';
import { drawCallOptions, drawPayload, functionParameters, withRetryCount } from './invoke-parameters.ts';
import { drawPlan } from './task-plan.ts';
import { drawSdkInvoke, drawUnawaited } from './unusual-calls.ts';

export const drawTask: DrawState = (wish) => {
  const { draw, mask } = wish.draft;
  const ways = [
    ['function-arn', mask.has('function-arn') ? 38 : 0],
    ['lambda-invoke', mask.has('lambda-invoke') ? 50 : 0],
    ['sdk-invoke', mask.has('sdk-invoke') ? 40 : 0],
    ['callback', mask.has('callback') ? 60 : 0],
  ] as const;
  if (ways.every(([, weight]) => weight === 0)) return undefined;
  switch (draw.weighted(ways)) {
    case 'function-arn':
      return drawDirect(wish);
    case 'lambda-invoke': {
      const unawaited = wish.draft.mask.of(['event-invocation', 'dry-run']);
      return unawaited.length > 0 && draw.chance(40) ? drawUnawaited(wish, unawaited) : drawInvoke(wish);
    }
    case 'sdk-invoke':
      return drawSdkInvoke(wish);
    case 'callback':
      return drawCallback(wish);
  }
};

function drawDirect(wish: Wish): DrawnState | undefined {
  const { draft, spot } = wish;
  const plan = drawPlan(wish, true);
  if (plan === undefined) return undefined;
  const { name, qualifier } = plan.function;
  const { fields, document } = drawInputPath(wish, 15);
  const parameters =
    draft.mask.has('parameters') && draft.draw.chance(35)
      ? { Parameters: withRetryCount(wish, drawTemplate(draft, spot, document)) }
      : {};
  const work: JsonObject = {
    Type: 'Task',
    Resource: functionArn(name) + (qualifier === undefined ? '' : `:${qualifier}`),
    ...drawComment(draft),
    ...fields,
    ...parameters,
    ...(plan.timers ?? drawTimeout(wish, document)),
  };
  return withHandling(wish, withResult(wish, work, '$'), plan.intention);
}

function drawInvoke(wish: Wish): DrawnState | undefined {
  const { draft } = wish;
  const plan = drawPlan(wish, false);
  if (plan === undefined) return undefined;
  const { fields, document } = drawInputPath(wish, 10);
  const work: JsonObject = {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    ...drawComment(draft),
    ...fields,
    Parameters: {
      ...functionParameters(wish, plan.function),
      ...drawCallOptions(wish),
      ...drawPayload(wish, document),
    },
    ...(plan.timers ?? drawTimeout(wish, document)),
  };
  return withHandling(wish, withResult(wish, work, '$.Payload'), plan.intention);
}

/** A timeout that must not fire leaves room for a cold start (10.2.6). */
export function drawTimeout({ draft, spot }: Wish, document: JsonValue): JsonObject {
  const { draw, mask } = draft;
  if (mask.has('timeout-path') && draw.chance(60)) {
    const limits = sourcesAt(draft, spot, document).filter(({ value }) => value === 30 || value === 60);
    if (limits.length > 0) return { TimeoutSecondsPath: draw.pick(limits).path };
  }
  return mask.has('task-timeout') && draw.chance(40) ? { TimeoutSeconds: draw.pick([30, 60, 300]) } : {};
}

/**
 * ResultSelector, ResultPath, OutputPath. `payload` is where the function's answer is in the result: most of what
 * lambda:invoke puts around it differs from run to run, and none of that leaves the state.
 */
export function withResult(wish: Wish, work: JsonObject, payload: '$' | '$.Payload'): JsonObject {
  const { draft, spot } = wish;
  const { draw, mask } = draft;
  const inside = payload === '$' ? {} : { OutputPath: payload };
  const answer = probeOutput(wish, { ...work, ...inside });
  const enveloped = payload !== '$';
  const kinds = [
    ['bare', enveloped ? 0 : 55],
    ['selector', mask.has('result-selector') ? 35 : 0],
    ['output', enveloped && mask.has('output-path') ? 40 : 0],
    ['dropped', enveloped && mask.has('null-path') && mask.has('result-path') ? 25 : 0],
  ] as const;
  const kind = kinds.every(([, weight]) => weight === 0) ? 'dropped' : draw.weighted(kinds);
  switch (kind) {
    case 'bare': {
      const state = { ...work, ...drawAssign(draft, spot, answer, 30), ...drawResultPath(wish, 45) };
      return { ...state, ...drawOutputPath(wish, state, 15) };
    }
    case 'selector': {
      const selector = enveloped
        ? drawEnvelopeSelector(wish, answer)
        : drawTemplate(draft, spot, answer ?? {});
      const state = { ...work, ResultSelector: selector };
      const selected = probeOutput(wish, state);
      const placed = { ...state, ...drawAssign(draft, spot, selected, 30), ...drawResultPath(wish, 50) };
      return { ...placed, ...drawOutputPath(wish, placed, 10) };
    }
    case 'output':
      return { ...work, OutputPath: drawOutputOf(wish, answer) };
    case 'dropped':
      return { ...work, ResultPath: null };
  }
}

/** What of the envelope is the same in each run. */
const STABLE_PATHS = ['$.StatusCode', '$.ExecutedVersion', '$.SdkHttpMetadata.HttpStatusCode'] as const;

function drawEnvelopeSelector({ draft, spot }: Wish, answer: JsonValue | undefined): JsonObject {
  const { draw } = draft;
  const inside = sourcesAt(draft, spot, { Payload: answer ?? null }).filter(({ path }) =>
    path.startsWith('$.Payload'),
  );
  const paths = inside.length > 0 ? inside : [{ path: '$.Payload', value: null }];
  return {
    'value.$': drawPath(draft, paths, false),
    ...(draw.chance(35) && { 'code.$': draw.pick(STABLE_PATHS) }),
    ...(draw.chance(20) && { fixed: true }),
  };
}

function drawOutputOf({ draft, spot }: Wish, answer: JsonValue | undefined): string {
  if (answer === undefined || draft.draw.chance(80)) return '$.Payload';
  const inside = sourcesAt(draft, spot, { Payload: answer }).filter(({ path }) =>
    path.startsWith('$.Payload'),
  );
  return inside.length > 0 ? draft.draw.pick(inside).path : '$.Payload';
}

export function withHandling(wish: Wish, state: JsonObject, intention: Intention): DrawnState {
  const complete: JsonObject = { ...state, ...transition(wish) };
  const { fields, sides } = drawHandling(wish, complete, intention);
  return { state: withFields(complete, fields), sides, inner: 0 };
}
