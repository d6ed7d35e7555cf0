/** Draws the JSONPath fields that all kinds of states share, so that they fit the data that is there. */
import { readState } from '../../src/asl/state/read-state.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/json/value.ts';
import { runState } from '../meaning/line.ts';
import type { StateOutcome } from '../meaning/outcome.ts';
import { open } from '../meaning/outcome.ts';
import { VARIABLE_NAMES } from '../palette/names.ts';
import type { Draft } from './draft.ts';
import type { Wish } from './drawn-state.ts';
import { drawConstant, drawPath } from './draw-template.ts';
import { indefinitePath, missingPath, placesIn, sourcesAt } from './sources.ts';
import type { Spot } from './spot.ts';

/** Percent of paths that lead nowhere on purpose. */
const MISSES = 2;

/** The last state that was looked at: it is often looked at once more, as the last step found nothing to add. */
let last: { readonly state: JsonObject; readonly spot: Spot; readonly outcome: StateOutcome } | undefined;

/** What the state comes to as it is so far. */
export function probe(name: string, state: JsonObject, spot: Spot): StateOutcome {
  if (last?.state === state && last.spot === spot) return last.outcome;
  const compiled = readState(name, state, spot.place.world.language);
  const outcome = compiled === undefined ? open('no state') : runState(compiled, spot.situation, spot.place);
  last = { state, spot, outcome };
  return outcome;
}

/** The document that the state would hand on as it is so far; undefined where it doesn't. */
export function probeOutput(wish: Wish, state: JsonObject): JsonValue | undefined {
  const outcome = probe(wish.name, state, wish.spot);
  return outcome.kind === 'leaves' ? outcome.situation.document : undefined;
}

/** `InputPath` with the document that it selects. */
export function drawInputPath(
  { draft, spot }: Wish,
  percent: number,
): { readonly fields: JsonObject; readonly document: JsonValue } {
  const { document } = spot.situation;
  const { draw, mask } = draft;
  if (!mask.has('input-path') || !draw.chance(percent)) return { fields: {}, document };
  if (mask.has('null-path') && draw.chance(12)) return { fields: { InputPath: null }, document: {} };
  const sources = sourcesAt(draft, spot, document);
  const missing = !spot.safe && draw.chance(MISSES) ? missingPath(draft, sources) : undefined;
  if (missing !== undefined) return { fields: { InputPath: missing }, document };
  const source = draw.pick(sources);
  return { fields: { InputPath: source.path }, document: source.value };
}

const RESULT_PATHS = ['$.result', '$.info', '$.items', '$.order.detail', "$['a b']", '$.customer'] as const;

/** `ResultPath`, of a state or of a catcher; into objects only, for what lies beyond isn't recorded (G1). */
export function drawResultPath({ draft, spot }: Wish, percent: number): JsonObject {
  const { draw, mask } = draft;
  if (!mask.has('result-path') || !draw.chance(percent)) return {};
  if (mask.has('null-path') && draw.chance(25)) return { ResultPath: null };
  if (draw.chance(8)) return { ResultPath: '$' };
  return isJsonObject(spot.situation.document) ? { ResultPath: draw.pick(RESULT_PATHS) } : {};
}

/** `OutputPath` into what the state hands on so far. */
export function drawOutputPath(wish: Wish, state: JsonObject, percent: number): JsonObject {
  const { draft, spot } = wish;
  const { draw, mask } = draft;
  if (!mask.has('output-path') || !draw.chance(percent)) return {};
  if (mask.has('null-path') && draw.chance(12)) return { OutputPath: null };
  const document = probeOutput(wish, state);
  if (document === undefined) return {};
  const sources = placesIn('$', document);
  if (!spot.safe && draw.chance(MISSES)) return { OutputPath: missingPath(draft, sources) ?? '$' };
  const many = draw.chance(15) ? indefinitePath(draft, sources) : undefined;
  return { OutputPath: many ?? draw.pick(sources).path };
}

/** `Assign`; `document` is what `$` means in it. */
export function drawAssign(
  draft: Draft,
  spot: Spot,
  document: JsonValue | undefined,
  percent: number,
): JsonObject {
  const { draw, mask } = draft;
  const names = VARIABLE_NAMES[spot.depth];
  if (!mask.has('variables') || names === undefined || !draw.chance(percent)) return {};
  const sources = document === undefined ? [] : sourcesAt(draft, spot, document);
  const entries = draw
    .some<string>(names, 1, 2)
    .map((name): readonly [string, JsonValue] =>
      sources.length > 0 && draw.chance(75)
        ? [`${name}.$`, drawPath(draft, sources, false)]
        : [name, drawConstant(draft)],
    );
  return { Assign: Object.fromEntries(entries) };
}

/** A word for readers, which changes nothing (AWS-BEHAVIOUR 3.1.20). */
export const drawComment = ({ draw, mask }: Draft): JsonObject =>
  mask.has('comment') && draw.chance(40) ? { Comment: draw.pick(['as agreed', 'see the manual', '']) } : {};
