/** The ways that a machine can go: from each state by its Next or End, its rules, its retriers and its catchers. */
import type { Catcher, Retrier, State, StateMachine } from '../../asl/state/state.ts';
import type { Way } from '../../interpreter/follower.ts';
import { statesIn } from '../states-in.ts';

export interface Transition {
  /** Names it in reports, and in a machine nothing else: `Check, rule 2 → Pay`. */
  readonly id: string;
  readonly state: string;
  readonly way: Way;
  /** The state that it leads to; undefined where it ends the flow. */
  readonly to: string | undefined;
}

/** The same for the same way of a state. */
export const wayKey = (state: string, way: Way): string =>
  `${state}\n${way.kind}${'index' in way ? ` ${way.index}` : ''}`;

/** All of a machine, outer states before inner ones. `added` are states that the kit put before others: they don't count. */
export function transitionsOf(
  machine: StateMachine,
  added: ReadonlyMap<string, string> = new Map(),
): readonly Transition[] {
  const shown = (name: string): string => added.get(name) ?? name;
  return statesIn(machine)
    .filter(([name]) => !added.has(name))
    .flatMap(([name, state]) =>
      waysOf(state).map(({ way, to, said }) => ({
        id: `${name}${said}${to === undefined ? '' : ` → ${shown(to)}`}`,
        state: name,
        way,
        to,
      })),
    );
}

interface WayOut {
  readonly way: Way;
  readonly to: string | undefined;
  /** What the way is called, behind the state's name. */
  readonly said: string;
}

function waysOf(state: State): readonly WayOut[] {
  switch (state.type) {
    case 'Fail':
      return [{ way: { kind: 'fail' }, to: undefined, said: ' fails' }];
    case 'Choice':
      return [
        ...state.rules.map(({ next }, index): WayOut => ({
          way: { kind: 'rule', index },
          to: next,
          said: `, rule ${index + 1}`,
        })),
        ...(state.default === undefined
          ? []
          : [{ way: { kind: 'default' }, to: state.default, said: ', Default' } as const]),
      ];
    case 'Task':
    case 'Parallel':
    case 'Map':
      return [onward(state), ...state.retry.map(retryWay), ...state.catch.map(catchWay)];
    case 'Pass':
    case 'Wait':
    case 'Succeed':
      return [onward(state)];
  }
}

const onward = ({ next }: State): WayOut =>
  next === undefined
    ? { way: { kind: 'end' }, to: undefined, said: ' ends' }
    : { way: { kind: 'next' }, to: next, said: '' };

const retryWay = ({ errorEquals }: Retrier, index: number): WayOut => ({
  way: { kind: 'retry', index },
  to: undefined,
  said: `, retrier ${index + 1} (${named(errorEquals)})`,
});

const catchWay = ({ errorEquals, next }: Catcher, index: number): WayOut => ({
  way: { kind: 'catch', index },
  to: next,
  said: `, catcher ${index + 1} (${named(errorEquals)})`,
});

const MOST_NAMES = 2;

const named = (names: readonly string[]): string =>
  names.length > MOST_NAMES ? `${names.slice(0, MOST_NAMES).join(', ')}, …` : names.join(', ');
