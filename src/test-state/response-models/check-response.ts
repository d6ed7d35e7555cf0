/** Holds a mocked result to a response model (AWS-BEHAVIOUR 8.7.5, RECORDED 117). */
import { entriesOf } from '../../json/key-order.ts';
import {
  isJsonArray,
  isJsonNumber,
  isJsonObject,
  type JsonObject,
  type JsonValue,
} from '../../json/value.ts';
import type { Reference, ServiceModel, Shape } from './response-model.ts';

export interface Strictness {
  /** STRICT: required fields must be there. PRESENT looks at the fields that are (8.7.5). */
  readonly required: boolean;
  /** How Step Functions spells a field of the API in the results of this integration. */
  readonly spell: (field: string) => string;
}

/**
 * The first problem in AWS's words, undefined where there is none. Fields that the model doesn't have pass (recorded:
 * field_not_part_of_api_spec). inferred: the texts without a recording's name; that the required fields come first; that a null
 * is a value of another type; that only strings and numbers are held to their bounds, and no string to its pattern.
 */
export function responseProblem(
  value: JsonValue,
  reference: Reference,
  model: ServiceModel,
  strictness: Strictness,
): string | undefined {
  return new Check(model, strictness).value(value, reference, '');
}

class Check {
  readonly #model: ServiceModel;
  readonly #strictness: Strictness;

  constructor(model: ServiceModel, strictness: Strictness) {
    this.#model = model;
    this.#strictness = strictness;
  }

  /** `field` is the nearest field around the value: AWS names no path. */
  value(value: JsonValue, reference: Reference, field: string): string | undefined {
    switch (reference.kind) {
      case 'any':
        return undefined;
      case 'string':
        return typeof value === 'string' ? undefined : mustBe(field, 'a string');
      case 'number':
        return isJsonNumber(value) ? undefined : mustBe(field, 'a number');
      case 'boolean':
        return typeof value === 'boolean' ? undefined : mustBe(field, 'a boolean');
      case 'array':
        if (!isJsonArray(value)) return mustBe(field, 'an array');
        return first(value, (item) => this.value(item, reference.items, field));
      case 'map':
        if (!isJsonObject(value)) return mustBe(field, 'an object');
        return first(entriesOf(value), ([, item]) => this.value(item, reference.values, field));
      case 'shape': {
        const shape = this.#model.shapes.get(reference.name);
        if (shape === undefined) throw new Error(`the response model has no shape '${reference.name}'`);
        return this.#shape(value, shape, field);
      }
    }
  }

  #shape(value: JsonValue, shape: Shape, field: string): string | undefined {
    switch (shape.kind) {
      case 'structure':
        return isJsonObject(value) ? this.#structure(value, shape) : mustBe(field, 'an object');
      case 'string': {
        if (typeof value !== 'string') return mustBe(field, 'a string');
        const { min = 0, max = Infinity, values } = shape;
        if (value.length < min) return `Field '${field}' is smaller than the minimum length`;
        if (value.length > max) return `Field '${field}' exceeds the maximum length`;
        return values?.includes(value) === false ? `Field '${field}' is not an expected value` : undefined;
      }
      case 'number': {
        if (!isJsonNumber(value)) return mustBe(field, 'a number');
        const { min = -Infinity, max = Infinity } = shape;
        if (value.valueOf() < min) return `Field '${field}' is less than the minimum value`;
        return value.valueOf() > max ? `Field '${field}' exceeds the maximum value` : undefined;
      }
    }
  }

  #structure(
    value: JsonObject,
    { fields, required }: Extract<Shape, { kind: 'structure' }>,
  ): string | undefined {
    const { spell } = this.#strictness;
    const missing = this.#strictness.required
      ? required.map(spell).find((field) => !Object.hasOwn(value, field))
      : undefined;
    if (missing !== undefined) return `Required field '${missing}' is missing`;
    const known = new Map([...fields].map(([field, reference]) => [spell(field), reference]));
    return first(entriesOf(value), ([field, item]) => {
      const reference = known.get(field);
      return reference && this.value(item, reference, field);
    });
  }
}

const mustBe = (field: string, type: string): string => `Field '${field}' must be ${type}`;

function first<T>(items: Iterable<T>, problemOf: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const problem = problemOf(item);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
