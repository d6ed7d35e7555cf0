/** Variables: those of this line of states, and the outer ones, which can be read only (AWS-BEHAVIOUR 7.4.7). */
import type { JsonValue } from '../json/value.ts';

export class VariableScope {
  readonly #outer: VariableScope | undefined;
  /** Made with the first variable: most machines have none. */
  #values: Map<string, JsonValue> | undefined;

  constructor(outer?: VariableScope) {
    this.#outer = outer;
  }

  get(name: string): JsonValue | undefined {
    return this.#values?.has(name) ? this.#values.get(name) : this.#outer?.get(name);
  }

  /** True where no variable is in sight. */
  get isEmpty(): boolean {
    return this.#values === undefined && (this.#outer?.isEmpty ?? true);
  }

  assign(assignments: Iterable<readonly [string, JsonValue]>): void {
    for (const [name, value] of assignments) (this.#values ??= new Map()).set(name, value);
  }

  /** Every variable in sight, inner ones before outer ones of the same name. */
  all(): ReadonlyMap<string, JsonValue> {
    return new Map([...(this.#outer?.all() ?? []), ...(this.#values ?? [])]);
  }
}
