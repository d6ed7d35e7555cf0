/** A Map in a TestState: what stands in for its iterations is brought by the test (AWS-BEHAVIOUR 8.7.8, RECORDED 114). */
import type { MapState } from '../../asl/state/state.ts';
import type { JsonDocument } from '../../json/document.ts';
import type { Mock } from '../inspection.ts';
import type { Step } from '../outcome.ts';
import type { Program } from '../program.ts';
import type { Visit } from '../visit.ts';
import { exceedsTolerance, toleranceExceeded } from './child-executions.ts';
import { readItemLimits, type ItemLimits } from './item-limits.ts';
import type { Item } from './items.ts';
import { readMapInputs } from './map-inputs.ts';

/**
 * The fields of a distributed Map are read for an inline one too. inferred: an ItemReader whose data the test doesn't bring is
 * left out.
 */
export function* runMockedMap(
  visit: Visit<MapState>,
  mock: Mock,
  input: JsonDocument,
  items: readonly Item[] | undefined,
): Program<Step<JsonDocument>> {
  const limits = yield* readItemLimits(visit, input);
  if (limits.kind !== 'done') return limits;
  let iterations = mock.failedIterations?.iterations;
  if (items !== undefined || mock.itemReaderData !== undefined) {
    const read = yield* readMapInputs(visit, input, items, limits.value);
    if (read.kind !== 'done') return read;
    iterations ??= read.value.inputs.length;
  }
  const failures = mock.failedIterations?.failures ?? 0;
  return tooManyFailed(failures, iterations ?? failures, limits.value) ? toleranceExceeded() : mock.outcome;
}

/** Without a field that tolerates failures any number passes (recorded: test_map_state_failure_count[BASE_MAP_STATE]). */
function tooManyFailed(failures: number, iterations: number, limits: ItemLimits): boolean {
  if (limits.toleratedCount === undefined && limits.toleratedPercentage === undefined) return false;
  return failures > 0 && exceedsTolerance(failures, iterations, limits);
}
