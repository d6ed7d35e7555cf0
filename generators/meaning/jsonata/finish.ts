/** Assign and Output: how a JSONata state leaves (AWS-BEHAVIOUR 7.2.23, 7.4). */
import type { JsonataTemplate } from '../../../src/asl/jsonata/jsonata-template.ts';
import type { JsonataAssignment } from '../../../src/asl/state/state.ts';
import type { JsonValue } from '../../../src/json/value.ts';
import { leave } from '../leave.ts';
import { done, inTrouble, open, type StateOutcome, type Step } from '../outcome.ts';
import type { Situation } from '../situation.ts';
import { isForeseeable } from '../unforeseeable.ts';
import type { Bindings } from './run-expression.ts';
import { runJsonata } from './template.ts';

interface Leaving {
  readonly next: string | undefined;
  readonly assign?: readonly JsonataAssignment[] | undefined;
  readonly output?: JsonataTemplate | undefined;
  /** What is handed on without an Output. */
  readonly otherwise: JsonValue;
}

export function leaveByJsonata(leaving: Leaving, bindings: Bindings, after: Situation): StateOutcome {
  const variables = assignAll(leaving.assign ?? [], bindings);
  if (variables.kind !== 'done') return inTrouble(variables, after);
  const output =
    leaving.output === undefined ? done(leaving.otherwise) : runJsonata(leaving.output, bindings);
  if (output.kind !== 'done') return inTrouble(output, after);
  return leave(leaving.next, after, output.value, variables.value);
}

function assignAll(
  assignments: readonly JsonataAssignment[],
  bindings: Bindings,
): Step<Readonly<Record<string, JsonValue>>> {
  const values: Record<string, JsonValue> = {};
  for (const { name, template } of assignments) {
    const step = runJsonata(template, bindings);
    if (step.kind !== 'done') return step;
    if (!isForeseeable(step.value)) return open('a variable would hold a value that differs from run to run');
    values[name] = step.value;
  }
  return done(values);
}
