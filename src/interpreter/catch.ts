/** Catch: where a failure goes on, and with which data (AWS-BEHAVIOUR 4.2). */
import type { Catcher, JsonataAssignment, TemplateAssignment } from '../asl/state/state.ts';
import { JsonDocument } from '../json/document.ts';
import { assignExpressions, assignTemplates } from './assign.ts';
import { applyResultPath } from './data-flow.ts';
import { matches } from './error-match.ts';
import { catchRules } from './error-rules.ts';
import type { Failure } from './failure.ts';
import { evaluateJsonataDocument } from './jsonata-evaluation.ts';
import { leave } from './leave.ts';
import type { StateOutcome } from './outcome.ts';
import type { Ongoing, Program } from './program.ts';
import type { Visit } from './visit.ts';

/** The catcher that takes a failure: they are tried in order (4.2.7). */
export function findCatcher(
  visit: Visit,
  catchers: readonly Catcher[],
  failure: Failure,
): Catcher | undefined {
  const index = catchers.findIndex((catcher) => matches(catcher.errorEquals, failure));
  visit.note(catchRules(visit.state, catchers, index, failure));
  if (index >= 0) {
    visit.inspection?.sawCatcher(index, failure);
    visit.way = { kind: 'catch', index };
  }
  return catchers[index];
}

/**
 * Goes on to the catcher's state. The state's own ResultSelector, ResultPath and OutputPath don't apply (4.2.6); the
 * catcher's ResultPath writes into the raw input (4.2.3), its Assign stands in for the state's (RECORDED 50).
 */
export function goToCatcher(visit: Visit, catcher: Catcher, failure: Failure): Ongoing<StateOutcome> {
  visit.note('catch.error-output');
  const error = errorOutput(failure);
  if (visit.state.data.language === 'JSONata') return goInJsonata(visit, catcher, error);
  const assign = catcher.assign as readonly TemplateAssignment[] | undefined;
  const assignments = assignTemplates(visit, assign, error);
  if (assignments.kind !== 'done') return assignments;
  const placed = applyResultPath(visit, catcher.resultPath, error);
  return placed.kind === 'done' ? leave(visit, catcher.next, placed.value, assignments.value) : placed;
}

function* goInJsonata(visit: Visit, catcher: Catcher, error: JsonDocument): Program<StateOutcome> {
  const extras = { errorOutput: error.value };
  const assign = catcher.assign as readonly JsonataAssignment[] | undefined;
  const assignments = yield* assignExpressions(visit, assign, extras);
  if (assignments.kind !== 'done') return assignments;
  if (catcher.output === undefined) return leave(visit, catcher.next, error, assignments.value);
  const output = yield* evaluateJsonataDocument(visit, catcher.output, extras);
  return output.kind === 'done' ? leave(visit, catcher.next, output.value, assignments.value) : output;
}

/** `{"Error":...,"Cause":...}`; what a failure lacks is null, but `""` for the cause of a timeout (4.2.10). */
const errorOutput = (failure: Failure): JsonDocument =>
  JsonDocument.ofValue({
    Error: failure.error ?? null,
    Cause: failure.cause ?? failure.emptyCause ?? null,
  });
