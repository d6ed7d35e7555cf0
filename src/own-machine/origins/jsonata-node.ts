/** The syntax tree of JSONata 2.0.6 as far as it is read here; its own types don't give it. */
import type { JsonataExpression } from '../../asl/jsonata/expression.ts';
import type { JsonValue } from '../../json/value.ts';

export interface JsonataNode {
  readonly type: string;
  /** A name, an operator, or a literal. */
  readonly value?: unknown;
  readonly lhs?: unknown;
  readonly rhs?: unknown;
  readonly [part: string]: unknown;
}

export const treeOf = ({ engine }: JsonataExpression): JsonataNode => engine.ast() as unknown as JsonataNode;

export const isNode = (value: unknown): value is JsonataNode =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && 'type' in value;

export const nodesIn = (value: unknown): readonly JsonataNode[] =>
  Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [];

/** What a literal is; undefined for every other node. */
export function literalOf(node: JsonataNode | undefined): JsonValue | undefined {
  if (node === undefined) return undefined;
  if (node.type === 'string' || node.type === 'number' || node.type === 'value')
    return node.value as JsonValue;
  if (node.type !== 'unary') return undefined;
  if (node.value === '-') {
    const inner = literalOf(nodesIn(node['expression'])[0]);
    return typeof inner === 'number' ? -inner : undefined;
  }
  if (node.value !== '[') return undefined;
  const items = nodesIn(node['expressions']).map(literalOf);
  return items.every((item) => item !== undefined) ? items : undefined;
}

/** The name of the function that a node calls. */
export const calledName = (node: JsonataNode): string | undefined => {
  const [procedure] = nodesIn(node['procedure']);
  return node.type === 'function' && procedure?.type === 'variable' ? String(procedure.value) : undefined;
};

export const argumentsOf = (node: JsonataNode): readonly JsonataNode[] => nodesIn(node['arguments']);

/** The expressions of the filters of a step or of a node of its own. */
export const filtersOf = (node: JsonataNode): readonly JsonataNode[] =>
  [...nodesIn(node['stages']), ...nodesIn(node['predicate'])]
    .filter(({ type }) => type === 'filter')
    .flatMap(({ expr }) => nodesIn(expr));
