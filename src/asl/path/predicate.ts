/**
 * The predicate of a filter, `[?(@.a == 1 && @.b)]`, and its evaluation.
 *
 * inferred: the comparisons follow Jayway JsonPath; on AWS only `==` with a number is recorded (AWS-BEHAVIOUR 3.4.5),
 * existence was seen on Step Functions Local (3.4.6).
 */
import { jsonEquals } from '../../json/equal.ts';
import { isJsonNumber, type JsonValue } from '../../json/value.ts';
import { evaluatePath } from './evaluate-path.ts';
import type { Path } from './path.ts';

export type ComparisonOperator = '==' | '!=' | '<' | '<=' | '>' | '>=' | '=~' | 'in' | 'nin';

export type Operand =
  /** `bare`: a text that was written without quotes. */
  | { readonly kind: 'literal'; readonly value: JsonValue; readonly bare?: true }
  | { readonly kind: 'pattern'; readonly pattern: RegExp }
  | { readonly kind: 'item'; readonly path: Path }
  | { readonly kind: 'root'; readonly path: Path };

export type Predicate =
  | { readonly kind: 'exists'; readonly operand: Operand }
  | {
      readonly kind: 'comparison';
      readonly operator: ComparisonOperator;
      readonly left: Operand;
      readonly right: Operand;
    }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Predicate[] }
  | { readonly kind: 'not'; readonly part: Predicate };

/** Every operand of a predicate, at any depth. */
export function operandsOf(predicate: Predicate): readonly Operand[] {
  switch (predicate.kind) {
    case 'and':
    case 'or':
      return predicate.parts.flatMap(operandsOf);
    case 'not':
      return operandsOf(predicate.part);
    case 'exists':
      return [predicate.operand];
    case 'comparison':
      return [predicate.left, predicate.right];
  }
}

/** True where the item satisfies the predicate; `root` is what `$` means inside of it. */
export function satisfies(predicate: Predicate, item: JsonValue, root: JsonValue): boolean {
  switch (predicate.kind) {
    case 'and':
      return predicate.parts.every((part) => satisfies(part, item, root));
    case 'or':
      return predicate.parts.some((part) => satisfies(part, item, root));
    case 'not':
      return !satisfies(predicate.part, item, root);
    case 'exists':
      return valueOf(predicate.operand, item, root) !== undefined;
    case 'comparison':
      return compare(predicate, item, root);
  }
}

/** The value of an operand; undefined where its path leads nowhere. */
function valueOf(operand: Operand, item: JsonValue, root: JsonValue): JsonValue | undefined {
  if (operand.kind === 'literal') return operand.value;
  if (operand.kind === 'pattern') return operand.pattern.source;
  const found = evaluatePath(operand.path, operand.kind === 'item' ? item : root);
  return found.ok ? found.value : undefined;
}

type Comparison = Extract<Predicate, { kind: 'comparison' }>;

function compare({ operator, left, right }: Comparison, item: JsonValue, root: JsonValue): boolean {
  const a = valueOf(left, item, root);
  if (operator === '=~') {
    return right.kind === 'pattern' && typeof a === 'string' && right.pattern.test(a);
  }
  const b = valueOf(right, item, root);
  if (operator === '==') return equals(a, b);
  if (operator === '!=') return !equals(a, b);
  if (a === undefined || b === undefined) return false;
  if (operator === 'in') return Array.isArray(b) && b.some((member: JsonValue) => jsonEquals(a, member));
  if (operator === 'nin') return Array.isArray(b) && !b.some((member: JsonValue) => jsonEquals(a, member));
  return ordered(operator, a, b);
}

/** Jayway compares a number and a string by number or by text, whichever the left side is. */
function equals(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  if (isJsonNumber(a) && typeof b === 'string') return b.trim() !== '' && a.valueOf() === Number(b);
  if (typeof a === 'string' && isJsonNumber(b)) return a === String(b.valueOf());
  return jsonEquals(a, b);
}

function ordered(operator: '<' | '<=' | '>' | '>=', a: JsonValue, b: JsonValue): boolean {
  let order: number;
  if (isJsonNumber(a) && isJsonNumber(b)) order = a.valueOf() - b.valueOf();
  else if (typeof a === 'string' && typeof b === 'string') order = a < b ? -1 : Number(a > b);
  else return false;
  if (operator === '<') return order < 0;
  if (operator === '<=') return order <= 0;
  return operator === '>' ? order > 0 : order >= 0;
}
