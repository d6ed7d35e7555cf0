/** Draws an inline Map state over an array that is there. */
import { isJsonArray, type JsonObject, type JsonValue } from '../../../src/json/value.ts';
import { objectOf } from '../../../src/json/key-order.ts';
import { runTemplate } from '../../meaning/template.ts';
import { readTemplate } from '../../../src/asl/template/read-template.ts';
import { JsonDocument } from '../../../src/json/document.ts';
import { UNFORESEEABLE_RANDOM } from '../../meaning/unforeseeable.ts';
import { drawComment, drawInputPath } from '../data-fields.ts';
import { drawFlow } from '../draw-sequence.ts';
import type { DrawnState, DrawState, Wish } from '../drawn-state.ts';
import type { Spot } from '../spot.ts';
import { sourcesAt } from '../sources.ts';
import { withData } from './parallel.ts';

const MOST_DEEP = 2;

export const drawMap: DrawState = (wish): DrawnState | undefined => {
  const { draft, spot, budget } = wish;
  const { draw, mask } = draft;
  if (budget < 2 || spot.depth >= MOST_DEEP) return undefined;
  const { fields, document } = drawInputPath(wish, 8);
  const items = drawItems(wish, document);
  if (items === undefined) return undefined;
  const legacy = mask.has('legacy-map') && draw.chance(50);
  const concurrency = drawConcurrency(wish);
  const selector = drawSelector(wish, document);
  const alone = concurrency['MaxConcurrency'] === 1 || items.value.length < 2;
  const inside = spotInside(wish, document, items.value, selector, alone);
  const flow = drawFlow(draft, inside, Math.min(budget - 1, draw.integer(1, 4)));
  const work: JsonObject = {
    Type: 'Map',
    ...drawComment(draft),
    ...fields,
    ...items.fields,
    ...concurrency,
    ...(selector && { [legacy ? 'Parameters' : 'ItemSelector']: selector }),
    [legacy ? 'Iterator' : 'ItemProcessor']: flow.flow,
  };
  return withData(wish, work, flow.size);
};

/** The items: the input itself, or what ItemsPath leads to. What AWS says of a missing ItemsPath is inferred. */
function drawItems(
  { draft, spot }: Wish,
  document: JsonValue,
): { readonly fields: JsonObject; readonly value: readonly JsonValue[] } | undefined {
  const { draw, mask } = draft;
  if (isJsonArray(document) && draw.chance(70)) return { fields: {}, value: document };
  if (!mask.has('items-path')) return undefined;
  const sources = sourcesAt(draft, spot, document);
  // Now and then no array: the interpreter says so in recorded words.
  const unfit = !spot.safe && draw.chance(3) ? draw.pick(sources) : undefined;
  const arrays = sources.filter(({ value }) => isJsonArray(value) && value.length <= 4);
  const source = unfit ?? (arrays.length === 0 ? undefined : draw.pick(arrays));
  if (source === undefined) return undefined;
  return { fields: { ItemsPath: source.path }, value: isJsonArray(source.value) ? source.value : [] };
}

function drawConcurrency({ draft }: Wish): JsonObject {
  const { draw, mask } = draft;
  return mask.has('max-concurrency') && draw.chance(70)
    ? {
        MaxConcurrency: draw.weighted([
          [1, 65],
          [2, 15],
          [0, 20],
        ]),
      }
    : {};
}

/** What each iteration gets. Its paths see the state's input, and the item through the context object (6.5.7). */
function drawSelector({ draft, spot }: Wish, document: JsonValue): JsonObject | undefined {
  const { draw, mask } = draft;
  if (!mask.has('item-selector') || draw.chance(35)) return undefined;
  const sources = sourcesAt(draft, { ...spot, safe: true }, document);
  const context: JsonObject = mask.has('context-object')
    ? {
        'value.$': '$$.Map.Item.Value',
        ...(draw.chance(50) && { 'index.$': '$$.Map.Item.Index' }),
      }
    : {};
  return {
    ...context,
    ...((draw.chance(50) || !mask.has('context-object')) && { 'shared.$': draw.pick(sources).path }),
    ...(draw.chance(25) && { fixed: true }),
  };
}

/** The processor is drawn for the first item; the analysis runs it for all of them. */
function spotInside(
  { name, spot, draft: { draw } }: Wish,
  document: JsonValue,
  items: readonly JsonValue[],
  selector: JsonObject | undefined,
  alone: boolean,
): Spot {
  const [item = {}] = items;
  const mapContext: JsonObject = {
    Item: objectOf([
      ['Index', 0],
      ['Value', item],
    ]),
  };
  const place = { ...spot.place, mapContext, line: `${spot.place.line}/${name}[0]` };
  const scope = {
    input: JsonDocument.ofValue(document),
    context: () => ({ Map: mapContext, Execution: { Input: spot.place.world.executionInput } }),
    variable: (variable: string) => spot.situation.variables[variable],
    random: UNFORESEEABLE_RANDOM,
  };
  const selected = selector === undefined ? undefined : runTemplate(readTemplate(selector), scope);
  const input = selected?.kind === 'done' ? selected.value : item;
  return {
    place,
    situation: { ...spot.situation, document: input },
    live: spot.live && items.length > 0,
    depth: spot.depth + 1,
    safe: spot.safe || (!alone && draw.chance(80)),
  };
}
