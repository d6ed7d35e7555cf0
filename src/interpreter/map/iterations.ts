/** The iterations of an inline Map (AWS-BEHAVIOUR 6.5). */
import type { MapState } from '../../asl/state/state.ts';
import type { JsonDocument } from '../../json/document.ts';
import { recordAborted, recordFailedLine } from '../abort.ts';
import { NO_LINES, type Branch } from '../branch.ts';
import { Mailbox, receive } from '../mailbox.ts';
import { done, type FlowOutcome, type Step } from '../outcome.ts';
import { waits, type Program } from '../program.ts';
import { runFlow } from '../run-flow.ts';
import type { Visit } from '../visit.ts';
import { selectItem } from './item-selector.ts';
import type { Item } from './items.ts';

/** At most so many iterations run at once, whatever MaxConcurrency says (6.5.5). */
const MOST_AT_ONCE = 40;

interface Iteration {
  readonly index: number;
  readonly line: Branch;
}

/** The outputs in the order of the items (6.5.4), or the first failure. */
export function* runIterations(
  visit: Visit<MapState>,
  input: JsonDocument,
  items: readonly Item[],
  maxConcurrency: number,
): Program<Step<readonly JsonDocument[]>> {
  const { branch } = visit;
  const atOnce = Math.min(maxConcurrency > 0 ? maxConcurrency : MOST_AT_ONCE, MOST_AT_ONCE);
  const mailbox = new Mailbox();
  const running = new Map<number, Iteration>();
  const lines = new Set<Branch>();
  branch.running = lines;
  const outputs: JsonDocument[] = [];
  const started = branch.previous;
  let last = started;
  let next = 0;
  /** The event after which the next iteration starts: MapStateStarted, or the end of the one that made room (6.5.2). */
  let room = started;
  for (;;) {
    const starting: Iteration[] = [];
    while (next < items.length && running.size < atOnce) {
      const iteration = begin(visit, items[next] as Item, next, room);
      running.set(next, iteration);
      lines.add(iteration.line);
      starting.push(iteration);
      next += 1;
    }
    for (const { index, line } of starting) {
      const selecting = selectItem(visit, input, items[index] as Item, line.place);
      const selected = waits(selecting) ? yield* selecting : selecting;
      if (selected.kind !== 'done') {
        mailbox.closed = true;
        return selected;
      }
      yield {
        kind: 'spawn',
        program: runFlow(visit.state.processor, line, selected.value),
        mailbox,
        tag: index,
      };
    }
    if (running.size === 0) break;
    const message = yield* receive(mailbox);
    if (message.kind !== 'finished') throw new Error(`a Map received '${message.kind}'`);
    const { line } = running.get(message.tag) as Iteration;
    const outcome = message.result as FlowOutcome;
    running.delete(message.tag);
    lines.delete(line);
    if (outcome.kind !== 'succeeded') {
      mailbox.closed = true;
      if (next < items.length) visit.note('map.break');
      branch.previous = line.previous;
      if (outcome.kind === 'failed' && outcome.failure.kind !== 'runtime')
        abortOthers(visit, message.tag, line, running);
      branch.running = NO_LINES;
      return outcome;
    }
    outputs[message.tag] = outcome.output;
    room = line.previous;
    // Recorded for one at a time; where others still run it is by the same mechanism, and inferred.
    if (atOnce > 1 && next < items.length)
      branch.execution.inferred.add('MapIterationStarted.previousEventId');
    last = line.recordAside('MapIterationSucceeded', { name: visit.state.name, index: message.tag });
  }
  branch.running = NO_LINES;
  // MapStateSucceeded and Exited point to the last MapIterationSucceeded, or to MapStateStarted (6.5.1, 6.5.3).
  branch.previous = last;
  return done(outputs);
}

function begin(visit: Visit<MapState>, item: Item, index: number, previous: number): Iteration {
  const { name } = visit.state;
  const line = visit.branch.fork(previous, { state: name, index, item });
  line.record('MapIterationStarted', { name, index });
  return { index, line };
}

/**
 * The events that a failing iteration leaves, all pointing to the event that failed (6.5.8, 6.5.9; recorded:
 * test_timeouts::test_service_lambda_map_timeout).
 */
function abortOthers(
  visit: Visit<MapState>,
  index: number,
  failedLine: Branch,
  running: ReadonlyMap<number, Iteration>,
): void {
  const { branch, state } = visit;
  const failedAt = failedLine.previous;
  branch.recordAside('MapIterationFailed', { name: state.name, index }, failedAt);
  for (const other of running.values()) {
    recordAborted(other.line, failedAt);
    branch.recordAside('MapIterationAborted', { name: state.name, index: other.index }, failedAt);
  }
  recordFailedLine(failedLine, failedAt);
}
