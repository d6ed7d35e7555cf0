/** Walks through the states of a definition, those inside of Parallels and Maps included. */
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../src/json/value.ts';

export interface StateAt {
  readonly name: string;
  readonly state: JsonObject;
  /** How many Parallels and Maps are around. */
  readonly depth: number;
  /** The type of the innermost of them. */
  readonly container?: 'Parallel' | 'Map';
}

/** The machine itself, each branch, each processor. */
export function* flowsOf(definition: JsonValue): Iterable<JsonObject> {
  if (!isJsonObject(definition)) return;
  yield definition;
  const states = definition['States'];
  for (const state of Object.values(isJsonObject(states) ? states : {})) {
    if (isJsonObject(state)) for (const inner of innerFlows(state)) yield* flowsOf(inner);
  }
}

export function* statesOf(
  definition: JsonValue,
  depth = 0,
  container?: StateAt['container'],
): Iterable<StateAt> {
  const states = isJsonObject(definition) ? definition['States'] : undefined;
  for (const [name, state] of Object.entries(isJsonObject(states) ? states : {})) {
    if (!isJsonObject(state)) continue;
    yield { name, state, depth, ...(container && { container }) };
    const type = state['Type'] === 'Parallel' ? 'Parallel' : 'Map';
    for (const inner of innerFlows(state)) yield* statesOf(inner, depth + 1, type);
  }
}

/** The flows that stand in a state. */
export function innerFlows(state: JsonObject): readonly JsonObject[] {
  const branches = isJsonArray(state['Branches']) ? state['Branches'] : [];
  return [...branches, state['ItemProcessor'] ?? null, state['Iterator'] ?? null].filter(isJsonObject);
}
