/**
 * The 39 data tests of a Choice rule (AWS-BEHAVIOUR 5.1.1) and what each makes of its operands.
 *
 * A left operand of another type than the test's makes the test false, never an error (5.2.1, RECORDED 66).
 */
import { isJsonArray, isJsonNumber, isJsonObject, type JsonValue } from '../../json/value.ts';
import { matchesPattern } from './string-matches.ts';
import { compareInstants, parseTimestamp } from './timestamp.ts';

export type Relation = 'Equals' | 'GreaterThan' | 'GreaterThanEquals' | 'LessThan' | 'LessThanEquals';

export type Comparator =
  | { readonly kind: 'is'; readonly type: 'Boolean' | 'Null' | 'Numeric' | 'String' | 'Timestamp' }
  | { readonly kind: 'isPresent' }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'numeric' | 'string' | 'timestamp'; readonly relation: Relation }
  | { readonly kind: 'stringMatches' };

const holds = (relation: Relation, order: number): boolean => {
  switch (relation) {
    case 'Equals':
      return order === 0;
    case 'GreaterThan':
      return order > 0;
    case 'GreaterThanEquals':
      return order >= 0;
    case 'LessThan':
      return order < 0;
    case 'LessThanEquals':
      return order <= 0;
  }
};

/** What a test makes of a value that is there. `right` comes from the rule or, for the `...Path` tests, from the data. */
export function compare(comparator: Comparator, left: JsonValue, right: JsonValue): boolean {
  switch (comparator.kind) {
    case 'isPresent':
      return right === true;
    case 'is':
      return isOfType(comparator.type, left) === right;
    case 'boolean':
      return typeof left === 'boolean' && left === right;
    case 'numeric':
      return isJsonNumber(left) && holds(comparator.relation, left.valueOf() - asDouble(right));
    case 'string':
      return (
        typeof left === 'string' &&
        typeof right === 'string' &&
        holds(comparator.relation, order(left, right))
      );
    case 'timestamp':
      return compareTimestamps(comparator.relation, left, right);
    case 'stringMatches':
      return typeof left === 'string' && typeof right === 'string' && matchesPattern(right, left);
  }
}

/** By UTF-16 units, as Java's compareTo (5.2.7). */
const order = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/**
 * The right operand of a numeric `...Path` test is coerced, not checked: false, null, arrays and objects count as 0, true
 * as 1 (5.2.5, seen by a third party; the explanation by Jackson's asDouble is inferred). A text counts as its number.
 *
 * Equality never holds with such an operand: recorded for `7 NumericEqualsPath {"value":7}` and agreeing with
 * test_numeric_equals_path, where no mixed pair matches.
 */
function asDouble(value: JsonValue): number {
  if (isJsonNumber(value)) return value.valueOf();
  if (typeof value === 'string') return Number(value) || 0;
  return value === true ? 1 : 0;
}

function compareTimestamps(relation: Relation, left: JsonValue, right: JsonValue): boolean {
  const a = typeof left === 'string' ? parseTimestamp(left) : undefined;
  const b = typeof right === 'string' ? parseTimestamp(right) : undefined;
  return a !== undefined && b !== undefined && holds(relation, compareInstants(a, b));
}

function isOfType(type: Extract<Comparator, { kind: 'is' }>['type'], value: JsonValue): boolean {
  switch (type) {
    case 'Boolean':
      return typeof value === 'boolean';
    case 'Null':
      return value === null;
    case 'Numeric':
      return isJsonNumber(value);
    case 'String':
      return typeof value === 'string';
    case 'Timestamp':
      return (
        typeof value === 'string' &&
        !isJsonArray(value) &&
        !isJsonObject(value) &&
        parseTimestamp(value) !== undefined
      );
  }
}

const RELATIONS: readonly Relation[] = [
  'Equals',
  'GreaterThan',
  'GreaterThanEquals',
  'LessThan',
  'LessThanEquals',
];

interface NamedComparator {
  readonly comparator: Comparator;
  /** True for the `...Path` forms, whose right side is a path. */
  readonly byPath: boolean;
  readonly operand: 'boolean' | 'number' | 'string' | 'timestamp';
}

/** Every data test by the name of its field. */
export const COMPARATORS: ReadonlyMap<string, NamedComparator> = new Map(
  (function* (): Iterable<[string, NamedComparator]> {
    for (const type of ['Boolean', 'Null', 'Numeric', 'String', 'Timestamp'] as const) {
      yield [`Is${type}`, { comparator: { kind: 'is', type }, byPath: false, operand: 'boolean' }];
    }
    yield ['IsPresent', { comparator: { kind: 'isPresent' }, byPath: false, operand: 'boolean' }];
    yield ['StringMatches', { comparator: { kind: 'stringMatches' }, byPath: false, operand: 'string' }];
    for (const byPath of [false, true]) {
      const suffix = byPath ? 'Path' : '';
      yield [`BooleanEquals${suffix}`, { comparator: { kind: 'boolean' }, byPath, operand: 'boolean' }];
      for (const relation of RELATIONS) {
        yield [
          `Numeric${relation}${suffix}`,
          { comparator: { kind: 'numeric', relation }, byPath, operand: 'number' },
        ];
        yield [
          `String${relation}${suffix}`,
          { comparator: { kind: 'string', relation }, byPath, operand: 'string' },
        ];
        yield [
          `Timestamp${relation}${suffix}`,
          { comparator: { kind: 'timestamp', relation }, byPath, operand: 'timestamp' },
        ];
      }
    }
  })(),
);
