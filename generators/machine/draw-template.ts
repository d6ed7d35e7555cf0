/** Draws payload templates: objects whose `.$` keys hold paths and calls that mostly lead somewhere (AWS-BEHAVIOUR 3.2). */
import type { JsonObject, JsonValue } from '../../src/json/value.ts';
import { drawNumber, drawText } from '../world/draw-input.ts';
import type { Draft } from './draft.ts';
import { drawCall, LOOKS_DYNAMIC } from './draw-call.ts';
import { indefinitePath, missingPath, sourcesAt, type Source } from './sources.ts';
import type { Spot } from './spot.ts';

/** Keys of results. Some are fields of inputs too, so that later paths meet them; Comment is data here (AWS-BEHAVIOUR 3.1.19). */
const KEYS = [
  'orderId',
  'status',
  'qty',
  'value',
  'info',
  'items',
  'total',
  'a b',
  'customer',
  'Comment',
] as const;

/** Percent of paths that lead nowhere on purpose. */
const MISSES = 3;

/** A template with one to three keys; at least one is dynamic where anything dynamic is possible. */
export function drawTemplate(
  draft: Draft,
  spot: Spot,
  document: JsonValue,
  mayMiss: boolean = !spot.safe,
): JsonObject {
  const sources = sourcesAt(draft, spot, document);
  const keys = draft.draw.some(KEYS, 1, 3);
  const name =
    draft.mask.has('context-object') && draft.draw.chance(12) ? { 'state.$': '$$.State.Name' } : {};
  return {
    ...Object.fromEntries(keys.map((key, i) => drawEntry(draft, sources, key, mayMiss, i === 0))),
    ...name,
  };
}

function drawEntry(
  draft: Draft,
  sources: readonly Source[],
  key: string,
  mayMiss: boolean,
  dynamic: boolean,
): readonly [string, JsonValue] {
  const { draw } = draft;
  const kind = draw.weighted([
    ['path', 50],
    ['call', draft.mask.has('intrinsics') ? 45 : 0],
    ['static', dynamic ? 0 : 20],
    ['nested', 10],
    ['literal', dynamic ? 0 : 4],
  ] as const);
  switch (kind) {
    case 'path':
      return [`${key}.$`, drawPath(draft, sources, mayMiss)];
    case 'call': {
      const call = drawCall(draft, sources);
      return call === undefined ? [`${key}.$`, drawPath(draft, sources, mayMiss)] : [`${key}.$`, call];
    }
    case 'static':
      return [key, drawConstant(draft)];
    case 'nested': {
      const inner = { 'inner.$': drawPath(draft, sources, mayMiss), fixed: true };
      return [key, draw.chance(70) ? inner : [inner, 1]];
    }
    case 'literal':
      return [key, draw.pick(LOOKS_DYNAMIC)];
  }
}

/** Any path that leads somewhere; now and then one that doesn't. */
export function drawPath(draft: Draft, sources: readonly Source[], mayMiss: boolean): string {
  const { draw } = draft;
  if (mayMiss && draw.chance(MISSES)) return missingPath(draft, sources) ?? '$';
  if (draw.chance(20)) {
    const many = indefinitePath(draft, sources);
    if (many !== undefined) return many;
  }
  return draw.pick(sources).path;
}

export function drawConstant({ draw, mask }: Draft): JsonValue {
  return draw.weighted<() => JsonValue>([
    [() => drawText(draw, mask), 35],
    [() => drawNumber(draw, mask), 30],
    [() => draw.chance(50), 15],
    [() => null, 8],
    [() => [1, drawText(draw, mask)], 6],
    [() => ({}), 6],
  ])();
}
