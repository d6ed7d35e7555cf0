/** Which rules of the catalogue a retrier or a catcher carries out. */
import type { Catcher, Retrier, State } from '../asl/state/state.ts';
import { matches } from './error-match.ts';
import type { Failure } from './failure.ts';

/** Of the retriers of a state where one of them, or none, takes a failure; `spent` where it has no attempt left. */
export function* retryRules(
  retriers: readonly Retrier[],
  index: number,
  failure: Failure,
  spent: boolean,
): Iterable<string> {
  if (retriers.length === 0) return;
  if (failure.kind === 'runtime') yield 'retry.runtime';
  yield* nameRules(
    retriers.map(({ errorEquals }) => errorEquals),
    index,
    failure,
  );
  const retrier = retriers[index];
  if (retrier === undefined) return;
  if (retriers.length > 1) yield index > 0 ? 'retry.first-match' : 'retry.own-counters';
  if (failure.kind === 'query') yield 'retry.query';
  if (failure.kind === 'limit') yield 'retry.data-limit';
  if (!spent) {
    yield 'retry.delay';
    if (retrier.jitter === 'FULL') yield 'retry.jitter';
    return;
  }
  yield retrier.maxAttempts === 0 ? 'retry.none-left' : 'retry.exhausted';
  const later = retriers.slice(index + 1);
  if (later.some(({ errorEquals }) => matches(errorEquals, failure))) yield 'retry.spent-retrier-decides';
}

/** Of the catchers of a state where one of them, or none, takes a failure. */
export function* catchRules(
  state: State,
  catchers: readonly Catcher[],
  index: number,
  failure: Failure,
): Iterable<string> {
  if (catchers.length === 0) return;
  if ('retry' in state && state.retry.length > 0) yield 'retry.before-catch';
  if (failure.kind === 'runtime') yield 'catch.runtime';
  yield* nameRules(
    catchers.map(({ errorEquals }) => errorEquals),
    index,
    failure,
  );
  const catcher = catchers[index];
  if (catcher === undefined) return;
  yield 'catch.next';
  if (catchers.length > 1) yield 'catch.order';
  if (failure.kind === 'query') yield 'catch.query';
  if (failure.kind === 'limit') yield 'catch.data-limit';
  if (catcher.assign !== undefined) yield 'catch.assign';
  if (catcher.resultPath !== undefined) yield 'catch.result-path';
  if (catcher.output !== undefined) yield 'catch.jsonata-output';
  if (hasResultFields(state)) yield 'catch.own-fields-skipped';
  if (state.data.assign !== undefined) yield 'variables.failed-state';
}

const hasResultFields = ({ data }: State): boolean =>
  data.language === 'JSONPath' &&
  (data.resultSelector !== undefined || data.resultPath !== undefined || data.outputPath !== undefined);

/** What the names show that were looked at until one took the failure. */
function* nameRules(
  lists: readonly (readonly string[])[],
  index: number,
  failure: Failure,
): Iterable<string> {
  const passedOver = (index < 0 ? lists : lists.slice(0, index)).flat();
  const taking = lists[index] ?? [];
  if (taking.includes('States.ALL')) yield 'catch.all';
  else yield 'catch.exact-names';
  if (UNRECORDED.has(failure.kind)) {
    if (passedOver.includes('States.TaskFailed')) yield 'catch.task-failed-others';
  } else if ([...passedOver, ...taking].includes('States.TaskFailed')) yield 'catch.task-failed';
}

/** Failures of which no recording tells whether States.TaskFailed takes them (AWS-BEHAVIOUR 2.2). */
const UNRECORDED: ReadonlySet<Failure['kind']> = new Set(['heartbeat', 'fail', 'query', 'limit', 'map']);
