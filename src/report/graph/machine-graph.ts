/**
 * A machine as a graph: its states, and where each may lead. Read off the definition as it is written, so that a machine
 * which is refused, or which has states that nobody here knows, is drawn as far as it goes.
 */
import type { Case } from '../../case/case.ts';
import { entriesOf } from '../../json/key-order.ts';
import { parseJson } from '../../json/parse.ts';
import { isJsonArray, isJsonObject, valueAt, type JsonObject, type JsonValue } from '../../json/value.ts';
import { choiceLabel } from './choice-label.ts';

/** A machine, a branch of a Parallel, the processor of a Map. */
export interface FlowGraph {
  /** undefined where no state of the flow is named. */
  readonly startAt: string | undefined;
  readonly states: readonly GraphState[];
  readonly edges: readonly GraphEdge[];
}

export interface GraphState {
  readonly name: string;
  readonly type: string;
  /** True where the flow may end well with it. */
  readonly ends: boolean;
  /** `Retry 3`, and the like: what the state does besides. */
  readonly notes: readonly string[];
  readonly inner: readonly FlowGraph[];
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  /** What must be for it to be taken; several where several rules lead to one state. */
  readonly labels: readonly string[];
}

/** undefined where the definition has no states to draw. */
export function machineGraph({ machine: { definition } }: Case): FlowGraph | undefined {
  const parsing = typeof definition === 'string' ? parseJson(definition) : undefined;
  const value = parsing === undefined ? definition : parsing.ok ? parsing.value : null;
  return isJsonObject(value) ? flowGraph(value) : undefined;
}

/** States of the graph, inner ones included. */
export const sizeOfGraph = ({ states }: FlowGraph): number =>
  states.reduce((sum, { inner }) => sum + 1 + inner.reduce((all, flow) => all + sizeOfGraph(flow), 0), 0);

function flowGraph(flow: JsonObject): FlowGraph | undefined {
  const states = valueAt(flow, 'States');
  if (!isJsonObject(states) || entriesOf(states).length === 0) return undefined;
  const named = entriesOf(states).map(([name, state]) => [name, objectOr(state)] as const);
  const known = new Set(named.map(([name]) => name));
  const startAt = textAt(flow, 'StartAt');
  return {
    startAt: startAt !== undefined && known.has(startAt) ? startAt : undefined,
    states: named.map(([name, state]) => graphState(name, state)),
    edges: named.flatMap(([name, state]) => edgesOf(name, state)).filter(({ to }) => known.has(to)),
  };
}

function graphState(name: string, state: JsonObject): GraphState {
  const type = textAt(state, 'Type') ?? '';
  const flows = [
    ...itemsAt(state, 'Branches'),
    valueAt(state, 'ItemProcessor') ?? valueAt(state, 'Iterator'),
  ];
  return {
    name,
    type,
    ends: type === 'Succeed' || valueAt(state, 'End') === true,
    notes: notesOf(state),
    inner: flows.flatMap((flow) => (isJsonObject(flow) ? (flowGraph(flow) ?? []) : [])),
  };
}

function notesOf(state: JsonObject): readonly string[] {
  const retriers = itemsAt(state, 'Retry').length;
  const resource = textAt(state, 'Resource');
  return [
    ...(resource === undefined ? [] : [resource.replace(/^arn:aws[\w-]*:(?:states:::)?/, '')]),
    ...(retriers > 0 ? [retriers === 1 ? 'retries' : `${retriers} retriers`] : []),
  ];
}

function edgesOf(from: string, state: JsonObject): readonly GraphEdge[] {
  const labelled: readonly (readonly [JsonValue | undefined, string])[] = [
    [valueAt(state, 'Next'), ''],
    ...itemsAt(state, 'Choices').map((rule) => [fieldOf(rule, 'Next'), choiceLabel(rule)] as const),
    [valueAt(state, 'Default'), 'default'],
    ...itemsAt(state, 'Catch').map((catcher) => [fieldOf(catcher, 'Next'), catchLabel(catcher)] as const),
  ];
  const targets = Map.groupBy(
    labelled.filter((pair): pair is readonly [string, string] => typeof pair[0] === 'string'),
    ([to]) => to,
  );
  return [...targets].map(([to, pairs]) => ({
    from,
    to,
    labels: pairs.map(([, label]) => label).filter((label) => label !== ''),
  }));
}

const catchLabel = (catcher: JsonValue): string =>
  `catch ${itemsOf(fieldOf(catcher, 'ErrorEquals'))
    .filter((name) => typeof name === 'string')
    .join(', ')}`;

const fieldOf = (value: JsonValue, key: string): JsonValue | undefined =>
  isJsonObject(value) ? valueAt(value, key) : undefined;

const itemsOf = (value: JsonValue | undefined): readonly JsonValue[] => (isJsonArray(value) ? value : []);

const itemsAt = (object: JsonObject, key: string): readonly JsonValue[] => itemsOf(valueAt(object, key));

function textAt(object: JsonObject, key: string): string | undefined {
  const value = valueAt(object, key);
  return typeof value === 'string' ? value : undefined;
}

const objectOr = (value: JsonValue): JsonObject => (isJsonObject(value) ? value : {});
