/** Takes away what nothing leads to any more: states, functions, answers. */
import type { Case } from '../../src/case/case.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../src/json/value.ts';
import { writeJson } from '../../src/json/write.ts';
import { innerFlows, statesOf } from '../validity/states-of.ts';
import { reachable } from '../validity/transitions.ts';
import { namedStates, withStates } from './flow-places.ts';

/** The flow with the states that are reached, in every flow inside of it too. */
export function pruneStates(flow: JsonObject): JsonObject {
  const met = reachable(flow);
  const kept = namedStates(flow).filter(([name]) => met.has(name));
  return withStates(flow, Object.fromEntries(kept.map(([name, state]) => [name, pruneInside(state)])));
}

function pruneInside(state: JsonObject): JsonObject {
  if (innerFlows(state).length === 0) return state;
  const pruned: Record<string, JsonValue> = { ...state };
  for (const field of ['ItemProcessor', 'Iterator'] as const) {
    const inner = state[field];
    if (isJsonObject(inner)) pruned[field] = pruneStates(inner);
  }
  const branches = state['Branches'];
  if (isJsonArray(branches)) {
    pruned['Branches'] = branches.map((branch) => (isJsonObject(branch) ? pruneStates(branch) : branch));
  }
  return pruned;
}

type Content = Omit<Case, 'id'>;

/** Functions are looked for by their name, wherever in the definition or in the input it may stand. */
export function pruneWorld(content: Content): Content {
  const { machine, input, functions, callbacks, integrations } = content;
  const text = writeJson([machine.definition, input]);
  const names = new Set([...statesOf(machine.definition)].map(({ name }) => name));
  return {
    ...content,
    functions: keep(functions, (name) => text.includes(name)),
    callbacks: keep(callbacks, (state) => names.has(state)),
    integrations: keep(integrations, (state) => names.has(state)),
  };
}

const keep = <T>(record: Readonly<Record<string, T>>, wanted: (key: string) => boolean): Record<string, T> =>
  Object.fromEntries(Object.entries(record).filter(([key]) => wanted(key)));
