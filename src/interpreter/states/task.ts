/** Task: calls a function or a service, again where a retrier says so, and goes on or to a catcher. */
import type { TaskState } from '../../asl/state/state.ts';
import type { JsonDocument } from '../../json/document.ts';
import { findCatcher, goToCatcher } from '../catch.ts';
import { selectedInput, shapedInput } from '../effective-input.ts';
import { finish } from '../finish.ts';
import { inspected } from '../inspection.ts';
import type { StateOutcome, Step } from '../outcome.ts';
import { waits, type Program } from '../program.ts';
import { Retries } from '../retry.ts';
import { callFunction } from '../task/call-function.ts';
import { callService } from '../task/call-service.ts';
import { readTaskTimes } from '../task/task-times.ts';
import type { Visit } from '../visit.ts';

/** Retry is looked at before Catch (AWS-BEHAVIOUR 2.2.8). What a failing Output or ResultSelector gives is handled alike. */
export function* runTask(visit: Visit<TaskState>): Program<StateOutcome> {
  const selected = selectedInput(visit);
  if (selected.kind !== 'done') return selected;
  const retries = new Retries(visit.state.retry);
  for (;;) {
    const attempt = inspected(visit, 'result', yield* runAttempt(visit, selected.value));
    const finished = attempt.kind === 'done' ? finish(visit, attempt.value) : attempt;
    const outcome = waits(finished) ? yield* finished : finished;
    if (outcome.kind !== 'failed') return outcome;
    if (yield* retries.next(visit, outcome.failure)) continue;
    const catcher = findCatcher(visit, visit.state.catch, outcome.failure);
    const caught = catcher === undefined ? outcome : goToCatcher(visit, catcher, outcome.failure);
    return waits(caught) ? yield* caught : caught;
  }
}

function* runAttempt(visit: Visit<TaskState>, input: JsonDocument): Program<Step<JsonDocument>> {
  const { resource } = visit.state;
  const isCallback = resource.kind === 'service' && resource.pattern !== 'requestResponse';
  // Each visit and each attempt has a token of its own (1.4.7).
  visit.taskToken = isCallback ? visit.branch.owner.start.newTaskToken() : undefined;
  if (isCallback && visit.retryCount > 0) visit.note('callback.new-token');
  const shaping = shapedInput(visit, input);
  const shaped = waits(shaping) ? yield* shaping : shaping;
  if (shaped.kind !== 'done') return shaped;
  const timing = readTaskTimes(visit, input);
  const times = waits(timing) ? yield* timing : timing;
  if (times.kind !== 'done') return times;
  if (visit.inspection?.mock) return visit.inspection.mock.outcome;
  switch (resource.kind) {
    case 'function':
      return yield* callFunction(visit, resource, shaped.value, times.value);
    case 'service':
      return yield* callService(visit, resource, shaped.value, times.value);
    case 'activity':
      return { kind: 'declined', reason: 'activities are not modelled' };
    case 'unknown':
      return { kind: 'declined', reason: `the resource '${resource.text}' is not modelled` };
  }
}
