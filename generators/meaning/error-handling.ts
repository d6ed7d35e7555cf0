/** Retry, then Catch: what becomes of a state that failed (AWS-BEHAVIOUR 2.2.8, 4). */
import type { Catcher, JsonataAssignment, State, TemplateAssignment } from '../../src/asl/state/state.ts';
import { objectOf } from '../../src/json/key-order.ts';
import type { JsonValue } from '../../src/json/value.ts';
import { leaveByJsonata } from './jsonata/finish.ts';
import { bindingsOf } from './jsonata/template.ts';
import { leave } from './leave.ts';
import { assign, placeResult } from './path-fields.ts';
import { findMatch, findRetrier } from './error-match.ts';
import { inTrouble, type Raised, type StateOutcome } from './outcome.ts';
import { scopeOf } from './scope.ts';
import { later, progressOf, type Place, type Progress, type Situation } from './situation.ts';

type Retrying = Extract<State, { readonly type: 'Task' | 'Parallel' | 'Map' }>;

/** Runs attempts until one is over for good. An attempt is told how many there were before and where it begins. */
export function runAttempts(
  state: Retrying,
  before: Situation,
  place: Place,
  attempt: (situation: Situation, retryCount: number) => StateOutcome,
): StateOutcome {
  const container = state.type !== 'Task';
  const spent = state.retry.map(() => 0);
  let situation = before;
  for (let retryCount = 0; ; retryCount++) {
    const outcome = attempt(situation, retryCount);
    if (outcome.kind !== 'fails') return outcome;
    const { raised, after } = outcome;
    const retrier = findRetrier(state.retry, spent, raised, container);
    if (retrier === undefined) return catchError(state, before, place, raised, after, container);
    if ('kind' in retrier) return retrier;
    spent[retrier.index] = (spent[retrier.index] ?? 0) + 1;
    situation = later({ ...before, ...progressOf(after) }, retrier.seconds);
  }
}

function catchError(
  state: Retrying,
  before: Situation,
  place: Place,
  raised: Raised,
  after: Progress,
  container: boolean,
): StateOutcome {
  const index = findMatch(state.catch, raised, container);
  if (typeof index === 'object') return index;
  const catcher = state.catch[index];
  if (catcher === undefined) return { kind: 'fails', raised, after };
  return goToCatcher(state, catcher, { ...before, ...progressOf(after) }, place, raised);
}

/** The error goes into the raw input; the state's own ResultSelector, ResultPath and OutputPath don't apply (4.2.3, 4.2.6). */
function goToCatcher(
  state: Retrying,
  catcher: Catcher,
  situation: Situation,
  place: Place,
  raised: Raised,
): StateOutcome {
  const error = errorOutput(raised);
  if (state.data.language === 'JSONata') {
    const { next, output } = catcher;
    const assignments = catcher.assign as readonly JsonataAssignment[] | undefined;
    const bindings = bindingsOf(state, situation, place, { errorOutput: error });
    return leaveByJsonata({ next, output, assign: assignments, otherwise: error }, bindings, situation);
  }
  const assignments = catcher.assign as readonly TemplateAssignment[] | undefined;
  const variables = assign(assignments, scopeOf(state, situation, place, error));
  if (variables.kind !== 'done') return inTrouble(variables, situation);
  const placed = placeResult(catcher.resultPath, situation.document, error);
  return placed.kind === 'done'
    ? leave(catcher.next, situation, placed.value, variables.value)
    : inTrouble(placed, situation);
}

/** A timeout's Cause is "", what else lacks one has null (4.2.10). */
export const errorOutput = ({ kind, error, cause }: Raised): JsonValue =>
  objectOf([
    ['Error', error ?? null],
    ['Cause', cause ?? (kind === 'timeout' || kind === 'heartbeat' ? '' : null)],
  ]);
