/** The children of a Map Run. */
import type { MapState } from '../../asl/state/state.ts';
import type { JsonDocument } from '../../json/document.ts';
import { isJsonArray, isJsonObject, valueAt, type JsonValue } from '../../json/value.ts';
import { Branch } from '../branch.ts';
import { ExecutionRecord } from '../execution-record.ts';
import { Mailbox, receive } from '../mailbox.ts';
import { done, type Failed, type FlowOutcome, type Step } from '../outcome.ts';
import { Place } from '../place.ts';
import type { Program } from '../program.ts';
import { runFlow } from '../run-flow.ts';
import { VariableScope } from '../variable-scope.ts';
import type { Visit } from '../visit.ts';
import type { ItemLimits } from './item-limits.ts';
import { mapRunFailure } from './map-run.ts';
import type { ChildReport, MapRunReport } from './map-run-report.ts';

/** Children that run at once unless MaxConcurrency says less (AWS-BEHAVIOUR 6.6.7). */
const MOST_AT_ONCE = 10_000;

export interface MapRun {
  /** 0 means no limit of its own. */
  readonly maxConcurrency: number;
  readonly limits: ItemLimits;
  readonly label: string;
  /** Items before batching; tolerated failures count items. */
  readonly items: number;
  readonly report: MapRunReport;
}

/**
 * The outputs of the children that succeeded, in the order of the items. A child that fails, by States.Runtime too, is a
 * failed item; more of them than tolerated fail the run (6.6.4). inferred: failed items leave no output.
 */
export function* runChildren(
  visit: Visit<MapState>,
  inputs: readonly JsonDocument[],
  run: MapRun,
): Program<Step<readonly JsonValue[]>> {
  const mailbox = new Mailbox();
  const atOnce = Math.min(run.maxConcurrency > 0 ? run.maxConcurrency : MOST_AT_ONCE, MOST_AT_ONCE);
  const outputs = new Map<number, JsonValue>();
  const children = inputs.map((input) => childReport(visit, input));
  run.report.children = children;
  const mark = (index: number, status: ChildReport['status']): void => {
    const child = children[index];
    if (child) child.status = status;
  };
  let next = 0;
  let failures = 0;
  for (let ended = 0; ended < inputs.length; ended++) {
    while (next < inputs.length && next - ended < atOnce) {
      const input = inputs[next] as JsonDocument;
      const child = childBranch(visit, input, run.label, next);
      mark(next, 'running');
      yield { kind: 'spawn', program: runFlow(visit.state.processor, child, input), mailbox, tag: next };
      next += 1;
    }
    const message = yield* receive(mailbox);
    if (message.kind !== 'finished') throw new Error(`a Map Run received '${message.kind}'`);
    const outcome = message.result as FlowOutcome;
    if (outcome.kind === 'declined') return outcome;
    mark(message.tag, outcome.kind);
    if (outcome.kind === 'succeeded') outputs.set(message.tag, outcome.output.value);
    else if (exceedsTolerance(++failures, inputs.length, run.limits)) {
      mailbox.closed = true;
      return toleranceExceeded();
    }
  }
  return done(inputs.flatMap((_, index) => (outputs.has(index) ? [outputs.get(index) as JsonValue] : [])));
}

/** A batch holds its items under `Items` (6.6.5). */
function childReport({ state }: Visit<MapState>, input: JsonDocument): ChildReport {
  const batch = state.itemBatcher && isJsonObject(input.value) ? valueAt(input.value, 'Items') : undefined;
  return { items: isJsonArray(batch) ? batch.length : 1, status: 'pending' };
}

/** Without either field no failure is tolerated; with both, either can be exceeded. */
export function exceedsTolerance(
  failures: number,
  items: number,
  { toleratedCount, toleratedPercentage }: ItemLimits,
): boolean {
  if (toleratedCount === undefined && toleratedPercentage === undefined) return failures > 0;
  const byCount = toleratedCount !== undefined && failures > toleratedCount;
  return byCount || (toleratedPercentage !== undefined && (failures * 100) / items > toleratedPercentage);
}

/** 6.6.4. */
export const toleranceExceeded = (): Failed =>
  mapRunFailure(
    'States.ExceedToleratedFailureThreshold',
    'The specified tolerated failure threshold was exceeded',
    'map.tolerated-failure-threshold',
  );

/** A child is an execution of its own: it can't read outer variables (7.4.10), and its events are its own. */
function childBranch(visit: Visit<MapState>, input: JsonDocument, label: string, index: number): Branch {
  const { execution, owner, place } = visit.branch;
  const { start } = owner;
  const name = start.random.uuid();
  const record = new ExecutionRecord({
    ...start,
    executionArn: `${start.stateMachineArn.replace(':stateMachine:', ':execution:')}/${label}:${name}`,
    name,
    stateMachineArn: `${start.stateMachineArn}/${label}`,
    stateMachineName: `${start.stateMachineName}/${label}`,
    input,
    type: visit.state.executionType,
  });
  const path = `${place.path}/${visit.state.name}[${index}]`;
  return new Branch(execution, record, 0, new VariableScope(), Place.ofExecution(path));
}
