/** The shape of one source's document: what a machine reads of it, as a tree. */
import type { JsonValue } from '../../json/value.ts';
import type { Need, Use } from '../origins/needs.ts';
import { sourceKey, type PlaceStep, type Source } from '../origins/place.ts';

export interface NeedTree {
  readonly uses: ReadonlySet<Use>;
  readonly constants: readonly JsonValue[];
  readonly fields: ReadonlyMap<string, NeedTree>;
  /** Of each item. */
  readonly each?: NeedTree;
  /** Of the JSON that the text spells. */
  readonly spelled?: NeedTree;
}

interface GrowingTree extends NeedTree {
  readonly uses: Set<Use>;
  readonly constants: JsonValue[];
  readonly fields: Map<string, GrowingTree>;
  each?: GrowingTree;
  spelled?: GrowingTree;
}

const empty = (): GrowingTree => ({ uses: new Set(), constants: [], fields: new Map() });

export class NeedTrees {
  readonly #trees = new Map<string, GrowingTree>();

  constructor(needs: readonly Need[]) {
    for (const { place, uses, constants } of needs) {
      const tree = place.steps.reduce(inner, this.#tree(place.source));
      for (const use of uses) tree.uses.add(use);
      tree.constants.push(...constants);
    }
  }

  /** Empty for a source of which nothing is read. */
  of(source: Source): NeedTree {
    return this.#trees.get(sourceKey(source)) ?? empty();
  }

  /** What is needed at some steps into a document. */
  at(source: Source, steps: readonly PlaceStep[]): NeedTree {
    let tree: NeedTree | undefined = this.of(source);
    for (const step of steps) {
      if (tree === undefined) break;
      tree =
        step.kind === 'field' ? tree.fields.get(step.name) : step.kind === 'each' ? tree.each : tree.spelled;
    }
    return tree ?? empty();
  }

  #tree(source: Source): GrowingTree {
    const key = sourceKey(source);
    const tree = this.#trees.get(key) ?? empty();
    this.#trees.set(key, tree);
    return tree;
  }
}

function inner(tree: GrowingTree, step: PlaceStep): GrowingTree {
  if (step.kind === 'each') return (tree.each ??= empty());
  if (step.kind === 'spelled') return (tree.spelled ??= empty());
  const known = tree.fields.get(step.name) ?? empty();
  tree.fields.set(step.name, known);
  return known;
}
