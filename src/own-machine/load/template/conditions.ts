/** The Conditions of a template, with the defaults of its parameters. */
import { jsonEquals } from '../../../json/equal.ts';
import { entriesOf } from '../../../json/key-order.ts';
import { isJsonArray, isJsonObject, valueAt, type JsonValue } from '../../../json/value.ts';
import { MachineProblem } from '../../machine-problem.ts';
import type { Template } from './template.ts';

export class Conditions {
  readonly #template: Template;
  readonly #resolve: (value: JsonValue, place: string) => JsonValue;
  /** Those that are being looked at, to see one that leads back to itself. */
  readonly #open: string[] = [];

  constructor(template: Template, resolve: (value: JsonValue, place: string) => JsonValue) {
    this.#template = template;
    this.#resolve = resolve;
  }

  holds(name: string, place: string): boolean {
    const condition = valueAt(this.#template.conditions, name);
    if (condition === undefined) throw this.#problem(place, `there is no condition '${name}' in Conditions`);
    if (this.#open.includes(name)) {
      const round = [...this.#open.slice(this.#open.indexOf(name)), name].join(' → ');
      throw this.#problem(place, `a condition leads back to itself: ${round}`);
    }
    this.#open.push(name);
    const verdict = this.#test(condition, `Conditions.${name}`);
    this.#open.pop();
    return verdict;
  }

  #test(condition: JsonValue, place: string): boolean {
    const [call] = isJsonObject(condition) ? entriesOf(condition) : [];
    const [name, argument] = call ?? ['', null];
    const parts = isJsonArray(argument) ? argument : [argument];
    switch (name) {
      case 'Condition':
        return this.holds(String(argument), place);
      case 'Fn::And':
        return parts.every((part) => this.#test(part, place));
      case 'Fn::Or':
        return parts.some((part) => this.#test(part, place));
      case 'Fn::Not':
        return !this.#test(parts[0] ?? null, place);
      case 'Fn::Equals': {
        const [left = null, right = null] = parts.map((part) => this.#resolve(part, place));
        return jsonEquals(asText(left), asText(right));
      }
      default:
        throw this.#problem(place, 'expected Fn::Equals, Fn::And, Fn::Or, Fn::Not or Condition');
    }
  }

  #problem(place: string, message: string): MachineProblem {
    return new MachineProblem(`${this.#template.name}: ${place}: ${message}.`);
  }
}

/** CloudFormation compares texts: the number 1 equals "1". */
const asText = (value: JsonValue): JsonValue =>
  typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
