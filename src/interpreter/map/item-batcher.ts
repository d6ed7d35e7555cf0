/** ItemBatcher: `{"BatchInput":{...},"Items":[...]}` for each child (RECORDED 89). */
import type { JsonataTemplate } from '../../asl/jsonata/jsonata-template.ts';
import type { MapState } from '../../asl/state/state.ts';
import type { Template } from '../../asl/template/template.ts';
import { JsonDocument } from '../../json/document.ts';
import { objectOf } from '../../json/key-order.ts';
import type { JsonValue } from '../../json/value.ts';
import { applyTemplate } from '../data-flow.ts';
import { evaluateJsonataDocument } from '../jsonata-evaluation.ts';
import { done, type Step } from '../outcome.ts';
import type { Program } from '../program.ts';
import type { Visit } from '../visit.ts';
import type { ItemLimits } from './item-limits.ts';

/** The inputs of the children: the items themselves where nothing batches them. */
export function* makeBatches(
  visit: Visit<MapState>,
  input: JsonDocument,
  items: readonly JsonDocument[],
  limits: ItemLimits,
): Program<Step<readonly JsonDocument[]>> {
  const { itemBatcher, data } = visit.state;
  if (itemBatcher === undefined) return done(items);
  let batchInput: JsonValue | undefined;
  if (itemBatcher.batchInput !== undefined) {
    const step =
      data.language === 'JSONata'
        ? yield* evaluateJsonataDocument(visit, itemBatcher.batchInput as JsonataTemplate)
        : applyTemplate(visit, itemBatcher.batchInput as Template, input);
    if (step.kind !== 'done') return step;
    batchInput = step.value.value;
  }
  visit.note('map.item-batcher');
  return done(groups(items, limits, batchInput).map((group) => batchOf(group, batchInput)));
}

const batchOf = (items: readonly JsonDocument[], batchInput: JsonValue | undefined): JsonDocument =>
  JsonDocument.ofValue(
    objectOf([
      ...(batchInput === undefined ? [] : [['BatchInput', batchInput] as const]),
      ['Items', items.map((item) => item.value)],
    ]),
  );

/** As many items as fit, one at least. */
function groups(
  items: readonly JsonDocument[],
  { maxItemsPerBatch = Infinity, maxInputBytesPerBatch = Infinity }: ItemLimits,
  batchInput: JsonValue | undefined,
): readonly (readonly JsonDocument[])[] {
  const batches: JsonDocument[][] = [];
  for (const item of items) {
    const batch = batches.at(-1);
    const fits =
      batch !== undefined &&
      batch.length < maxItemsPerBatch &&
      batchOf([...batch, item], batchInput).bytes <= maxInputBytesPerBatch;
    if (fits) batch.push(item);
    else batches.push([item]);
  }
  return batches;
}
