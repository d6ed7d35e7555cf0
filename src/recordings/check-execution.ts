/** Runs a recorded execution on the reference and compares outcome and history. */
import { compareHistories } from '../compare/history/compare-histories.ts';
import { comparedEvent, type ComparedEvent } from '../compare/history/event.ts';
import type { Difference } from '../compare/difference.ts';
import { readStateMachine } from '../asl/state/read-state-machine.ts';
import { seededRandom } from '../asl/random.ts';
import type { ExecutionEnd } from '../interpreter/execution.ts';
import type { ExecutionStart } from '../interpreter/execution-record.ts';
import { JsonDocument } from '../json/document.ts';
import { objectOf } from '../json/key-order.ts';
import { parseJson } from '../json/parse.ts';
import { isJsonObject, valueAt, type JsonObject, type JsonValue } from '../json/value.ts';
import { simulate } from '../simulation/simulate.ts';
import { asOfToday } from './changes-of-aws.ts';
import { MaskedComparison } from './masked-value.ts';
import { pythonJson } from './python-json.ts';
import { masksOf, type RecordedCase } from './recorded-case.ts';
import { recordedHistory, RecordedOutside } from './recorded-outside.ts';

export type Check =
  | { readonly kind: 'declined'; readonly reason: string }
  | {
      readonly kind: 'checked';
      /** Differences of status, output, error and cause. */
      readonly outcome: readonly Difference[];
      /** Differences of the history; undefined where the recording has none. */
      readonly history?: readonly Difference[];
    };

export async function checkExecution(recordedCase: RecordedCase): Promise<Check> {
  const { source, recorded } = recordedCase;
  const history = recordedHistory(source, recorded);
  if (history === undefined) return { kind: 'declined', reason: 'the recording holds no history' };
  const events = asOfToday(history, String(source['recordedDate']));
  const run = await runRecorded(source, events);
  if (run.kind === 'declined') return run;
  const masks = masksOf(source);
  return {
    kind: 'checked',
    outcome: compareEnds(events, run.history, masks),
    history: compareRecordedHistory(events, run.history, masks),
  };
}

interface Run {
  readonly kind: 'run';
  readonly end: ExecutionEnd | undefined;
  readonly history: readonly ComparedEvent[];
}

/** The reference's run of a recorded machine. */
export async function runRecorded(
  source: JsonObject,
  events: readonly ComparedEvent[],
): Promise<Run | { readonly kind: 'declined'; readonly reason: string }> {
  const definition = definitionOf(source);
  if (!isJsonObject(definition)) return { kind: 'declined', reason: 'the definition is no JSON object' };
  const start = startOf(source, events[0]?.details['roleArn']);
  const outside = new RecordedOutside(source, events);
  const { execution } = await simulate(readStateMachine(definition), start, outside);
  const { end } = execution;
  if (end?.status === 'DECLINED') return { kind: 'declined', reason: end.reason };
  const history = execution.history.events.map(comparedEvent);
  return { kind: 'run', end, history };
}

function definitionOf(source: JsonObject): JsonValue {
  const text = valueAt(source, 'definitionText');
  const parsing = typeof text === 'string' ? parseJson(text) : undefined;
  return parsing?.ok ? parsing.value : (valueAt(source, 'definition') ?? null);
}

const text = (value: JsonValue | undefined, otherwise: string): string =>
  typeof value === 'string' ? value : otherwise;

/** Names as the recorder replaced them, so that the context object comes out as recorded. */
function startOf(source: JsonObject, recordedRole: JsonValue | undefined): ExecutionStart {
  const placeholders = isJsonObject(source['placeholders']) ? source['placeholders'] : {};
  const machine = text(placeholders['<ArnPart_0idx>'], text(placeholders['<state-machine-name>'], 'machine'));
  const name = text(
    placeholders['<ExecArnPart_0idx>'],
    text(
      placeholders['<SyncExecArn_Part1_0idx>'],
      text(placeholders['<ExpressExecArn_Part1_0idx>'], 'execution'),
    ),
  );
  const role = Object.values(placeholders).find((value) => String(value).includes(':role/'));
  const express = source['machineType'] === 'EXPRESS';
  const place = 'arn:aws:states:us-east-1:111111111111';
  const random = seededRandom(String(source['id']));
  return {
    executionArn: express
      ? `${place}:express:${machine}:${name}:${text(placeholders['<ExpressExecArn_Part2_0idx>'], random.uuid())}`
      : `${place}:execution:${machine}:${name}`,
    name,
    stateMachineArn: `${place}:stateMachine:${machine}`,
    stateMachineName: machine,
    roleArn: text(recordedRole, text(role, 'arn:aws:iam::111111111111:role/role')),
    region: 'us-east-1',
    type: express ? 'EXPRESS' : 'STANDARD',
    ...(source['kind'] === 'express-sync' && { synchronous: true }),
    input: JsonDocument.ofText(inputText(source)),
    startTime: Date.UTC(2024, 0, 1),
    random,
    newTaskToken: () => random.uuid(),
  };
}

/** The text that the recorded test sent: as Python writes it, unless the recording holds the text itself. */
export function inputText(source: JsonObject): string {
  const exact = valueAt(source, 'inputText');
  if (typeof exact === 'string') return exact;
  const input = valueAt(source, 'input');
  return input === undefined ? '{}' : pythonJson(input);
}

/** The last event tells status, output, error and cause. */
function compareEnds(
  recorded: readonly ComparedEvent[],
  predicted: readonly ComparedEvent[],
  masks: readonly string[],
): readonly Difference[] {
  const [wanted, found] = [recorded.at(-1), predicted.at(-1)];
  if (wanted === undefined || found === undefined) return [];
  if (wanted.type !== found.type)
    return [{ facet: 'status', place: 'status', expected: wanted.type, observed: found.type }];
  return new MaskedComparison(masks, 'output').compare(wanted.details, found.details, wanted.type);
}

function compareRecordedHistory(
  recorded: readonly ComparedEvent[],
  predicted: readonly ComparedEvent[],
  masks: readonly string[],
): readonly Difference[] {
  const comparison = new MaskedComparison(masks, 'history');
  if (recorded.some((event) => Number.isNaN(event.id))) return compareSorted(recorded, predicted, comparison);
  return compareHistories(recorded, predicted, (a, b, place) => comparison.compare(a, b, place));
}

/** The recorder sorted the events inside of a Parallel and dropped its Succeeded or Failed (README of the recordings, 5). */
function compareSorted(
  recorded: readonly ComparedEvent[],
  predicted: readonly ComparedEvent[],
  comparison: MaskedComparison,
): readonly Difference[] {
  const left = predicted.filter(({ type }) => !/^ParallelState(Succeeded|Failed)$/.test(type));
  // Of nested ones it kept the outermost Exited only.
  const exits = recorded.filter(({ type }) => type === 'ParallelStateExited').length;
  while (left.filter(({ type }) => type === 'ParallelStateExited').length > exits) {
    left.splice(
      left.findIndex(({ type }) => type === 'ParallelStateExited'),
      1,
    );
  }
  const differences: Difference[] = [];
  for (const event of recorded) {
    const index = left.findIndex(
      (other) =>
        other.type === event.type &&
        comparison.compare(event.details, other.details, event.type).length === 0,
    );
    if (index >= 0) left.splice(index, 1);
    else
      differences.push({
        facet: 'history',
        place: `${event.type} missing`,
        expected: asJson(event),
        observed: undefined,
      });
  }
  return [
    ...differences,
    ...left.map(
      (event) =>
        ({
          facet: 'history',
          place: `${event.type} extra`,
          expected: undefined,
          observed: asJson(event),
        }) as const,
    ),
  ];
}

const asJson = ({ type, details }: ComparedEvent): JsonValue =>
  objectOf([
    ['type', type],
    ['details', details],
  ]);
