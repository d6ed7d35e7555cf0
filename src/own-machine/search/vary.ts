/** Another world near a given one: a value here, an outcome there. */
import type { Draw } from '../../../generators/draw/draw.ts';
import { INPUT } from '../origins/place.ts';
import { drawPlan } from '../world/default-plan.ts';
import { drawValue } from '../world/draw-value.ts';
import type { Plan, World } from '../world/world.ts';
import { withPlans } from '../world/world.ts';
import { plansToFailBy, UNNAMED } from './error-plans.ts';
import type { Subject } from './subject.ts';

export function vary(world: World, subject: Subject, draw: Draw): World {
  const changes = draw.integer(1, 3);
  let varied = world;
  for (let n = 0; n < changes; n++) varied = change(varied, subject, draw);
  return varied;
}

function change(world: World, subject: Subject, draw: Draw): World {
  const tasks = [...subject.tasks.values()];
  const kind = draw.weighted([
    ['input', 40],
    ['plans', tasks.length > 0 ? 60 : 0],
  ]);
  const style = draw.chance(60) ? 'varied' : 'plain';
  if (kind === 'input') return { ...world, input: drawValue(subject.trees.of(INPUT), draw, style) };
  const task = draw.pick(tasks);
  const success = (): Plan =>
    drawPlan(task, subject.prepared.stoodFor.get(task.name), subject.trees, draw, style);
  const failure = (): Plan => {
    const ways = plansToFailBy(draw.pick([...subject.errorNames, UNNAMED]), task);
    return ways.length === 0 ? success() : draw.pick(ways);
  };
  const plans = draw.weighted<() => readonly Plan[]>([
    [() => [success()], 45],
    [() => [failure(), success()], 20],
    [() => [failure()], 15],
    [() => [success(), success()], 12],
    [() => [...(world.plans[task.name] ?? []), success()], 8],
  ]);
  return withPlans(world, task.name, plans());
}
