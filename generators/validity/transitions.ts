/** Where the states of a flow lead, and whether every one is reached and some one ends (AWS-BEHAVIOUR 8.2.4). */
import { isJsonArray, isJsonObject, type JsonObject } from '../../src/json/value.ts';

/** The names that a state leads to. */
export function targetsOf(state: JsonObject): readonly string[] {
  const rules = isJsonArray(state['Choices']) ? state['Choices'] : [];
  const catchers = isJsonArray(state['Catch']) ? state['Catch'] : [];
  const nexts = [...rules, ...catchers].filter(isJsonObject).map(({ Next }) => Next);
  return [state['Next'], state['Default'], ...nexts].filter((name) => typeof name === 'string');
}

const statesIn = (flow: JsonObject): JsonObject => (isJsonObject(flow['States']) ? flow['States'] : {});

/** States in the order in which they are met from StartAt; names without a state are left out. */
export function reachable(flow: JsonObject): ReadonlySet<string> {
  const states = statesIn(flow);
  const met = new Set<string>();
  const waiting = [String(flow['StartAt'])];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const state = Object.hasOwn(states, name) ? states[name] : undefined;
    if (met.has(name) || !isJsonObject(state)) continue;
    met.add(name);
    waiting.push(...targetsOf(state).toReversed());
  }
  return met;
}

/** True where StartAt and every target exist, every state is reached, and at least one ends the flow. */
export function isLinked(flow: JsonObject): boolean {
  const states = Object.entries(statesIn(flow));
  const names = new Set(states.map(([name]) => name));
  const whole = states.every(
    ([, state]) => isJsonObject(state) && targetsOf(state).every((name) => names.has(name)),
  );
  const ends = states.some(
    ([, state]) =>
      isJsonObject(state) &&
      (state['End'] === true || state['Type'] === 'Succeed' || state['Type'] === 'Fail'),
  );
  return whole && ends && typeof flow['StartAt'] === 'string' && reachable(flow).size === states.length;
}

/** True where a state can lead back to itself. */
export function hasCycle(flow: JsonObject): boolean {
  const states = statesIn(flow);
  const done = new Set<string>();
  const visit = (name: string, path: readonly string[]): boolean => {
    if (path.includes(name)) return true;
    const state = Object.hasOwn(states, name) ? states[name] : undefined;
    if (done.has(name) || !isJsonObject(state)) return false;
    const found = targetsOf(state).some((target) => visit(target, [...path, name]));
    done.add(name);
    return found;
  };
  return Object.keys(states).some((name) => visit(name, []));
}
