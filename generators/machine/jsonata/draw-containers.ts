/** Draws Parallel and Map states of a JSONata machine. */
import { objectOf } from '../../../src/json/key-order.ts';
import type { JsonObject } from '../../../src/json/value.ts';
import { probeOutput } from '../data-fields.ts';
import { drawFlow } from '../draw-sequence.ts';
import type { DrawnState, DrawState } from '../drawn-state.ts';
import type { Spot } from '../spot.ts';
import { argumentsOf, itemsOf, withLeaving } from './draw-states.ts';
import { drawObject } from './draw-expression.ts';
import { expressionSources } from './sources.ts';

const MOST_DEEP = 2;

export const drawJsonataParallel: DrawState = (wish): DrawnState | undefined => {
  const { draft, spot, budget } = wish;
  const { draw } = draft;
  if (budget < 2 || spot.depth >= MOST_DEEP) return undefined;
  const shaping = argumentsOf(wish);
  const given = 'Arguments' in shaping ? { Output: shaping['Arguments'] ?? null } : {};
  const document = probeOutput(wish, { Type: 'Pass', ...given, End: true }) ?? spot.situation.document;
  const count = draw.weighted([
    [1, 20],
    [2, budget > 2 ? 60 : 0],
  ]);
  const bold = draw.chance(55) ? draw.integer(0, count - 1) : -1;
  const share = Math.max(1, Math.floor((budget - 1) / count));
  const branches = Array.from({ length: count }, (_, i) =>
    drawFlow(
      draft,
      {
        ...spot,
        situation: { ...spot.situation, document },
        depth: spot.depth + 1,
        safe: spot.safe || (count > 1 && i !== bold),
      },
      Math.min(share, draw.integer(1, 3)),
    ),
  );
  const inner = branches.reduce((sum, { size }) => sum + size, 0);
  return withLeaving(
    wish,
    { Type: 'Parallel', ...shaping, Branches: branches.map(({ flow }) => flow) },
    inner,
  );
};

export const drawJsonataMap: DrawState = (wish): DrawnState | undefined => {
  const { draft, spot, budget, name } = wish;
  const { draw, mask } = draft;
  if (budget < 2 || spot.depth >= MOST_DEEP) return undefined;
  const items = itemsOf(wish);
  if (items === undefined) return undefined;
  const concurrency: JsonObject =
    mask.has('max-concurrency') && draw.chance(70) ? { MaxConcurrency: draw.pick([1, 1, 0, 2]) } : {};
  const alone = concurrency['MaxConcurrency'] === 1 || items.value.length < 2;
  const [item = {}] = items.value;
  const mapContext: JsonObject = {
    Item: objectOf([
      ['Index', 0],
      ['Value', item],
    ]),
  };
  const inside: Spot = {
    ...spot,
    place: { ...spot.place, mapContext, line: `${spot.place.line}/${name}[0]` },
    live: spot.live && items.value.length > 0,
    depth: spot.depth + 1,
    safe: spot.safe || !alone,
  };
  const selector =
    mask.has('item-selector') && draw.chance(45)
      ? drawObject(draft, expressionSources(draft, { ...inside, situation: spot.situation }))
      : undefined;
  const selected =
    selector === undefined
      ? item
      : (probeOutput(
          { ...wish, spot: { ...inside, situation: spot.situation } },
          { Type: 'Pass', Output: selector, End: true },
        ) ?? item);
  const flow = drawFlow(
    draft,
    { ...inside, situation: { ...spot.situation, document: selected } },
    Math.min(budget - 1, draw.integer(1, 3)),
  );
  const work: JsonObject = {
    Type: 'Map',
    ...items.fields,
    ...concurrency,
    ...(selector && { ItemSelector: selector }),
    ItemProcessor: flow.flow,
  };
  return withLeaving(wish, work, flow.size);
};
