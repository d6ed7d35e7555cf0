/** Which rules of the catalogue a test of a Choice carries out, given its operands. */
import { isJsonNumber, type JsonValue } from '../../json/value.ts';
import type { Comparator } from './comparators.ts';
import { parseTimestamp } from './timestamp.ts';

export function* comparisonRules(
  comparator: Comparator,
  left: JsonValue,
  right: JsonValue,
): Iterable<string> {
  yield `choice.${comparator.kind}`;
  switch (comparator.kind) {
    case 'boolean':
      if (typeof left !== 'boolean') yield 'choice.type-mismatch';
      else if (typeof right !== 'boolean') yield 'choice.right-side-types';
      return;
    case 'numeric':
      if (!isJsonNumber(left)) yield 'choice.type-mismatch';
      else if (!isJsonNumber(right))
        yield typeof right === 'string' ? 'choice.right-side-types' : 'choice.numeric-path-coercion';
      return;
    case 'string':
    case 'stringMatches':
      if (typeof left !== 'string') yield 'choice.type-mismatch';
      else if (typeof right !== 'string') yield 'choice.right-side-types';
      else if (comparator.kind === 'stringMatches' && right.includes('\\')) yield 'choice.escaped-star';
      return;
    case 'timestamp':
      if (typeof left !== 'string' || !parseTimestamp(left)) yield 'choice.type-mismatch';
      else if (typeof right !== 'string' || !parseTimestamp(right)) yield 'choice.right-side-types';
      else if (!left.endsWith('Z') || !right.endsWith('Z')) yield 'choice.timestamp-offset';
      return;
    case 'is':
    case 'isPresent':
  }
}
