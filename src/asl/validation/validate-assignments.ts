/**
 * A variable of an outer scope can't be assigned in an inner one (AWS-BEHAVIOUR 7.4.8; the text is inferred).
 *
 * Outer are the variables of the states that can have run before the Parallel or Map. Its own ones don't count: they are set
 * when it is left (recorded as accepted: test_error_output::test_parallel_catch_error[...VARIABLE_SAMPLING]).
 */
import { entriesOf } from '../../json/key-order.ts';
import { isJsonObject, valueAt, type JsonObject } from '../../json/value.ts';
import { objectField, objectsField } from '../state/fields.ts';
import { isDynamicKey } from '../template/read-template.ts';
import type { Problems } from './problems.ts';
import { innerFlows } from './inner-flows.ts';
import { targetsOf } from './transitions.ts';

export function validateAssignmentScopes(definition: JsonObject, problems: Problems): void {
  validateScope(definition, '', new Set(), problems);
}

function validateScope(
  flow: JsonObject,
  place: string,
  outer: ReadonlySet<string>,
  problems: Problems,
): void {
  const states = objectField(flow, 'States') ?? {};
  for (const [name, state] of entriesOf(states)) {
    if (!isJsonObject(state)) continue;
    const location = `${place}/States/${name}`;
    for (const variable of assignedIn(state)) {
      if (outer.has(variable)) {
        problems.add(`Variable '${variable}' is already assigned in an outer scope`, location);
      }
    }
    const flows = innerFlows(state);
    if (flows.length === 0) continue;
    const visible = new Set([...outer, ...assignedBefore(states, name)]);
    for (const [inner, field] of flows) validateScope(inner, `${location}/${field}`, visible, problems);
  }
}

/** Variables of the other states from which one can be reached. */
const assignedBefore = (states: JsonObject, name: string): readonly string[] =>
  entriesOf(states).flatMap(([other, state]) =>
    other !== name && isJsonObject(state) && reaches(states, other, name) ? assignedIn(state) : [],
  );

function reaches(states: JsonObject, from: string, to: string): boolean {
  const seen = new Set<string>();
  const waiting = [from];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const state = valueAt(states, name);
    if (seen.has(name) || !isJsonObject(state)) continue;
    seen.add(name);
    const targets = targetsOf(state).map(([target]) => target);
    if (targets.includes(to)) return true;
    waiting.push(...targets);
  }
  return false;
}

function assignedIn(state: JsonObject): readonly string[] {
  const holders = [state, ...objectsField(state, 'Choices'), ...objectsField(state, 'Catch')];
  return holders.flatMap((holder) => {
    const assign = valueAt(holder, 'Assign');
    return isJsonObject(assign)
      ? Object.keys(assign).map((key) => (isDynamicKey(key) ? key.slice(0, -2) : key))
      : [];
  });
}
