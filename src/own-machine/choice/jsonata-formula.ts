/** The conditions of JSONata rules as formulas. What isn't a plain test of one reading is left to a run to decide. */
import { jsonEquals } from '../../json/equal.ts';
import { isJsonArray, isJsonNumber, type JsonValue } from '../../json/value.ts';
import {
  argumentsOf,
  calledName,
  filtersOf,
  isNode,
  literalOf,
  nodesIn,
  type JsonataNode,
} from '../origins/jsonata-node.ts';
import { nodeOrigin, type JsonataScope } from '../origins/jsonata-origin.ts';
import { around, textsAround } from './candidates.ts';
import {
  ABSENT,
  PRESENT,
  truthOf,
  value,
  type Atom,
  type Formula,
  type Found,
  type Reading,
  type Truth,
} from './formula.ts';

export function jsonataFormula(node: JsonataNode, scope: JsonataScope): Formula {
  const literal = literalOf(node);
  if (typeof literal === 'boolean') return { kind: 'constant', value: literal };
  const sides = [...nodesIn(node.lhs), ...nodesIn(node.rhs)];
  if (node.type === 'binary' && (node.value === 'and' || node.value === 'or'))
    return { kind: node.value, parts: sides.map((side) => jsonataFormula(side, scope)) };
  const [only, ...more] = nodesIn(node['expressions']);
  if (node.type === 'block' && only && more.length === 0) return jsonataFormula(only, scope);
  const [first] = argumentsOf(node);
  if (calledName(node) === 'not' && first) return { kind: 'not', part: jsonataFormula(first, scope) };
  if (calledName(node) === 'boolean' && first) return jsonataFormula(first, scope);
  return { kind: 'atom', atom: plainAtom(node, scope) ?? opaqueAtom(node, scope) };
}

/** A test of one reading that can be told without a run. */
function plainAtom(node: JsonataNode, scope: JsonataScope): Atom | undefined {
  const bare = readingOf(node, scope);
  if (bare)
    return { readings: [bare], candidates: [value(true), value(false)], test: ([found]) => asBoolean(found) };
  const [argument, literalArgument] = argumentsOf(node);
  const read = argument && readingOf(argument, scope);
  if (read && calledName(node) === 'exists')
    return {
      readings: [read],
      candidates: [PRESENT, ABSENT],
      test: ([found]) => truthOf(found?.kind !== 'absent'),
    };
  const part = literalOf(literalArgument);
  if (read && calledName(node) === 'contains' && typeof part === 'string') {
    const test = ([found]: readonly Found[]): Truth =>
      found?.kind === 'value' && typeof found.value === 'string'
        ? truthOf(found.value.includes(part))
        : 'error';
    return { readings: [read], candidates: [part, `a ${part} b`, 'other'].map(value), test };
  }
  return node.type === 'binary' ? comparisonAtom(node, scope) : undefined;
}

const asBoolean = (found: Found | undefined): Truth =>
  found?.kind === 'value' && typeof found.value === 'boolean' ? truthOf(found.value) : 'error';

/** `reading operator literal`, or the other way round; `$count(reading)` and its like in place of the reading. */
function comparisonAtom(node: JsonataNode, scope: JsonataScope): Atom | undefined {
  const [left, right] = [nodesIn(node.lhs)[0], nodesIn(node.rhs)[0]];
  if (left === undefined || right === undefined) return undefined;
  const both = [readingOf(left, scope), readingOf(right, scope)] as const;
  if (both[0] && both[1]) return jointAtom(String(node.value), both[0], both[1]);
  const straight = literalOf(right) !== undefined;
  const [side, literal] = straight ? [left, literalOf(right)] : [right, literalOf(left)];
  const operator = straight ? String(node.value) : (TURNED[String(node.value)] ?? String(node.value));
  if (literal === undefined || (operator === 'in' && !straight)) return undefined;
  const [argument] = argumentsOf(side);
  const measure = calledName(side) === undefined ? undefined : MEASURES[calledName(side) ?? ''];
  const reading = readingOf(measure && argument ? argument : side, scope);
  if (reading === undefined) return undefined;
  const candidates = measure ? measure.candidates(literal) : candidatesNear(operator, literal);
  return {
    readings: [reading],
    candidates: candidates.map(value),
    test: ([found]) => {
      const measured = measure ? measure.of(found) : found?.kind === 'value' ? found.value : undefined;
      return found?.kind === 'present' ? 'error' : decide(operator, measured, literal);
    },
  };
}

/** Two readings against each other. */
function jointAtom(operator: string, left: Reading, right: Reading): Atom {
  const known = [...left.origin.constants, ...right.origin.constants];
  const test = ([a, b]: readonly Found[]): Truth =>
    b?.kind === 'value' && a?.kind === 'value' ? decide(operator, a.value, b.value) : 'error';
  return { readings: [left, right], candidates: nearAll(operator, known).map(value), test };
}

const nearAll = (operator: string, known: readonly JsonValue[]): readonly JsonValue[] =>
  (known.length === 0 ? [1, 2, 'a', 'b'] : known).flatMap((one) => candidatesNear(operator, one));

const TURNED: Readonly<Record<string, string>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

function candidatesNear(operator: string, literal: JsonValue): readonly JsonValue[] {
  if (operator === 'in' && isJsonArray(literal)) return [...literal, 'other'];
  if (isJsonNumber(literal)) return around(literal.valueOf());
  return typeof literal === 'string' ? textsAround(literal) : [literal, 'other', true, false, null];
}

/** An operand that isn't there equals nothing and differs from nothing. */
function decide(operator: string, left: JsonValue | undefined, right: JsonValue): Truth {
  if (left === undefined)
    return operator === '=' || operator === '!=' || operator === 'in' ? 'false' : 'error';
  switch (operator) {
    case '=':
      return truthOf(jsonEquals(left, right));
    case '!=':
      return truthOf(!jsonEquals(left, right));
    case 'in':
      return truthOf(
        isJsonArray(right) ? right.some((one) => jsonEquals(one, left)) : jsonEquals(left, right),
      );
    default: {
      const order = orderOf(left, right);
      if (order === undefined) return 'error';
      if (operator === '<') return truthOf(order < 0);
      if (operator === '<=') return truthOf(order <= 0);
      return truthOf(operator === '>' ? order > 0 : order >= 0);
    }
  }
}

function orderOf(left: JsonValue, right: JsonValue): number | undefined {
  if (isJsonNumber(left) && isJsonNumber(right)) return left.valueOf() - right.valueOf();
  if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : Number(left > right);
  return undefined;
}

interface Measure {
  readonly of: (found: Found | undefined) => JsonValue | undefined;
  readonly candidates: (literal: JsonValue) => readonly JsonValue[];
}

const lengths = (literal: JsonValue): readonly number[] =>
  [-1, 0, 1].map((step) => Math.min(Math.max(0, Number(literal) + step), 30));

const listOf = (found: Found | undefined): readonly JsonValue[] =>
  found?.kind !== 'value' ? [] : isJsonArray(found.value) ? found.value : [found.value];

/** Functions of a list or a text that give a number. */
const MEASURES: Readonly<Record<string, Measure>> = {
  count: {
    of: (found) => listOf(found).length,
    candidates: (literal) => lengths(literal).map((length) => Array.from({ length }, () => ({}))),
  },
  sum: {
    of: (found) => listOf(found).reduce((sum: number, one) => sum + Number(one), 0),
    candidates: (literal) => [-1, 0, 1].map((step) => [Number(literal) + step]),
  },
  length: {
    of: (found) =>
      found?.kind === 'value' && typeof found.value === 'string' ? found.value.length : undefined,
    candidates: (literal) => lengths(literal).map((length) => 'x'.repeat(length)),
  },
};

/** A path from a variable, without filters: one place. */
function readingOf(node: JsonataNode, scope: JsonataScope): Reading | undefined {
  if (node.type === 'variable' && filtersOf(node).length === 0)
    return {
      key: `$${String(node.value)}`,
      names: [`$${String(node.value)}`],
      origin: nodeOrigin(node, scope),
    };
  const steps = nodesIn(node['steps']);
  const [root, ...rest] = steps;
  const plain = root?.type === 'variable' && rest.every(({ type }) => type === 'name');
  if (node.type !== 'path' || !plain || steps.some((step) => filtersOf(step).length > 0)) return undefined;
  const names = steps.map((step, i) => (i === 0 ? `$${String(step.value)}` : String(step.value)));
  return { key: names.join('.'), names, origin: nodeOrigin(node, scope) };
}

/** All that it reads, wherever in it. */
function opaqueAtom(node: JsonataNode, scope: JsonataScope): Atom {
  const readings = new Map<string, Reading>();
  for (const one of readingsIn(node, scope)) readings.set(one.key, one);
  return { readings: [...readings.values()], candidates: [] };
}

function* readingsIn(node: JsonataNode, scope: JsonataScope): Iterable<Reading> {
  const reading = readingOf(node, scope);
  if (reading) return yield reading;
  if (node.type === 'path' || node.type === 'variable') {
    const [root] = node.type === 'path' ? nodesIn(node['steps']) : [node];
    if (root?.type === 'variable')
      yield { key: JSON.stringify(node.value ?? node['steps']), names: [], origin: nodeOrigin(node, scope) };
  }
  for (const part of Object.values(node)) {
    const children: readonly unknown[] = Array.isArray(part) ? part.flat(2) : [part];
    for (const child of children) if (isNode(child)) yield* readingsIn(child, scope);
  }
}
