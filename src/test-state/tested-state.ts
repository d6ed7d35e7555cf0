/** The state that a definition holds, or that `stateName` names in it. */
import { readState } from '../asl/state/read-state.ts';
import { objectField, textField } from '../asl/state/fields.ts';
import type { QueryLanguage, State } from '../asl/state/state.ts';
import { innerFlows } from '../asl/validation/inner-flows.ts';
import {
  invalidDefinitionMessage,
  parseDefinition,
  validateObject,
  validateStateAlone,
} from '../asl/validation/validate-definition.ts';
import type { Diagnostic } from '../case/observation.ts';
import { entriesOf } from '../json/key-order.ts';
import { isJsonObject, valueAt, type JsonObject } from '../json/value.ts';
import { invalid, refused, type TestStateRefusal } from './answer.ts';

/** The name of a state that is given alone: it shows in `$$.State.Name` and in the places of diagnostics (RECORDED 115). */
const IMPLICIT_NAME = 'StateName';

export type FoundState = { readonly kind: 'found'; readonly state: State } | TestStateRefusal;

export function findTestedState(text: string, stateName: string | undefined): FoundState {
  const parsing = parseDefinition(text);
  if (!parsing.ok) return invalidDefinition([parsing.diagnostic]);
  const { definition } = parsing;
  if (stateName === undefined) {
    // Where it leads to isn't looked at: the other states aren't there (recorded: BASE_CHOICE_STATE).
    const diagnostics = validateStateAlone(definition, IMPLICIT_NAME).filter(isError);
    return diagnostics.length > 0
      ? invalidDefinition(diagnostics)
      : compile(IMPLICIT_NAME, definition, 'JSONPath');
  }
  const diagnostics = validateObject(definition, 'STANDARD').filter(isError);
  if (diagnostics.length > 0) return invalidDefinition(diagnostics);
  const source = findState(definition, stateName);
  if (source === undefined) return invalid('State not found in definition');
  return compile(
    stateName,
    source,
    textField(definition, 'QueryLanguage') === 'JSONata' ? 'JSONata' : 'JSONPath',
  );
}

const isError = ({ severity }: Diagnostic): boolean => severity === 'ERROR';

const invalidDefinition = (diagnostics: readonly Diagnostic[]): TestStateRefusal =>
  refused('InvalidDefinition', invalidDefinitionMessage(diagnostics));

function compile(name: string, source: JsonObject, machine: QueryLanguage): FoundState {
  const state = readState(name, source, machine);
  if (state === undefined) throw new Error(`validation let pass the state '${name}' without a known type`);
  return { kind: 'found', state };
}

/** States inside of a Parallel or Map are found too (recorded: test_base_state_name[BASE_MAP_STATE_MACHINE]). */
function findState(flow: JsonObject, name: string): JsonObject | undefined {
  const states = objectField(flow, 'States') ?? {};
  const own = valueAt(states, name);
  if (isJsonObject(own)) return own;
  for (const [, state] of entriesOf(states)) {
    if (!isJsonObject(state)) continue;
    for (const [inner] of innerFlows(state)) {
      const found = findState(inner, name);
      if (found) return found;
    }
  }
  return undefined;
}
