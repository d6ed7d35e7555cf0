/** The states of a flow, those of branches and processors included. */
import type { Flow, State } from '../asl/state/state.ts';

/** By name, outer ones before inner ones. */
export function statesIn(flow: Flow): readonly (readonly [name: string, state: State])[] {
  return [...flow.states.values()].flatMap((state) => [
    [state.name, state] as const,
    ...innerFlows(state).flatMap(statesIn),
  ]);
}

export const innerFlows = (state: State): readonly Flow[] =>
  state.type === 'Parallel' ? state.branches : state.type === 'Map' ? [state.processor] : [];
