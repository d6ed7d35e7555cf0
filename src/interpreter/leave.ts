/** Leaving a state: its variables, its limit of size, its Exited event. */
import { JsonDocument } from '../json/document.ts';
import type { JsonValue } from '../json/value.ts';
import { nestsTooDeep } from '../json/nesting.ts';
import { outputDetails } from './branch.ts';
import { dataLimitFailure, LARGEST_PAYLOAD } from './failure.ts';
import { NOT_TRUNCATED } from './history.ts';
import { declined, failed, type StateOutcome } from './outcome.ts';
import type { Visit } from './visit.ts';

export type Assignments = readonly (readonly [string, JsonValue])[];

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
  assignments: Assignments = [],
): StateOutcome {
  if (output.bytes > LARGEST_PAYLOAD) {
    visit.note('data-limit.state');
    return failed(dataLimitFailure(visit.state.name, 'data-limit.state'));
  }
  const { branch, state } = visit;
  if (nestsTooDeep(output.text)) return declined(`the output of state '${state.name}' nests too deep`);
  const values = assignments.map(([name, value]) => [name, JsonDocument.ofValue(value)] as const);
  const problem = assignmentProblem(values);
  if (problem !== undefined) return declined(`state '${state.name}' assigns ${problem}`);
  if (assignments.some(([name]) => branch.variables.get(name) !== undefined))
    visit.note('variables.entry-values');
  if (assignments.length > 0 && branch.inside.size > 0) visit.note('variables.inner-scope');
  branch.variables.assign(assignments);
  branch.active = undefined;
  // Variables are shown with their values as JSON text (7.4.4, RECORDED 63).
  branch.record(`${state.type}StateExited`, {
    name: state.name,
    ...outputDetails(output),
    ...(values.length > 0 && {
      assignedVariables: Object.fromEntries(values.map(([name, { text }]) => [name, text])),
      assignedVariablesDetails: NOT_TRUNCATED,
    }),
  });
  visit.inspection?.left(next, assignments);
  const way = visit.way ?? { kind: next === undefined ? 'end' : 'next' };
  branch.owner.start.follower?.took(visit, way);
  return next === undefined || visit.inspection ? { kind: 'end', output } : { kind: 'next', next, output };
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
