/** A solution of a Choice's conditions carried back into the world: into the input, into what calls return, how they fail. */
import type { Draw } from '../../../generators/draw/draw.ts';
import type { TaskState } from '../../asl/state/state.ts';
import type { JsonValue } from '../../json/value.ts';
import { isJsonObject } from '../../json/value.ts';
import type { Found } from '../choice/formula.ts';
import type { Solution } from '../choice/solve.ts';
import type { Place } from '../origins/place.ts';
import { drawPlan } from '../world/default-plan.ts';
import { drawValue } from '../world/draw-value.ts';
import { putAt, type Putting } from '../world/put-value.ts';
import { withPlans, type Plan, type World } from '../world/world.ts';
import type { Subject } from './subject.ts';

/**
 * Which of a state's calls give what is wanted: all of them; the first one, so that what came of them before comes after it;
 * one more after the last.
 */
export type Turn = 'every' | 'first' | 'last';

/** How a solution is carried back. */
export interface Carrying {
  readonly turn: Turn;
  /** What becomes of lists on the way to a field. */
  readonly lists: 'kept' | 'replaced';
  readonly subject: Subject;
  readonly draw: Draw;
}

export function applySolution(world: World, solution: Solution, carrying: Carrying): World {
  const findings = [...solution.values()].toSorted((a, b) => a.reading.names.length - b.reading.names.length);
  // Each state's calls take their turn once, however much is put into them.
  const turned = new Set<string>();
  let changed = world;
  for (const { reading, found } of findings) {
    const { places, derived } = reading.origin;
    const targets = places.length > 0 ? places : derived.length > 0 ? [carrying.draw.pick(derived)] : [];
    for (const place of targets) changed = putPlace(changed, place, found, carrying, turned);
  }
  return changed;
}

function putPlace(world: World, place: Place, found: Found, carrying: Carrying, turned: Set<string>): World {
  const { source, steps } = place;
  const { turn, lists, subject, draw } = carrying;
  const putting: Putting =
    found.kind === 'present'
      ? { kind: 'present', otherwise: drawValue(subject.trees.at(source, steps), draw, 'plain') }
      : found;
  if (source.kind === 'input') return { ...world, input: putAt(world.input, steps, putting, lists) ?? {} };
  const plans = plansOf(world, source.state, carrying);
  const change = (plan: Plan): Plan =>
    source.kind === 'error' ? failing(plan, steps, putting) : returning(plan, place, putting, carrying);
  return withPlans(world, source.state, inTurn(plans, change, turn, source.state, turned));
}

function inTurn(
  plans: readonly Plan[],
  change: (plan: Plan) => Plan,
  turn: Turn,
  state: string,
  turned: Set<string>,
): readonly Plan[] {
  const again = turned.has(state);
  turned.add(state);
  const [first] = plans;
  const last = plans.at(-1);
  if (turn === 'every' || first === undefined || last === undefined) return plans.map(change);
  if (turn === 'first') return again ? [change(first), ...plans.slice(1)] : [change(first), ...plans];
  return again ? [...plans.slice(0, -1), change(last)] : [...plans, change(last)];
}

function plansOf(world: World, state: string, carrying: Carrying): readonly Plan[] {
  const plans = world.plans[state] ?? [];
  const task = carrying.subject.tasks.get(state);
  return plans.length > 0 || task === undefined ? plans : [success(task, carrying)];
}

/** A call that failed succeeds now: its result has the place. */
function returning(plan: Plan, { source, steps }: Place, putting: Putting, carrying: Carrying): Plan {
  const task = carrying.subject.tasks.get(source.state);
  const good = plan.kind === 'result' || task === undefined ? plan : success(task, carrying);
  const before: JsonValue = good.kind === 'result' ? good.value : {};
  return { kind: 'result', value: putAt(before, steps, putting, carrying.lists) ?? null };
}

const success = (task: TaskState, { subject, draw }: Carrying): Plan =>
  drawPlan(task, subject.prepared.stoodFor.get(task.name), subject.trees, draw, 'plain');

/** `Error` is the name by which the call fails, `Cause` spells what is thrown. */
function failing(plan: Plan, steps: Place['steps'], putting: Putting): Plan {
  const error =
    plan.kind === 'error' ? plan : { kind: 'error' as const, name: 'UnexpectedError', detail: {} };
  const [first, , ...rest] = steps;
  if (first?.kind !== 'field' || putting.kind !== 'value') return error;
  if (first.name === 'Error') return { ...error, name: String(putting.value) };
  const detail = putAt(error.detail, rest, putting);
  return { ...error, detail: isJsonObject(detail) ? detail : {} };
}
