/** The flows of a definition, each with what puts another one in its place. */
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../src/json/value.ts';

export interface FlowPlace {
  readonly flow: JsonObject;
  /** The whole definition with another flow here. */
  readonly put: (flow: JsonObject) => JsonObject;
}

/** From the outside inwards. */
export function* flowPlaces(flow: JsonObject, put: FlowPlace['put'] = (whole) => whole): Iterable<FlowPlace> {
  yield { flow, put };
  for (const [name, state] of namedStates(flow)) {
    const putState = (changed: JsonObject): JsonObject => put(withState(flow, name, changed));
    for (const field of ['ItemProcessor', 'Iterator'] as const) {
      const inner = state[field];
      if (isJsonObject(inner)) yield* flowPlaces(inner, (other) => putState({ ...state, [field]: other }));
    }
    const branches = isJsonArray(state['Branches']) ? state['Branches'] : [];
    for (const [i, branch] of branches.entries()) {
      if (isJsonObject(branch))
        yield* flowPlaces(branch, (other) => putState({ ...state, Branches: branches.with(i, other) }));
    }
  }
}

export const statesIn = (flow: JsonObject): JsonObject =>
  isJsonObject(flow['States']) ? flow['States'] : {};

export const namedStates = (flow: JsonObject): readonly (readonly [string, JsonObject])[] =>
  Object.entries(statesIn(flow)).filter((entry): entry is [string, JsonObject] => isJsonObject(entry[1]));

export const withStates = (flow: JsonObject, states: Readonly<Record<string, JsonValue>>): JsonObject => ({
  ...flow,
  States: states,
});

export const withState = (flow: JsonObject, name: string, state: JsonObject): JsonObject =>
  withStates(flow, { ...statesIn(flow), [name]: state });

/** The object without a field. */
export function without(object: JsonObject, field: string): JsonObject {
  const { [field]: _, ...others } = object;
  return others;
}
