/** Where the results of JSONata's functions come from. */
import { argumentsOf, calledName, literalOf, nodesIn, type JsonataNode } from './jsonata-node.ts';
import { nodeOrigin, type JsonataScope } from './jsonata-origin.ts';
import type { Use } from './needs.ts';
import {
  computed,
  field,
  item,
  join,
  list,
  NOTHING,
  OPEN,
  spelledBy,
  spelling,
  type Origin,
} from './origin.ts';
import { merged } from './template-origin.ts';

/** What functions take their first argument for. */
const USES: Readonly<Record<string, Use>> = {
  count: 'list',
  sum: 'list',
  max: 'list',
  min: 'list',
  average: 'list',
  map: 'list',
  filter: 'list',
  reduce: 'list',
  reverse: 'list',
  sort: 'list',
  distinct: 'list',
  shuffle: 'list',
  append: 'list',
  partition: 'list',
  join: 'list',
  exists: 'tested for presence',
  number: 'number',
  abs: 'number',
  floor: 'number',
  ceil: 'number',
  round: 'number',
  power: 'number',
  sqrt: 'number',
  formatNumber: 'number',
  fromMillis: 'number',
  toMillis: 'timestamp',
  length: 'text',
  uppercase: 'text',
  lowercase: 'text',
  trim: 'text',
  contains: 'text',
  split: 'text',
  substring: 'text',
  substringBefore: 'text',
  substringAfter: 'text',
  match: 'text',
  replace: 'text',
  base64encode: 'text',
  base64decode: 'text',
  hash: 'text',
  keys: 'object',
  lookup: 'object',
  each: 'object',
  spread: 'object',
};

/** A call of a function. */
export function callOrigin(node: JsonataNode, scope: JsonataScope): Origin {
  return originOfCall(calledName(node), argumentsOf(node), scope);
}

/** `value ~> $f(more)` calls f with the value first. */
export function applyOrigin(node: JsonataNode, scope: JsonataScope): Origin {
  const [value, call] = [nodesIn(node.lhs)[0], nodesIn(node.rhs)[0]];
  if (value === undefined || call === undefined) return OPEN;
  const name = call.type === 'variable' ? String(call.value) : calledName(call);
  return originOfCall(name, [value, ...argumentsOf(call)], scope);
}

function originOfCall(name: string | undefined, given: readonly JsonataNode[], scope: JsonataScope): Origin {
  const [first, second] = given;
  const values = given.filter(({ type }) => type !== 'lambda').map((one) => nodeOrigin(one, scope));
  const [value = NOTHING, other = NOTHING] = values;
  const use = name === undefined || !Object.hasOwn(USES, name) ? undefined : USES[name];
  if (use) scope.needs.read(value, use);
  const [separator] = other.constants;
  // Texts that split where they are split.
  if (/^(?:split|substring(?:Before|After))$/.test(name ?? '') && typeof separator === 'string')
    scope.needs.compared(value, ['a', 'b', 'c', 'd'].join(separator));
  const lambda = second?.type === 'lambda' ? second : undefined;
  switch (name) {
    case 'merge': {
      const parts = first && literalOf(first) === undefined ? elementsOf(first, value, scope) : [value];
      return parts.reduce(merged, NOTHING);
    }
    case 'parse':
      scope.needs.read(spelledBy(value));
      return spelledBy(value);
    case 'string':
      return spelling(value);
    case 'append':
      return list(join(item(value), item(other)));
    case 'filter':
    case 'sort':
    case 'reverse':
    case 'distinct':
    case 'shuffle':
      if (lambda) bodyOrigin(lambda, [item(value)], scope);
      return list(item(value));
    case 'map':
      return list(lambda ? bodyOrigin(lambda, [item(value), OPEN, value], scope) : OPEN);
    case 'single':
      if (lambda) bodyOrigin(lambda, [item(value)], scope);
      return item(value);
    case 'reduce':
      return computed([value, lambda ? bodyOrigin(lambda, [OPEN, item(value)], scope) : OPEN]);
    case 'lookup': {
      const key = second ? literalOf(second) : undefined;
      return typeof key === 'string' ? field(value, key) : computed(values);
    }
    default:
      if (lambda) bodyOrigin(lambda, [item(value)], scope);
      return computed(values);
  }
}

/** What `$merge` merges: the elements of a list that is written out, else any item. */
const elementsOf = (node: JsonataNode, value: Origin, scope: JsonataScope): readonly Origin[] =>
  node.type === 'unary' && node.value === '['
    ? nodesIn(node['expressions']).map((one) => nodeOrigin(one, scope))
    : [item(value)];

function bodyOrigin(lambda: JsonataNode, given: readonly Origin[], scope: JsonataScope): Origin {
  const names = nodesIn(lambda['arguments']).map(({ value }) => String(value));
  const [body] = nodesIn(lambda['body']);
  if (body === undefined) return OPEN;
  const own = new Map(names.map((name, i) => [name, given[i] ?? OPEN]));
  return nodeOrigin(body, { ...scope, variable: (name) => own.get(name) ?? scope.variable(name) });
}
