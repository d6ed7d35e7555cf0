/**
 * Runs simple JSONata expressions in the analysis, at once: jsonata itself evaluates asynchronously. Paths through objects,
 * literals, arithmetic, comparisons, conditions and a few functions; everything else is left open.
 */
import { isJsonArray, isJsonObject, JsonNumber, type JsonValue } from '../../../src/json/value.ts';
import { open, type Open } from '../outcome.ts';
import { runFunction } from './run-function.ts';
import { isBareStep, type Node, type Step } from './syntax.ts';

export type Result =
  { readonly kind: 'value'; readonly value: JsonValue } | { readonly kind: 'undefined' } | Open;

/** What an expression sees. */
export interface Bindings {
  readonly states: Readonly<Record<string, JsonValue>>;
  readonly variables: Readonly<Record<string, JsonValue>>;
}

const UNKNOWN = open('this JSONata is not analysed');
const value = (of: JsonValue): Result => ({ kind: 'value', value: of });

export function runExpression(node: Node, bindings: Bindings): Result {
  switch (node.type) {
    case 'number':
    case 'string':
    case 'value':
      return value(node.value);
    case 'variable':
      return runPath([node], bindings);
    case 'path':
      return runPath(node.steps, bindings);
    case 'binary':
      return runBinary(node, bindings);
    case 'condition': {
      const condition = runExpression(node.condition, bindings);
      if (condition.kind !== 'value' || typeof condition.value !== 'boolean') return asOpen(condition);
      if (condition.value) return runExpression(node.then, bindings);
      return node.else === undefined ? { kind: 'undefined' } : runExpression(node.else, bindings);
    }
    case 'function': {
      const results = node.arguments.map((argument) => runExpression(argument, bindings));
      const name = node.procedure.type === 'variable' ? node.procedure.value : '';
      return results.find(({ kind }) => kind === 'open') ?? runFunction(name, results);
    }
    default:
      return UNKNOWN;
  }
}

const asOpen = (result: Result): Open => (result.kind === 'open' ? result : UNKNOWN);

/** Names on objects. What paths make of arrays on the way is jsonata's mapping, and is left alone. */
function runPath([root, ...steps]: readonly (Step | Node)[], { states, variables }: Bindings): Result {
  if (root?.type !== 'variable' || !('value' in root) || !isBareStep(root, 'variable')) return UNKNOWN;
  const name = root.value;
  if (name === 'states' && steps.length === 0) return UNKNOWN;
  const known = name === 'states' ? states : Object.hasOwn(variables, name) ? variables[name] : undefined;
  if (known === undefined) return { kind: 'undefined' };
  let found: JsonValue = known;
  for (const step of steps as readonly Step[]) {
    if (!isBareStep(step, 'name') || !isJsonObject(found)) return UNKNOWN;
    if (!Object.hasOwn(found, step.value)) return { kind: 'undefined' };
    found = found[step.value] as JsonValue;
  }
  return holdsSpelling(found)
    ? open('what JSONata makes of numbers of several spellings is not recorded')
    : value(found);
}

const holdsSpelling = (of: JsonValue): boolean =>
  of instanceof JsonNumber ||
  (isJsonArray(of) ? of.some(holdsSpelling) : isJsonObject(of) && Object.values(of).some(holdsSpelling));

function runBinary(node: Extract<Node, { type: 'binary' }>, bindings: Bindings): Result {
  const left = runExpression(node.lhs, bindings);
  const right = runExpression(node.rhs, bindings);
  if (left.kind !== 'value' || right.kind !== 'value')
    return left.kind === 'value' ? asOpen(right) : asOpen(left);
  const result = operate(node.value, left.value, right.value);
  return result === undefined ? UNKNOWN : value(result);
}

/** Undefined where the operands are of kinds for which the result, or the words of its failure, aren't plain. */
function operate(operator: string, a: JsonValue, b: JsonValue): JsonValue | undefined {
  if (operator === '=' || operator === '!=') {
    return isScalar(a) && isScalar(b) ? (a === b) === (operator === '=') : undefined;
  }
  if (typeof a === 'boolean' && typeof b === 'boolean') {
    if (operator === 'and') return a && b;
    return operator === 'or' ? a || b : undefined;
  }
  if (operator === '&') return isText(a) && isText(b) ? `${a}${b}` : undefined;
  if (typeof a === 'number' && typeof b === 'number')
    return arithmetic(operator, a, b) ?? order(operator, a, b);
  return typeof a === 'string' && typeof b === 'string' ? order(operator, a, b) : undefined;
}

const isScalar = (of: JsonValue): boolean => typeof of !== 'object' || of === null;

const isText = (of: JsonValue): of is string | number =>
  typeof of === 'string' || (typeof of === 'number' && Number.isInteger(of));

/** Whole numbers only: how AWS prints other results is Java's matter. */
function arithmetic(operator: string, a: number, b: number): number | undefined {
  if (!Number.isInteger(a) || !Number.isInteger(b)) return undefined;
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    default:
      return undefined;
  }
}

function order<T extends number | string>(operator: string, a: T, b: T): boolean | undefined {
  switch (operator) {
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
    default:
      return undefined;
  }
}
