/** All that is known of a machine before it runs. */
import { readStateMachine } from '../../asl/state/read-state-machine.ts';
import type { State, StateMachine, TaskState } from '../../asl/state/state.ts';
import { analyse, type Analysis } from '../origins/analyse.ts';
import type { PreparedMachine } from '../prepare/prepare-machine.ts';
import { innerFlows, statesIn } from '../states-in.ts';
import { transitionsOf, wayKey, type Transition } from '../transitions/transition.ts';
import { NeedTrees } from '../world/need-tree.ts';

export interface Subject {
  readonly prepared: PreparedMachine;
  readonly machine: StateMachine;
  readonly states: ReadonlyMap<string, State>;
  readonly tasks: ReadonlyMap<string, TaskState>;
  readonly transitions: readonly Transition[];
  /** By `wayKey`. */
  readonly transitionByWay: ReadonlyMap<string, Transition>;
  readonly analysis: Analysis;
  readonly trees: NeedTrees;
  /** The names that retriers and catchers of the machine give. */
  readonly errorNames: readonly string[];
}

export function subjectOf(prepared: PreparedMachine): Subject {
  const machine = readStateMachine(prepared.definition);
  const states = new Map(statesIn(machine));
  const transitions = transitionsOf(machine, prepared.added);
  const analysis = analyse(machine);
  const handlers = [...states.values()].flatMap((state) =>
    'catch' in state ? [...state.retry, ...state.catch] : [],
  );
  return {
    prepared,
    machine,
    states,
    tasks: new Map([...states].filter((entry): entry is [string, TaskState] => entry[1].type === 'Task')),
    transitions,
    transitionByWay: new Map(transitions.map((one) => [wayKey(one.state, one.way), one])),
    analysis,
    trees: new NeedTrees(analysis.needs),
    errorNames: [...new Set(handlers.flatMap(({ errorEquals }) => errorEquals))],
  };
}

/** The Tasks inside of a Parallel or Map, at every depth. */
export const tasksInside = (state: State): readonly TaskState[] =>
  innerFlows(state)
    .flatMap(statesIn)
    .flatMap(([, inner]) => (inner.type === 'Task' ? [inner] : []));
