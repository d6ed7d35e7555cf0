/** Parallel: every branch gets the same input; the result is the array of their outputs (AWS-BEHAVIOUR 6.4). */
import type { ParallelState } from '../../asl/state/state.ts';
import { JsonDocument } from '../../json/document.ts';
import { recordAborted, recordFailedLine } from '../abort.ts';
import { NO_LINES, type Branch } from '../branch.ts';
import { handleContainerFailure } from '../container-failure.ts';
import { selectedInput, shapedInput } from '../effective-input.ts';
import { LARGEST_PAYLOAD } from '../failure.ts';
import { finish } from '../finish.ts';
import { Mailbox, receive } from '../mailbox.ts';
import { declined, done, type FlowOutcome, type StateOutcome, type Step } from '../outcome.ts';
import { waits, type Program } from '../program.ts';
import { Retries } from '../retry.ts';
import { runFlow } from '../run-flow.ts';
import type { Visit } from '../visit.ts';

export function* runParallel(visit: Visit<ParallelState>): Program<StateOutcome> {
  // With a mock TestState evaluates neither InputPath nor Parameters (recorded: test_base_parallel_state_mock_success).
  const selected = visit.inspection?.mock ? done(visit.input) : selectedInput(visit);
  if (selected.kind !== 'done') return selected;
  if (visit.branch.place.isInParallel) visit.note('parallel.nested');
  const retries = new Retries(visit.state.retry);
  for (;;) {
    const outcome = yield* runAttempt(visit, selected.value);
    if (outcome.kind !== 'failed') return outcome;
    const handled = yield* handleContainerFailure(visit, outcome.failure, retries);
    if (handled !== 'again') return handled;
  }
}

/** Bytes of all outputs together; what a ResultSelector makes of so many may be small enough, but AWS would have to hold them. */
const LONGEST_RESULT = 2 ** 26;

function* runAttempt(visit: Visit<ParallelState>, input: JsonDocument): Program<StateOutcome> {
  const { branch } = visit;
  const mocked = visit.inspection?.mock?.outcome;
  if (mocked) {
    const finished = mocked.kind === 'done' ? finish(visit, mocked.value) : mocked;
    return waits(finished) ? yield* finished : finished;
  }
  const shaping = shapedInput(visit, input);
  const shaped = waits(shaping) ? yield* shaping : shaping;
  if (shaped.kind !== 'done') return shaped;
  // Started again for each attempt, after the event that failed (4.1.11).
  branch.record('ParallelStateStarted');
  visit.note('parallel.same-input');
  const outputs = yield* runBranches(visit, shaped.value);
  if (outputs.kind !== 'done') return outputs;
  // Both this event and Exited point to the last event of the branches (6.4.1).
  branch.recordAside('ParallelStateSucceeded');
  if (areLonger(outputs.value))
    return declined(`the branches of state '${visit.state.name}' give more than ${LONGEST_RESULT} bytes`);
  // The branches' texts are put together as they are (RECORDED 6).
  const result = JsonDocument.ofText(`[${outputs.value.map((output) => output.text).join(',')}]`);
  const finished = finish(visit, result);
  const outcome = waits(finished) ? yield* finished : finished;
  if (outcome.kind === 'failed') visit.note('parallel.result-selector-failure');
  return outcome;
}

/** A few can't be: none is longer than a payload may be. */
const areLonger = (outputs: readonly JsonDocument[]): boolean =>
  outputs.length * LARGEST_PAYLOAD > LONGEST_RESULT &&
  outputs.reduce((sum, output) => sum + output.bytes, 0) > LONGEST_RESULT;

function* runBranches(
  visit: Visit<ParallelState>,
  input: JsonDocument,
): Program<Step<readonly JsonDocument[]>> {
  const { branch, state } = visit;
  const mailbox = new Mailbox();
  const lines = state.branches.map(() => branch.fork(branch.previous));
  const running = new Set(lines);
  branch.running = running;
  for (const [tag, line] of lines.entries()) {
    const flow = state.branches[tag] as ParallelState['branches'][number];
    yield { kind: 'spawn', program: runFlow(flow, line, input), mailbox, tag };
  }
  const outputs: JsonDocument[] = [];
  for (let left = lines.length; left > 0; left--) {
    const message = yield* receive(mailbox);
    if (message.kind !== 'finished') throw new Error(`a Parallel received '${message.kind}'`);
    const line = lines[message.tag] as Branch;
    const outcome = message.result as FlowOutcome;
    running.delete(line);
    branch.previous = line.previous;
    if (outcome.kind !== 'succeeded') {
      mailbox.closed = true;
      if (outcome.kind === 'failed' && outcome.failure.kind !== 'runtime') abortOthers(branch, line);
      return outcome;
    }
    outputs[message.tag] = outcome.output;
  }
  visit.note('parallel.result-order');
  return done(outputs);
}

/** The others are stopped; functions that run already go on running (6.4.8). */
function abortOthers(branch: Branch, failedLine: Branch): void {
  const failedAt = failedLine.previous;
  for (const line of branch.running) recordAborted(line, failedAt);
  branch.running = NO_LINES;
  recordFailedLine(failedLine, failedAt);
}
