/** Rules of the whole machine and of each flow inside of it. */
import type { MachineType } from '../../case/case.ts';
import { entriesOf } from '../../json/key-order.ts';
import { isJsonObject, valueAt, type JsonObject, type JsonValue } from '../../json/value.ts';
import { objectField, textField } from '../state/fields.ts';
import type { QueryLanguage } from '../state/state.ts';
import type { Problems } from './problems.ts';
import { validateAssignmentScopes } from './validate-assignments.ts';
import { innerFlows } from './inner-flows.ts';
import { targetsOf } from './transitions.ts';
import { validateState } from './validate-state.ts';

/** What every rule may ask: the machine around a state, and where problems go. */
export interface Machine {
  readonly type: MachineType;
  readonly queryLanguage: QueryLanguage;
  readonly problems: Problems;
}

export const QUERY_LANGUAGES: readonly QueryLanguage[] = ['JSONPath', 'JSONata'];

/** AWS names the missing fields in this order (recorded: EMPTY_DICT). */
const REQUIRED = ['States', 'StartAt'] as const;

export function validateMachine(definition: JsonObject, type: MachineType, problems: Problems): void {
  const queryLanguage = textField(definition, 'QueryLanguage') === 'JSONata' ? 'JSONata' : 'JSONPath';
  const machine: Machine = { type, queryLanguage, problems };
  if (Object.hasOwn(definition, 'QueryLanguage') && !isQueryLanguage(valueAt(definition, 'QueryLanguage'))) {
    problems.add('Value should be one of the following: [JSONPath, JSONata]', '/QueryLanguage');
  }
  validateFlow(definition, '', machine);
  validateStateNames(definition, problems);
  validateAssignmentScopes(definition, problems);
}

const isQueryLanguage = (value: JsonValue | undefined): boolean =>
  QUERY_LANGUAGES.some((one) => one === value);

/** A flow: the machine, a branch, a processor. `place` is its pointer, empty for the machine. */
export function validateFlow(flow: JsonObject, place: string, machine: Machine): void {
  const missing = REQUIRED.filter((field) => !Object.hasOwn(flow, field));
  if (missing.length > 0) {
    machine.problems.add(`These fields are required: [${missing.join(', ')}]`, place || '/');
    return;
  }
  const states = objectField(flow, 'States');
  if (states === undefined || Object.keys(states).length === 0) {
    machine.problems.add('Value cannot be empty', `${place}/States`);
    return;
  }
  for (const [name, state] of entriesOf(states)) {
    if (isJsonObject(state)) validateState(state, `${place}/States/${name}`, machine);
    else machine.problems.add('Expected value of type Object', `${place}/States/${name}`);
  }
  validateTransitions(flow, states, place, machine.problems);
}

/** Every target exists, every state is reached, something ends the flow (8.2.4). */
function validateTransitions(flow: JsonObject, states: JsonObject, place: string, problems: Problems): void {
  const startAt = textField(flow, 'StartAt') ?? '';
  const reached = new Set<string>();
  const waiting = [startAt];
  if (!Object.hasOwn(states, startAt)) missingTarget(startAt, `${place}/StartAt`, problems);
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const state = valueAt(states, name);
    if (reached.has(name) || !isJsonObject(state)) continue;
    reached.add(name);
    waiting.push(...targetsOf(state).map(([target]) => target));
  }
  for (const [name, state] of entriesOf(states)) {
    if (!isJsonObject(state)) continue;
    for (const [target, field] of targetsOf(state)) {
      if (!Object.hasOwn(states, target)) missingTarget(target, `${place}/States/${name}/${field}`, problems);
    }
    if (!reached.has(name)) {
      problems.add(
        `State "${name}" is not reachable.`,
        `${place}/States/${name}`,
        'MISSING_TRANSITION_TARGET',
      );
    }
  }
  if (!Object.values(states).some(isTerminal)) {
    problems.add('Workflow has no terminal state', undefined, 'MISSING_END_STATE');
  }
}

const missingTarget = (target: string, location: string, problems: Problems): void =>
  problems.add(`Missing 'Next' target: ${target}`, location, 'MISSING_TRANSITION_TARGET');

const isTerminal = (state: JsonValue): boolean =>
  isJsonObject(state) &&
  (valueAt(state, 'End') === true || ['Succeed', 'Fail'].includes(textField(state, 'Type') ?? ''));

/** State names are unique in the whole machine and at most 80 characters long (6.4.12, 9.1.6). */
function validateStateNames(definition: JsonObject, problems: Problems): void {
  const seen = new Set<string>();
  for (const [name, place] of stateNames(definition, '')) {
    if (seen.has(name)) problems.add(`Duplicate state name: ${name}`, place, 'DUPLICATE_STATE_NAME');
    if (Array.from(name).length > 80)
      problems.add(`State name must not exceed 80 characters: ${name}`, place, 'INVALID_STATE_NAME');
    seen.add(name);
  }
}

function* stateNames(flow: JsonObject, place: string): Iterable<readonly [name: string, place: string]> {
  for (const [name, state] of entriesOf(objectField(flow, 'States') ?? {})) {
    yield [name, `${place}/States/${name}`];
    if (isJsonObject(state)) {
      for (const [inner, field] of innerFlows(state))
        yield* stateNames(inner, `${place}/States/${name}/${field}`);
    }
  }
}
