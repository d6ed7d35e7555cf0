/** A world in which every list that the machine works on has one item: nothing then runs side by side in a Map. */
import { entriesOf, objectOf } from '../../json/key-order.ts';
import { isJsonArray, isJsonObject, type JsonValue } from '../../json/value.ts';
import { INPUT } from '../origins/place.ts';
import { resultSource } from '../world/default-plan.ts';
import type { NeedTree } from '../world/need-tree.ts';
import type { World } from '../world/world.ts';
import type { Subject } from './subject.ts';

export function withSingleItems(world: World, { trees, tasks }: Subject): World {
  return {
    input: cut(world.input, trees.of(INPUT)),
    plans: Object.fromEntries(
      Object.entries(world.plans).map(([name, plans]) => {
        const task = tasks.get(name);
        const tree = task && trees.of(resultSource(task));
        return [
          name,
          plans.map((plan) =>
            plan.kind === 'result' && tree ? { ...plan, value: cut(plan.value, tree) } : plan,
          ),
        ];
      }),
    ),
  };
}

function cut(value: JsonValue, tree: NeedTree): JsonValue {
  if (isJsonArray(value)) {
    const listed = tree.each !== undefined || tree.uses.has('list');
    return listed ? value.slice(0, 1).map((item) => cut(item, tree.each ?? tree)) : value;
  }
  if (!isJsonObject(value)) return value;
  return objectOf(
    entriesOf(value).map(([key, inner]) => {
      const field = tree.fields.get(key);
      return [key, field ? cut(inner, field) : inner];
    }),
  );
}
