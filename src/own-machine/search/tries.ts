/** Worlds that may take a transition, made from one that comes to its state. The likeliest come first. */
import type { Draw } from '../../../generators/draw/draw.ts';
import type { ChoiceState, MapState, ParallelState, State, TaskState } from '../../asl/state/state.ts';
import { drawValue } from '../world/draw-value.ts';
import { drawPlan } from '../world/default-plan.ts';
import { INPUT } from '../origins/place.ts';
import type { Transition } from '../transitions/transition.ts';
import { withPlans, type Plan, type World } from '../world/world.ts';
import { applySolution, type Turn } from './apply-solution.ts';
import { plansToFailBy } from './error-plans.ts';
import { solveRule } from './solve-rule.ts';
import { tasksInside, type Subject } from './subject.ts';

/** Each is drawn when its turn comes. */
export type Try = (draw: Draw) => World | undefined;

export function triesFor(transition: Transition, subject: Subject, world: World): readonly Try[] {
  const { way } = transition;
  const state = subject.states.get(transition.state);
  if (state === undefined) return [];
  switch (way.kind) {
    case 'rule':
    case 'default':
      return state.type === 'Choice'
        ? ruleTries(state, way.kind === 'rule' ? way.index : undefined, subject, world)
        : [];
    case 'retry':
      return 'retry' in state
        ? failureTries(state, state.retry[way.index]?.errorEquals ?? [], subject, world, true)
        : [];
    case 'catch':
      return 'catch' in state
        ? failureTries(state, state.catch[way.index]?.errorEquals ?? [], subject, world, false)
        : [];
    case 'next':
    case 'end':
    case 'fail':
      return successTries(state, subject, world);
  }
}

const TURNS: readonly Turn[] = ['first', 'every', 'last'];

/** Each solution in each turn; another solution each time, for the first ones may be overwritten on the way. */
function ruleTries(
  state: ChoiceState,
  rule: number | undefined,
  subject: Subject,
  world: World,
): readonly Try[] {
  // A path of JSONPath leads into objects only.
  const lists = state.data.language === 'JSONata' ? 'kept' : 'replaced';
  return [1, 2, 3].flatMap(() =>
    TURNS.map((turn): Try => (draw) => {
      const solving = solveRule(state, rule, subject, draw);
      return solving.kind === 'solved'
        ? applySolution(world, solving.solution, { turn, lists, subject, draw })
        : undefined;
    }),
  );
}

/** Seconds after which what runs beside a failing branch has likely ended. */
const DELAYS = [undefined, 2, 7] as const;

/** `once` for a retrier: the next attempt goes as before. */
function failureTries(
  state: TaskState | ParallelState | MapState,
  names: readonly string[],
  subject: Subject,
  world: World,
  once: boolean,
): readonly Try[] {
  const tasks = state.type === 'Task' ? [state] : tasksInside(state);
  const delays = state.type === 'Task' ? [undefined] : DELAYS;
  const single = tasks.flatMap((task) =>
    delays.flatMap((after) =>
      namesFor(names, state, task).flatMap((name) =>
        plansToFailBy(name, task).flatMap((plan) => {
          const failing = plan.kind === 'error' && after !== undefined ? { ...plan, after } : plan;
          return timesToFail(task, name, once).map((times): Try => (draw) => {
            const good = (world.plans[task.name] ?? []).filter(({ kind }) => kind === 'result');
            const later = good.length > 0 ? good : [success(task, subject, draw)];
            const before = Array.from({ length: times ?? 1 }, () => failing);
            return withPlans(world, task.name, times === undefined ? before : [...before, ...later]);
          });
        }),
      ),
    ),
  );
  return state.type === 'Task' ? single : [...single, ...jointFailures(tasks, names, world)];
}

const MOST_FAILURES = 12;

/**
 * How often the call fails before it succeeds: once for a retrier. For a catcher always, or until no retrier tries again, for
 * where the machine comes back to the state it may have to go on.
 */
function timesToFail({ retry }: TaskState, name: string, once: boolean): readonly (number | undefined)[] {
  if (once) return [1];
  const matching = retry.find(({ errorEquals }) =>
    errorEquals.some((one) => [name, 'States.ALL', 'States.TaskFailed'].includes(one)),
  );
  return [undefined, Math.min(MOST_FAILURES, 1 + (matching?.maxAttempts ?? 0))];
}

/** What a distributed Map fails by when too many of its children fail, by whatever name. */
const namesFor = (names: readonly string[], state: State, task: TaskState): readonly string[] =>
  state.type === 'Map' && state.mode === 'DISTRIBUTED' && names.some((name) => name.startsWith('States.'))
    ? [...names.filter((name) => plansToFailBy(name, task).length > 0), 'States.ALL']
    : names;

/** All of a container's Tasks fail alike: where they call one function nobody can tell whose turn it is. */
const jointFailures = (tasks: readonly TaskState[], names: readonly string[], world: World): readonly Try[] =>
  names.map(
    (name): Try =>
      () =>
        tasks.reduce<World>((changed, task) => {
          const [plan] = plansToFailBy(name, task);
          return plan === undefined ? changed : withPlans(changed, task.name, [plan]);
        }, world),
  );

/** The state's work succeeds, and that of the states inside of it. */
function successTries(state: State, subject: Subject, world: World): readonly Try[] {
  const tasks = state.type === 'Task' ? [state] : tasksInside(state);
  const fresh =
    (input: boolean): Try =>
    (draw) => ({
      input: input ? drawValue(subject.trees.of(INPUT), draw, 'plain') : world.input,
      plans: {
        ...world.plans,
        ...Object.fromEntries(tasks.map((task) => [task.name, [success(task, subject, draw)]])),
      },
    });
  return [fresh(false), fresh(false), fresh(true), fresh(true), fresh(true)];
}

const success = (task: TaskState, { prepared, trees }: Subject, draw: Draw): Plan =>
  drawPlan(task, prepared.stoodFor.get(task.name), trees, draw, 'plain');
