/** JSON values on their way into and out of the JSONata engine, which knows JavaScript's numbers only. */
import { objectOf } from '../../json/key-order.ts';
import { isTooDeep } from '../../json/nesting.ts';
import { JsonNumber, type JsonObject, type JsonValue } from '../../json/value.ts';
import { tooLarge } from './limits.ts';
import type { ExpressionResult } from './evaluate-expression.ts';

/** Copies where there is a number with a spelling of its own; otherwise the value itself. */
export function toEngine(value: JsonValue): unknown {
  return holdsSpelledNumber(value) ? respell(value) : value;
}

function holdsSpelledNumber(value: JsonValue): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return value instanceof JsonNumber || Object.values(value).some(holdsSpelledNumber);
}

function respell(value: JsonValue): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof JsonNumber) return value.valueOf();
  if (Array.isArray(value)) return value.map(respell);
  return Object.fromEntries(Object.entries(value as JsonObject).map(([key, item]) => [key, respell(item)]));
}

/** Values that a result may hold; more of them fit into no output by far. */
const MOST_VALUES = 1_000_000;

/** A result as JSON, unless it nests too deep to be one. Non-finite numbers become the strings that JavaScript calls them (AWS-BEHAVIOUR 7.2.13). */
export function fromEngine(result: unknown): ExpressionResult {
  if (result === undefined) return { kind: 'undefined' };
  const conversion = new Conversion();
  const value = conversion.convert(result);
  if (value !== undefined && isTooDeep(value)) return { kind: 'too deep' };
  return value === undefined
    ? { kind: 'unsupported' }
    : { kind: 'value', value, rules: [...conversion.rules] };
}

class Conversion {
  readonly rules = new Set<string>();
  #left = MOST_VALUES;

  /** undefined for a function, or for anything else that JSON can't hold. */
  convert(result: unknown): JsonValue | undefined {
    this.#left -= 1;
    if (this.#left < 0) tooLarge();
    switch (typeof result) {
      case 'string':
      case 'boolean':
        return result;
      case 'number':
        if (Number.isFinite(result)) return result + 0;
        this.rules.add('jsonata.non-finite');
        return String(result);
      case 'object':
        if (result === null) {
          this.rules.add('jsonata.null');
          return null;
        }
        if (Array.isArray(result)) return this.#convertAll(result);
        return isFunctionRecord(result) ? undefined : this.#convertObject(result);
      default:
        return undefined;
    }
  }

  #convertAll(items: readonly unknown[]): readonly JsonValue[] | undefined {
    const converted: JsonValue[] = [];
    for (const item of items) {
      const value = this.convert(item);
      if (value === undefined) return undefined;
      converted.push(value);
    }
    return converted;
  }

  #convertObject(object: object): JsonObject | undefined {
    const entries: [string, JsonValue][] = [];
    for (const [key, item] of Object.entries(object)) {
      if (item === undefined) continue;
      const value = this.convert(item);
      if (value === undefined) return undefined;
      entries.push([key, value]);
    }
    return objectOf(entries);
  }
}

/** The engine keeps functions and lambdas as objects with these marks. */
const isFunctionRecord = (object: object): boolean =>
  '_jsonata_lambda' in object || '_jsonata_function' in object;
