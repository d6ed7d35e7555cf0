/** Gives all states of a machine other names, at every depth, and everything that leads to them. What is data stays as it is. */
import { entriesOf, objectOf } from '../json/key-order.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../json/value.ts';

type Rename = (name: string) => string;

/** A machine, a branch, or what a Map does with each item. */
export const renameStates = (flow: JsonObject, rename: Rename): JsonObject =>
  mapFields(flow, {
    StartAt: renamed(rename),
    States: (states) =>
      isJsonObject(states)
        ? objectOf(entriesOf(states).map(([name, state]) => [rename(name), renamedIn(state, rename)]))
        : states,
  });

function renamedIn(state: JsonValue, rename: Rename): JsonValue {
  if (!isJsonObject(state)) return state;
  const flow = (value: JsonValue): JsonValue => (isJsonObject(value) ? renameStates(value, rename) : value);
  const ways = each((way) => (isJsonObject(way) ? mapFields(way, { Next: renamed(rename) }) : way));
  return mapFields(state, {
    Next: renamed(rename),
    Default: renamed(rename),
    Choices: ways,
    Catch: ways,
    Branches: each(flow),
    Iterator: flow,
    ItemProcessor: flow,
  });
}

/** Every name of a state, at every depth. */
export function stateNames(flow: JsonObject): readonly string[] {
  const names: string[] = [];
  renameStates(flow, (name) => {
    names.push(name);
    return name;
  });
  return [...new Set(names)];
}

const renamed =
  (rename: Rename) =>
  (value: JsonValue): JsonValue =>
    typeof value === 'string' ? rename(value) : value;

const each =
  (change: (item: JsonValue) => JsonValue) =>
  (value: JsonValue): JsonValue =>
    isJsonArray(value) ? value.map(change) : value;

const mapFields = (
  object: JsonObject,
  changes: Readonly<Record<string, (value: JsonValue) => JsonValue>>,
): JsonObject =>
  objectOf(
    entriesOf(object).map(([key, value]) => [
      key,
      Object.hasOwn(changes, key) ? (changes[key]?.(value) ?? value) : value,
    ]),
  );
