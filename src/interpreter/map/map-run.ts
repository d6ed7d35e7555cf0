/**
 * A distributed Map: every item, or batch of items, is a child execution with a history of its own (AWS-BEHAVIOUR 6.6,
 * RECORDED 20, 85 to 90).
 */
import type { MapState } from '../../asl/state/state.ts';
import { JsonDocument } from '../../json/document.ts';
import type { JsonValue } from '../../json/value.ts';
import { declined, done, failed, type Failed, type Step } from '../outcome.ts';
import type { Program } from '../program.ts';
import type { Visit } from '../visit.ts';
import { readItemLimits, type ItemLimits } from './item-limits.ts';
import type { Item } from './items.ts';
import { runChildren } from './child-executions.ts';
import { readMapInputs } from './map-inputs.ts';
import type { MapRunReport } from './map-run-report.ts';

/** The result of the Map: the children's outputs, written anew. `items` is undefined where an ItemReader brings them. */
export function* runMapRun(
  visit: Visit<MapState>,
  input: JsonDocument,
  items: readonly Item[] | undefined,
  maxConcurrency: number,
): Program<Step<JsonDocument>> {
  const { branch, state } = visit;
  if (state.resultWriter) return declined('a ResultWriter, which puts the results into S3, is not modelled');
  // MapStateStarted precedes what these fields say (6.5.20, RECORDED 55).
  const limits = yield* readItemLimits(visit, input);
  if (limits.kind !== 'done') return limits;
  const label = state.label ?? branch.owner.start.random.uuid();
  const arn = mapRunArn(visit, label);
  const run = branch.record('MapRunStarted', { mapRunArn: arn });
  const report = reportOf(visit, arn, label, maxConcurrency, limits.value);
  branch.execution.mapRuns.push(report);
  const outcome = yield* runItems(visit, input, items, maxConcurrency, limits.value, label, report);
  if (outcome.kind === 'declined') return outcome;
  report.stoppedAt = visit.now;
  report.status = outcome.kind === 'done' ? 'SUCCEEDED' : 'FAILED';
  if (outcome.kind === 'failed') {
    visit.note(outcome.failure.rule);
    const { error, cause } = outcome.failure;
    branch.record('MapRunFailed', {
      ...(error !== undefined && { error }),
      ...(cause !== undefined && { cause }),
    });
    return outcome;
  }
  visit.note('map.distributed');
  const succeeded = branch.record('MapRunSucceeded');
  branch.recordAside('MapStateSucceeded', undefined, succeeded);
  // Since November 2024 MapStateExited points to MapRunStarted (RECORDED 20).
  branch.previous = run;
  return done(JsonDocument.ofValue(outcome.value));
}

function* runItems(
  visit: Visit<MapState>,
  input: JsonDocument,
  items: readonly Item[] | undefined,
  maxConcurrency: number,
  limits: ItemLimits,
  label: string,
  report: MapRunReport,
): Program<Step<readonly JsonValue[]>> {
  const read = yield* readMapInputs(visit, input, items, limits);
  if (read.kind !== 'done') return read;
  return yield* runChildren(visit, read.value.inputs, {
    maxConcurrency,
    limits,
    label,
    items: read.value.items,
    report,
  });
}

const reportOf = (
  visit: Visit<MapState>,
  arn: string,
  label: string,
  maxConcurrency: number,
  { toleratedCount = 0, toleratedPercentage = 0 }: ItemLimits,
): MapRunReport => ({
  arn,
  stateMachineArn: `${visit.branch.owner.start.stateMachineArn}/${label}`,
  startedAt: visit.now,
  maxConcurrency,
  toleratedFailureCount: toleratedCount,
  toleratedFailurePercentage: toleratedPercentage,
  status: 'RUNNING',
  children: [],
});

/** `arn:...:mapRun:NAME/LABEL-or-UUID:UUID` (6.6.6). */
function mapRunArn(visit: Visit<MapState>, label: string): string {
  const { stateMachineArn, random } = visit.branch.owner.start;
  return `${stateMachineArn.replace(':stateMachine:', ':mapRun:')}/${label}:${random.uuid()}`;
}

/** What the Map Run itself fails with; the Map may be retried or caught (2.1.9). */
export const mapRunFailure = (error: string, cause: string, rule: string): Failed =>
  failed({ kind: 'map', error, cause, rule });
