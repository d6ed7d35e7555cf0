/** Map: runs its processor once an item; inline, or as a Map Run of child executions (AWS-BEHAVIOUR 6.5, 6.6). */
import type { MapState } from '../../asl/state/state.ts';
import { JsonDocument } from '../../json/document.ts';
import { handleContainerFailure } from '../container-failure.ts';
import { selectedInput } from '../effective-input.ts';
import { finish } from '../finish.ts';
import { readItems } from '../map/items.ts';
import { runIterations } from '../map/iterations.ts';
import { runMapRun } from '../map/map-run.ts';
import { runMockedMap } from '../map/mocked-map.ts';
import { Mailbox, receive } from '../mailbox.ts';
import { readNumber } from '../numeric-field.ts';
import { done, type StateOutcome, type Step } from '../outcome.ts';
import { waits, type Program } from '../program.ts';
import { Retries } from '../retry.ts';
import type { Visit } from '../visit.ts';

export function* runMap(visit: Visit<MapState>): Program<StateOutcome> {
  const selected = selectedInput(visit);
  if (selected.kind !== 'done') return selected;
  if (visit.branch.place.isInMap) visit.note('map.nested');
  const retries = new Retries(visit.state.retry);
  for (;;) {
    const outcome = yield* runAttempt(visit, selected.value);
    if (outcome.kind !== 'failed') return outcome;
    const handled = yield* handleContainerFailure(visit, outcome.failure, retries);
    if (handled !== 'again') return handled;
  }
}

/**
 * A negative MaxConcurrencyPath hangs AWS: the execution goes on running, and not even MapStateEntered is written (RECORDED
 * 57; test_base_scenarios::test_max_concurrency_path_negative).
 */
function* hang(visit: Visit<MapState>): Program<never> {
  visit.note('map.negative-concurrency-hangs');
  visit.branch.owner.history.retract();
  for (;;) yield* receive(new Mailbox());
}

function* runAttempt(visit: Visit<MapState>, input: JsonDocument): Program<StateOutcome> {
  const result = yield* runItems(visit, input);
  if (result.kind !== 'done') return result;
  const finished = finish(visit, result.value);
  return waits(finished) ? yield* finished : finished;
}

/** The items and MaxConcurrencyPath are read before MapStateStarted (RECORDED 55). */
function* runItems(visit: Visit<MapState>, input: JsonDocument): Program<Step<JsonDocument>> {
  const { branch, state } = visit;
  const items = yield* readItems(visit, input);
  if (items.kind !== 'done') return items;
  const concurrency = yield* readNumber(visit, state.maxConcurrency, input);
  if (state.maxConcurrency !== undefined) visit.note('map.max-concurrency');
  if (concurrency.kind !== 'done') {
    visit.note('map.concurrency-before-start');
    return concurrency;
  }
  if ((concurrency.value ?? 0) < 0) return yield* hang(visit);
  visit.inspection?.sawNumber('maxConcurrency', concurrency.value ?? 0);
  // With an ItemReader the length isn't known yet and shows as 0 (6.6.2).
  branch.record('MapStateStarted', { length: items.value?.length ?? 0 });
  const mock = visit.inspection?.mock;
  if (mock) return yield* runMockedMap(visit, mock, input, items.value);
  if (state.mode === 'DISTRIBUTED')
    return yield* runMapRun(visit, input, items.value, concurrency.value ?? 0);
  visit.note(items.value?.length === 0 ? 'map.empty' : 'map.result-order');
  const outputs = yield* runIterations(visit, input, items.value ?? [], concurrency.value ?? 0);
  if (outputs.kind !== 'done') return outputs;
  branch.recordAside('MapStateSucceeded');
  visit.note('data-flow.map-rewrites');
  // Unlike a Parallel, a Map writes its results anew (RECORDED 6).
  return done(JsonDocument.ofValue(outputs.value.map((output) => output.value)));
}
