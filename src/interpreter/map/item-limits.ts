/** The numbers of a distributed Map: tolerated failures, MaxItems, the sizes of batches (AWS-BEHAVIOUR 6.6.3, 6.6.5). */
import type { MapState } from '../../asl/state/state.ts';
import type { JsonDocument } from '../../json/document.ts';
import { readNumber } from '../numeric-field.ts';
import { done, type Step } from '../outcome.ts';
import type { Program } from '../program.ts';
import type { Visit } from '../visit.ts';

export interface ItemLimits {
  readonly toleratedCount?: number;
  /** Of 100. */
  readonly toleratedPercentage?: number;
  readonly maxItems?: number;
  readonly maxItemsPerBatch?: number;
  readonly maxInputBytesPerBatch?: number;
}

export function* readItemLimits(visit: Visit<MapState>, input: JsonDocument): Program<Step<ItemLimits>> {
  const { toleratedFailureCount, toleratedFailurePercentage, itemReader, itemBatcher } = visit.state;
  const percentage = yield* readNumber(visit, toleratedFailurePercentage, input, 'float');
  if (percentage.kind !== 'done') return percentage;
  if (percentage.value !== undefined && !(percentage.value >= 0 && percentage.value <= 100)) {
    return visit.runtime(
      'ToleratedFailurePercentage must be between 0 and 100.',
      'map.tolerated-percentage-range',
    );
  }
  const count = yield* readNumber(visit, toleratedFailureCount, input);
  if (count.kind !== 'done') return count;
  if ((count.value ?? 0) < 0) {
    return visit.runtime('ToleratedFailureCount cannot be negative.', 'map.tolerated-count-negative');
  }
  const maxItems = yield* readNumber(visit, itemReader?.maxItems, input);
  if (maxItems.kind !== 'done') return maxItems;
  const perBatch = yield* readNumber(visit, itemBatcher?.maxItemsPerBatch, input);
  if (perBatch.kind !== 'done') return perBatch;
  const bytes = yield* readNumber(visit, itemBatcher?.maxInputBytesPerBatch, input);
  if (bytes.kind !== 'done') return bytes;
  if (count.value !== undefined) visit.inspection?.sawNumber('toleratedFailureCount', count.value);
  if (percentage.value !== undefined)
    visit.inspection?.sawNumber('toleratedFailurePercentage', percentage.value);
  return done({
    ...(count.value !== undefined && { toleratedCount: count.value }),
    ...(percentage.value !== undefined && { toleratedPercentage: percentage.value }),
    ...(maxItems.value !== undefined && { maxItems: maxItems.value }),
    ...(perBatch.value !== undefined && { maxItemsPerBatch: perBatch.value }),
    ...(bytes.value !== undefined && { maxInputBytesPerBatch: bytes.value }),
  });
}
