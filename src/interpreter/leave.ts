/** Leaving a state: its variables, its limit of size, its Exited event. */
import { JsonDocument } from '../json/document.ts';
import type { JsonValue } from '../json/value.ts';
import { nestsTooDeep } from '../json/nesting.ts';
import { dataLimitFailure, LARGEST_PAYLOAD } from './failure.ts';
import { NOT_TRUNCATED, stateEvent, type Details } from './history.ts';
import { declined, failed, type Failed, type StateOutcome, type Step } from './outcome.ts';
import type { Visit } from './visit.ts';

export type Assignments = readonly (readonly [string, JsonValue])[];

export const NO_ASSIGNMENTS: Assignments = [];

/**
 * Goes on to a state, or ends the line where there is none.
 *
 * An output over the limit fails the state and names it (AWS-BEHAVIOUR 2.2.5, recorded:
 * test_states_errors::test_start_large_input). New values of variables hold from the next state on (7.4.2).
 */
export function leave(
  visit: Visit,
  next: string | undefined,
  output: JsonDocument,
  assignments: Assignments,
): StateOutcome {
  if (output.isLongerThan(LARGEST_PAYLOAD)) {
    visit.note('data-limit.state');
    return failed(dataLimitFailure(visit.state.name, 'data-limit.state'));
  }
  const { branch, state } = visit;
  if (nestsTooDeep(output.text)) return declined(`the output of state '${state.name}' nests too deep`);
  const assigned = assignments.length === 0 ? undefined : assign(visit, assignments);
  if (assigned?.kind === 'declined') return assigned;
  branch.active = undefined;
  const exited = { name: state.name, output: output.text, outputDetails: NOT_TRUNCATED };
  branch.record(
    stateEvent(state.type, 'Exited'),
    assigned === undefined ? exited : { ...exited, ...assigned.value },
  );
  visit.inspection?.left(next, assignments);
  branch.owner.start.follower?.took(visit, visit.way ?? { kind: next === undefined ? 'end' : 'next' });
  return next === undefined || visit.inspection ? { kind: 'end', output } : { kind: 'next', next, output };
}

/** Gives variables their new values, and the details that show them: with their values as JSON text (7.4.4, RECORDED 63). */
function assign(visit: Visit, assignments: Assignments): Exclude<Step<Details>, Failed> {
  const { branch, state } = visit;
  const values = assignments.map(([name, value]) => [name, JsonDocument.ofValue(value)] as const);
  const problem = assignmentProblem(values);
  if (problem !== undefined) return declined(`state '${state.name}' assigns ${problem}`);
  if (assignments.some(([name]) => branch.variables.get(name) !== undefined))
    visit.note('variables.entry-values');
  if (branch.place.isInMap || branch.place.isInParallel) visit.note('variables.inner-scope');
  branch.variables.assign(assignments);
  const assigned = {
    assignedVariables: Object.fromEntries(values.map(([name, { text }]) => [name, text])),
    assignedVariablesDetails: NOT_TRUNCATED,
  };
  return { kind: 'done', value: assigned };
}

/** The limits are documented, what AWS says where they are exceeded isn't known (7.4.6, 12 G18). */
function assignmentProblem(values: readonly (readonly [string, JsonDocument])[]): string | undefined {
  let bytes = 0;
  for (const [name, value] of values) {
    bytes += value.bytes;
    if (bytes > LARGEST_PAYLOAD) return `variables of more than ${LARGEST_PAYLOAD} bytes`;
    if (nestsTooDeep(value.text)) return `a value that nests too deep to '${name}'`;
  }
  return undefined;
}
