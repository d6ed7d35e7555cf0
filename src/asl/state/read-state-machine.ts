/** Compiles a definition. It must have passed validation: what is malformed here is left out, not reported. */
import { entriesOf } from '../../json/key-order.ts';
import { isJsonObject, type JsonObject } from '../../json/value.ts';
import { numberField, objectField, optional, same, textField } from './fields.ts';
import { readState } from './read-state.ts';
import type { Flow, QueryLanguage, State, StateMachine } from './state.ts';

export function readStateMachine(definition: JsonObject): StateMachine {
  const queryLanguage = textField(definition, 'QueryLanguage') === 'JSONata' ? 'JSONata' : 'JSONPath';
  return {
    ...readFlow(definition, queryLanguage),
    queryLanguage,
    ...optional('timeoutSeconds', numberField(definition, 'TimeoutSeconds'), same),
  };
}

/** A set of states. They take the query language of the machine, not of the state around them (AWS-BEHAVIOUR 7.1.3). */
export function readFlow(source: JsonObject, machine: QueryLanguage): Flow {
  const states = new Map<string, State>();
  for (const [name, state] of entriesOf(objectField(source, 'States') ?? {})) {
    const compiled = isJsonObject(state) ? readState(name, state, machine) : undefined;
    if (compiled) states.set(name, compiled);
  }
  return { startAt: textField(source, 'StartAt') ?? '', states };
}
