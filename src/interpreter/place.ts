/** Where in a machine a line of states runs: which branches and iterations it is inside of. */
import type { JsonObject } from '../json/value.ts';
import { itemContext } from './map/item-context.ts';
import type { Item } from './map/items.ts';

export interface Iteration {
  /** The Map's name. */
  readonly state: string;
  readonly index: number;
  readonly item: Item;
}

export class Place {
  readonly isInParallel: boolean;
  readonly isInMap: boolean;
  readonly #outer: Place | undefined;
  readonly #iteration: Iteration | undefined;
  /** Made when somebody asks for it, which most lines never do. */
  #path: string | undefined;
  #mapContext: JsonObject | undefined;

  private constructor(path: string | undefined, outer?: Place, iteration?: Iteration) {
    this.#path = path;
    this.#outer = outer;
    this.#iteration = iteration;
    this.isInMap = outer !== undefined && (outer.isInMap || iteration !== undefined);
    this.isInParallel = outer !== undefined && (outer.isInParallel || iteration === undefined);
  }

  /** That of a line which is an execution of its own; `path` says in which iteration of which Map it was started. */
  static ofExecution(path = ''): Place {
    return new Place(path);
  }

  /** That of an iteration of a Map, or without one of a branch of a Parallel. */
  inside(iteration?: Iteration): Place {
    return new Place(undefined, this, iteration);
  }

  /** Which iterations this is inside of: `Map[0]/Inner[2]`. */
  get path(): string {
    if (this.#path === undefined) {
      const outer = this.#outer?.path ?? '';
      const iteration = this.#iteration;
      this.#path = iteration === undefined ? outer : `${outer}/${iteration.state}[${iteration.index}]`;
    }
    return this.#path;
  }

  /** `Map` of the context object inside of an iteration. */
  get mapContext(): JsonObject | undefined {
    if (this.#iteration === undefined) return this.#outer?.mapContext;
    return (this.#mapContext ??= itemContext(this.#iteration.item, this.#iteration.index));
  }
}
