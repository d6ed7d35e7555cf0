/** How many states a machine has, those of branches and processors included. */
import { readStateMachine } from '../asl/state/read-state-machine.ts';
import type { Flow } from '../asl/state/state.ts';
import type { Case } from '../case/case.ts';
import { parseJson } from '../json/parse.ts';
import { isJsonObject, type JsonValue } from '../json/value.ts';

/** 0 for a definition that isn't a JSON object. */
export function stateCount({ machine: { definition } }: Case): number {
  const parsed = typeof definition === 'string' ? parsedOrNull(definition) : definition;
  return isJsonObject(parsed) ? countOf(readStateMachine(parsed)) : 0;
}

const parsedOrNull = (text: string): JsonValue => {
  const parsing = parseJson(text);
  return parsing.ok ? parsing.value : null;
};

const countOf = (flow: Flow): number =>
  [...flow.states.values()].reduce((count, state) => {
    const inner = state.type === 'Parallel' ? state.branches : state.type === 'Map' ? [state.processor] : [];
    return count + 1 + inner.reduce((sum, flow_) => sum + countOf(flow_), 0);
  }, 0);
