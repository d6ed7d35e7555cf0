/** Where the value of a JSONata expression comes from. What isn't followed counts as computed from all that it reads. */
import type { JsonataTemplate } from '../../asl/jsonata/jsonata-template.ts';
import type { JsonValue } from '../../json/value.ts';
import { filtersOf, isNode, literalOf, nodesIn, treeOf, type JsonataNode } from './jsonata-node.ts';
import type { Needs } from './needs.ts';
import {
  computed,
  constant,
  field,
  item,
  join,
  joinAll,
  list,
  NOTHING,
  object,
  OPEN,
  type Origin,
} from './origin.ts';
import { applyOrigin, callOrigin } from './jsonata-calls.ts';
import { listOf } from './template-origin.ts';

export interface JsonataScope {
  /** `$states` and the variables, by name without `$`. */
  readonly variable: (name: string) => Origin;
  /** What a name at the beginning of a path is a field of: the item, inside of a filter. */
  readonly item: Origin;
  readonly needs: Needs;
}

export function jsonataOrigin(template: JsonataTemplate, scope: JsonataScope): Origin {
  switch (template.kind) {
    case 'static':
      return constant(template.value);
    case 'expression':
      return nodeOrigin(treeOf(template.expression), scope);
    case 'array':
      return listOf(template.items.map((one) => jsonataOrigin(one, scope)));
    case 'object':
      return object(template.fields.map(([name, one]) => [name, jsonataOrigin(one, scope)]));
  }
}

/** Notes what is read, and gives where the value comes from. */
export function nodeOrigin(node: JsonataNode, scope: JsonataScope): Origin {
  const origin = filtered(node, bareOrigin(node, scope), scope);
  if (node.type === 'path' || node.type === 'variable') scope.needs.read(origin);
  return origin;
}

function bareOrigin(node: JsonataNode, scope: JsonataScope): Origin {
  const literal = literalOf(node);
  if (literal !== undefined) return constant(literal);
  switch (node.type) {
    case 'path':
      return pathOrigin(node, scope);
    case 'variable':
      return node.value === '' ? scope.item : scope.variable(String(node.value));
    case 'name':
      return field(scope.item, String(node.value));
    case 'condition': {
      const [test, yes, no] = ['condition', 'then', 'else'].map((part) => nodesIn(node[part])[0]);
      if (test) nodeOrigin(test, scope);
      return joinAll([yes, no].map((part) => (part ? nodeOrigin(part, scope) : NOTHING)));
    }
    case 'block':
      return blockOrigin(nodesIn(node['expressions']), scope);
    case 'unary':
      return unaryOrigin(node, scope);
    case 'binary':
      return binaryOrigin(node, scope);
    case 'function':
      return callOrigin(node, scope);
    case 'apply':
      return applyOrigin(node, scope);
    default:
      return computed(childrenOf(node).map((child) => nodeOrigin(child, scope)));
  }
}

function pathOrigin(node: JsonataNode, scope: JsonataScope): Origin {
  const [first, ...rest] = nodesIn(node['steps']);
  let origin = first ? filtered(first, bareOrigin(first, scope), scope) : NOTHING;
  for (const step of rest) {
    switch (step.type) {
      case 'name':
        origin = filtered(step, field(origin, String(step.value)), scope);
        break;
      case 'sort':
        break;
      case 'wildcard':
      case 'descendant':
      case 'parent':
        origin = computed([origin]);
        break;
      default:
        // `list.{...}`, `list.$function(...)`: once for each item.
        origin = list(nodeOrigin(step, { ...scope, item: join(origin, item(origin)) }));
    }
  }
  return origin;
}

/** `[0]` takes one item, any other filter some of them. */
function filtered(node: JsonataNode, origin: Origin, scope: JsonataScope): Origin {
  let found = origin;
  for (const filter of filtersOf(node)) {
    const one = join(item(found), found);
    if (typeof literalOf(filter) === 'number') {
      scope.needs.read(found, 'list');
      found = found.fields.get(String(literalOf(filter))) ?? item(found);
    } else {
      scope.needs.read(found, 'list');
      nodeOrigin(filter, { ...scope, item: item(found) });
      found = one;
    }
  }
  return found;
}

/** `$x := ...` holds in what follows it. */
function blockOrigin(expressions: readonly JsonataNode[], scope: JsonataScope): Origin {
  const own = new Map<string, Origin>();
  const inner: JsonataScope = { ...scope, variable: (name) => own.get(name) ?? scope.variable(name) };
  let last = NOTHING;
  for (const expression of expressions) {
    const [name] = nodesIn(expression.lhs);
    const [value] = nodesIn(expression.rhs);
    if (expression.type === 'bind' && name && value) {
      if (value.type === 'lambda') own.set(String(name.value), OPEN);
      else own.set(String(name.value), nodeOrigin(value, inner));
      last = own.get(String(name.value)) ?? OPEN;
    } else last = nodeOrigin(expression, inner);
  }
  return last;
}

function unaryOrigin(node: JsonataNode, scope: JsonataScope): Origin {
  if (node.value === '[') {
    const items = nodesIn(node['expressions']).map((one) => nodeOrigin(one, scope));
    return listOf(items);
  }
  if (node.value === '{') {
    const pairs = Array.isArray(node.lhs) ? (node.lhs as readonly (readonly unknown[])[]) : [];
    return object(
      pairs.flatMap(([key, value]) => {
        const name = isNode(key) ? literalOf(key) : undefined;
        const [inner] = nodesIn(value);
        const origin = inner ? nodeOrigin(inner, scope) : OPEN;
        return typeof name === 'string' ? [[name, origin] as const] : [];
      }),
    );
  }
  return computed(childrenOf(node).map((child) => numeric(nodeOrigin(child, scope), scope)));
}

const COMPARISONS: readonly unknown[] = ['=', '!=', '<', '<=', '>', '>=', 'in'];
const ORDERED: readonly unknown[] = ['<', '<=', '>', '>='];
const ARITHMETIC: readonly unknown[] = ['+', '-', '*', '/', '%'];

function binaryOrigin(node: JsonataNode, scope: JsonataScope): Origin {
  const sides = [...nodesIn(node.lhs), ...nodesIn(node.rhs)];
  const origins = sides.map((side) => nodeOrigin(side, scope));
  if (COMPARISONS.includes(node.value)) noteComparison(node.value, sides, origins, scope.needs);
  if (ARITHMETIC.includes(node.value)) for (const origin of origins) numeric(origin, scope);
  return computed(origins);
}

function noteComparison(
  operator: unknown,
  sides: readonly JsonataNode[],
  origins: readonly Origin[],
  needs: Needs,
): void {
  for (const [i, other] of [1, 0].entries()) {
    const literal = literalOf(sides[other]);
    const origin = origins[i];
    if (origin === undefined) continue;
    // What the machine itself has put there will do for a literal.
    const against = literal === undefined ? (origins[other]?.constants ?? []) : [literal];
    const values = against.flatMap((one) =>
      operator === 'in' && Array.isArray(one) ? (one as readonly JsonValue[]) : [one],
    );
    for (const value of values) needs.compared(origin, value);
    const ordered = ORDERED.includes(operator) && values.every((value) => typeof value === 'number');
    if (ordered || values.some((value) => typeof value === 'number')) needs.read(origin, 'number');
  }
}

function numeric(origin: Origin, { needs }: JsonataScope): Origin {
  needs.read(origin, 'number');
  return origin;
}

const childrenOf = (node: JsonataNode): readonly JsonataNode[] =>
  Object.entries(node).flatMap(([key, part]) =>
    key === 'stages' || key === 'predicate' ? [] : nodesIn(Array.isArray(part) ? part.flat(2) : part),
  );
