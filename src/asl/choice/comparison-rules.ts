/** Which rules of the catalogue a test of a Choice carries out, given its operands. */
import { isJsonNumber, type JsonValue } from '../../json/value.ts';
import type { Comparator } from './comparators.ts';
import { parseTimestamp } from './timestamp.ts';

/** The test itself, and how its operands differ from what it takes. */
export function comparisonRules(
  comparator: Comparator,
  left: JsonValue,
  right: JsonValue,
): string | readonly string[] {
  const rule = RULES[comparator.kind];
  const oddity = oddityOf(comparator, left, right);
  return oddity === undefined ? rule : [rule, oddity];
}

const RULES = {
  is: 'choice.is',
  isPresent: 'choice.is-present',
  boolean: 'choice.boolean',
  numeric: 'choice.numeric',
  string: 'choice.string',
  timestamp: 'choice.timestamp',
  stringMatches: 'choice.stringMatches',
} as const satisfies Readonly<Record<Comparator['kind'], string>>;

function oddityOf(comparator: Comparator, left: JsonValue, right: JsonValue): string | undefined {
  switch (comparator.kind) {
    case 'boolean':
      if (typeof left !== 'boolean') return 'choice.type-mismatch';
      return typeof right === 'boolean' ? undefined : 'choice.right-side-types';
    case 'numeric':
      if (!isJsonNumber(left)) return 'choice.type-mismatch';
      if (isJsonNumber(right)) return undefined;
      return typeof right === 'string' ? 'choice.right-side-types' : 'choice.numeric-path-coercion';
    case 'string':
    case 'stringMatches':
      if (typeof left !== 'string') return 'choice.type-mismatch';
      if (typeof right !== 'string') return 'choice.right-side-types';
      return comparator.kind === 'stringMatches' && right.includes('\\') ? 'choice.escaped-star' : undefined;
    case 'timestamp':
      if (typeof left !== 'string' || !parseTimestamp(left)) return 'choice.type-mismatch';
      if (typeof right !== 'string' || !parseTimestamp(right)) return 'choice.right-side-types';
      return left.endsWith('Z') && right.endsWith('Z') ? undefined : 'choice.timestamp-offset';
    case 'is':
    case 'isPresent':
      return undefined;
  }
}
