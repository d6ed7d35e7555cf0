/** What the children of a Map Run get: the items, each through ItemSelector, put into batches where the Map says so. */
import type { MapState } from '../../asl/state/state.ts';
import type { JsonDocument } from '../../json/document.ts';
import { inspectedList } from '../inspection.ts';
import { done, type Step } from '../outcome.ts';
import { waits, type Program } from '../program.ts';
import type { Visit } from '../visit.ts';
import { makeBatches } from './item-batcher.ts';
import type { ItemLimits } from './item-limits.ts';
import { readThroughItemReader } from './item-reader.ts';
import { selectItem } from './item-selector.ts';
import type { Item } from './items.ts';

export interface MapInputs {
  /** How many items there are before they are batched. */
  readonly items: number;
  readonly inputs: readonly JsonDocument[];
}

/** `items` is undefined where an ItemReader brings them. */
export function* readMapInputs(
  visit: Visit<MapState>,
  input: JsonDocument,
  items: readonly Item[] | undefined,
  limits: ItemLimits,
): Program<Step<MapInputs>> {
  const { name, itemSelector, itemBatcher } = visit.state;
  const { place } = visit.branch;
  const read = items === undefined ? yield* readThroughItemReader(visit, input, limits) : done(items);
  if (read.kind !== 'done') return read;
  const selected: JsonDocument[] = [];
  for (const [index, item] of read.value.entries()) {
    const selecting = selectItem(visit, input, item, place.inside({ state: name, index, item }));
    const step = waits(selecting) ? yield* selecting : selecting;
    if (step.kind !== 'done') return step;
    selected.push(step.value);
  }
  if (itemSelector) inspectedList(visit, 'afterItemSelector', () => selected.map(({ value }) => value));
  const batches = yield* makeBatches(visit, input, selected, limits);
  if (batches.kind !== 'done') return batches;
  const inputs = batches.value;
  if (itemBatcher) inspectedList(visit, 'afterItemBatcher', () => inputs.map(({ value }) => value));
  return done({ items: selected.length, inputs });
}
