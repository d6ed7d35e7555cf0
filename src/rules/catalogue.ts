/** The rules by id. */
import type { Rule } from './rule.ts';

export class Catalogue {
  readonly #rules: ReadonlyMap<string, Rule>;

  constructor(rules: ReadonlyMap<string, Rule>) {
    this.#rules = rules;
  }

  get rules(): readonly Rule[] {
    return [...this.#rules.values()];
  }

  find(id: string): Rule | undefined {
    return this.#rules.get(id);
  }
}
