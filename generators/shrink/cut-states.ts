/** Smaller machines by cutting states out and joining what is left. */
import type { Case } from '../../src/case/case.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../src/json/value.ts';
import { documentsOf } from '../meaning/meaning-of-case.ts';
import { innerFlows } from '../validity/states-of.ts';
import { targetsOf } from '../validity/transitions.ts';
import { flowPlaces, namedStates, statesIn, without, withState, withStates } from './flow-places.ts';

type Content = Omit<Case, 'id'>;

const withDefinition = (content: Content, definition: JsonObject): Content => ({
  ...content,
  machine: { ...content.machine, definition },
});

/** A machine of one state alone, then the rest from a state on, each with the data that the state found. */
export function* cutBefore(content: Content, definition: JsonObject): Iterable<Content> {
  const documents = documentsOf(content);
  const states = namedStates(definition).filter(([name]) => documents.has(name));
  for (const [name, state] of states) {
    const single = withStates({ ...definition, StartAt: name }, { [name]: endingState(state) });
    yield withInput(withDefinition(content, single), documents.get(name));
  }
  for (const [name] of states) {
    const rest = { ...definition, StartAt: name };
    yield withInput(withDefinition(content, rest), documents.get(name));
    yield withDefinition(content, rest);
  }
}

/** What stands inside of a container as a machine of its own, with the data that its first state found. */
export function* hoist(content: Content, definition: JsonObject): Iterable<Content> {
  const documents = documentsOf(content);
  const { States: _, StartAt: __, ...outside } = definition;
  for (const [, state] of namedStates(definition)) {
    for (const inner of innerFlows(state)) {
      const document = documents.get(String(inner['StartAt']));
      yield withInput(withDefinition(content, { ...outside, ...inner }), document);
    }
  }
}

const withInput = (content: Content, document: JsonValue | undefined): Content =>
  document === undefined ? content : { ...content, input: { input: document } };

/** The state as the last one: no way on, no handlers that lead elsewhere. */
function endingState(state: JsonObject): JsonObject {
  const alone = without(without(state, 'Next'), 'Catch');
  return 'Next' in state ? { ...alone, End: true } : alone;
}

/** Each flow without what comes behind a state. */
export function* cutAfter(definition: JsonObject): Iterable<JsonObject> {
  for (const { flow, put } of flowPlaces(definition)) {
    for (const [name, state] of namedStates(flow)) {
      if ('Next' in state) yield put(withState(flow, name, { ...without(state, 'Next'), End: true }));
    }
  }
}

/** Each flow without one state; what led to it leads to where it led. */
export function* cutOut(definition: JsonObject): Iterable<JsonObject> {
  for (const { flow, put } of flowPlaces(definition)) {
    for (const [name, state] of namedStates(flow)) {
      const targets = [...new Set(targetsOf(state))].filter((target) => target !== name);
      for (const target of targets) yield put(redirect(flow, name, target));
      if (targets.length === 0) yield put(redirect(flow, name, undefined));
    }
  }
}

/** Containers replaced by what is inside of them. */
export function* unwrap(definition: JsonObject): Iterable<JsonObject> {
  for (const { flow, put } of flowPlaces(definition)) {
    for (const [name, state] of namedStates(flow)) {
      for (const inner of innerFlows(state)) yield put(splice(flow, name, state, inner));
    }
  }
}

function splice(flow: JsonObject, name: string, state: JsonObject, inner: JsonObject): JsonObject {
  const ending = 'Next' in state ? { Next: state['Next'] as string } : { End: true };
  const moved = namedStates(inner).map(([innerName, innerState]): [string, JsonObject] => [
    innerName,
    innerState['End'] === true ? { ...without(innerState, 'End'), ...ending } : innerState,
  ]);
  const { [name]: _, ...others } = statesIn(flow);
  const joined = withStates(flow, { ...others, ...Object.fromEntries(moved) });
  return redirect(joined, name, String(inner['StartAt']));
}

/** What led to one state leads to another one, or ends there. */
function redirect(flow: JsonObject, from: string, to: string | undefined): JsonObject {
  const { [from]: _, ...others } = statesIn(flow);
  const changed = Object.entries(others).map(([name, state]) => [
    name,
    isJsonObject(state) ? redirectState(state, from, to) : state,
  ]);
  const start = flow['StartAt'] === from && to !== undefined ? { StartAt: to } : {};
  return { ...withStates(flow, Object.fromEntries(changed)), ...start };
}

function redirectState(state: JsonObject, from: string, to: string | undefined): JsonObject {
  const changed: Record<string, JsonValue> = { ...state };
  if (state['Next'] === from) {
    if (to === undefined) {
      delete changed['Next'];
      changed['End'] = true;
    } else changed['Next'] = to;
  }
  if (state['Default'] === from) {
    if (to === undefined) delete changed['Default'];
    else changed['Default'] = to;
  }
  for (const field of ['Choices', 'Catch'] as const) {
    const list = state[field];
    if (!isJsonArray(list)) continue;
    const left = list.flatMap((one): readonly JsonValue[] => {
      if (!isJsonObject(one) || one['Next'] !== from) return [one];
      return to === undefined ? [] : [{ ...one, Next: to }];
    });
    if (left.length === 0 && field === 'Catch') delete changed[field];
    else changed[field] = left;
  }
  return changed;
}
