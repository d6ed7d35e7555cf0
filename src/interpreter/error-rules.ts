/** Which rules of the catalogue a retrier or a catcher carries out. */
import type { Catcher, Retrier, State } from '../asl/state/state.ts';
import { matches } from './error-match.ts';
import type { Failure } from './failure.ts';

/** Of the retriers of a state where one of them, or none, takes a failure; `spent` where it has no attempt left. */
export function retryRules(
  retriers: readonly Retrier[],
  index: number,
  failure: Failure,
  spent: boolean,
): readonly string[] {
  if (retriers.length === 0) return [];
  const rules = nameRules(retriers, index, failure);
  if (failure.kind === 'runtime') rules.unshift('retry.runtime');
  const retrier = retriers[index];
  if (retrier === undefined) return rules;
  if (retriers.length > 1) rules.push(index > 0 ? 'retry.first-match' : 'retry.own-counters');
  if (failure.kind === 'query') rules.push('retry.query');
  if (failure.kind === 'limit') rules.push('retry.data-limit');
  if (!spent) {
    rules.push('retry.delay');
    if (retrier.jitter === 'FULL') rules.push('retry.jitter');
    return rules;
  }
  rules.push(retrier.maxAttempts === 0 ? 'retry.none-left' : 'retry.exhausted');
  const later = retriers.slice(index + 1);
  if (later.some(({ errorEquals }) => matches(errorEquals, failure)))
    rules.push('retry.spent-retrier-decides');
  return rules;
}

/** Of the catchers of a state where one of them, or none, takes a failure. */
export function catchRules(
  state: State,
  catchers: readonly Catcher[],
  index: number,
  failure: Failure,
): readonly string[] {
  if (catchers.length === 0) return [];
  const rules = nameRules(catchers, index, failure);
  if (failure.kind === 'runtime') rules.unshift('catch.runtime');
  if ('retry' in state && state.retry.length > 0) rules.unshift('retry.before-catch');
  const catcher = catchers[index];
  if (catcher === undefined) return rules;
  rules.push('catch.next');
  if (catchers.length > 1) rules.push('catch.order');
  if (failure.kind === 'query') rules.push('catch.query');
  if (failure.kind === 'limit') rules.push('catch.data-limit');
  if (catcher.assign !== undefined) rules.push('catch.assign');
  if (catcher.resultPath !== undefined) rules.push('catch.result-path');
  if (catcher.output !== undefined) rules.push('catch.jsonata-output');
  if (hasResultFields(state)) rules.push('catch.own-fields-skipped');
  if (state.data.assign !== undefined) rules.push('variables.failed-state');
  return rules;
}

const hasResultFields = ({ data }: State): boolean =>
  data.language === 'JSONPath' &&
  (data.resultSelector !== undefined || data.resultPath !== undefined || data.outputPath !== undefined);

/** What the names show that were looked at until one took the failure. */
function nameRules(
  handlers: readonly { readonly errorEquals: readonly string[] }[],
  index: number,
  failure: Failure,
): string[] {
  const all = handlers[index]?.errorEquals.includes('States.ALL');
  const rules = [all ? 'catch.all' : 'catch.exact-names'];
  const named = handlers.findIndex(({ errorEquals }) => errorEquals.includes('States.TaskFailed'));
  const isPassedOver = named >= 0 && (index < 0 || named < index);
  if (UNRECORDED.has(failure.kind)) {
    if (isPassedOver) rules.push('catch.task-failed-others');
  } else if (isPassedOver || (named >= 0 && named === index)) rules.push('catch.task-failed');
  return rules;
}

/** Failures of which no recording tells whether States.TaskFailed takes them (AWS-BEHAVIOUR 2.2). */
const UNRECORDED: ReadonlySet<Failure['kind']> = new Set(['heartbeat', 'fail', 'query', 'limit', 'map']);
