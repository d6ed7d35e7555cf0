/** References that AWS refuses in an expression: bare names, `$$`, and fields that `$states` doesn't have there. */
import type { Engine } from './expression.ts';
import { fieldName } from './own-fields.ts';

/** What `$states` holds at the place of the expression, beside `input` and `context`. */
export interface Place {
  readonly result: boolean;
  readonly errorOutput: boolean;
}

interface Node {
  readonly type?: string;
  readonly value?: unknown;
  readonly steps?: readonly Node[];
  readonly [part: string]: unknown;
}

/** One message a reference (AWS-BEHAVIOUR 7.2.4 to 7.2.6; texts seen by a third party). */
export const unsupportedReferences = (engine: Engine, place: Place): readonly string[] => [
  ...new Set(walk(engine.ast() as unknown as Node, true, place)),
];

/**
 * `top` is true where the context is the missing top-level input: everywhere but in later steps of a path, its predicates
 * and its sort terms (7.2.8).
 */
function* walk(node: Node, top: boolean, place: Place): Iterable<string> {
  const name = fieldName(node);
  if (name !== undefined && top) yield `Reference to '${name}' at the top level is not supported.`;
  switch (node.type) {
    case 'path':
      yield* walkPath(node, top, place);
      return;
    case 'transform':
      // `|place|update, delete|` is evaluated on what it is applied to.
      yield* walkParts(node, false, place);
      return;
    case 'variable':
      if (node.value === '$') yield "Reference to '$$' is not supported.";
      break;
    default:
  }
  yield* walkParts(node, top, place);
}

function* walkPath(node: Node, top: boolean, place: Place): Iterable<string> {
  const [first, ...rest] = node.steps ?? [];
  if (first) yield* walk(first, top, place);
  const field = rest[0] && fieldName(rest[0]);
  if (
    first?.type === 'variable' &&
    first.value === 'states' &&
    field !== undefined &&
    !isField(field, place)
  ) {
    yield `Field '$states.${field}' does not exist.`;
  }
  for (const step of rest) yield* walk(step, false, place);
  const { steps: _, ...others } = node;
  yield* walkParts(others, false, place);
}

const isField = (name: string, { result, errorOutput }: Place): boolean =>
  name === 'input' ||
  name === 'context' ||
  (name === 'result' && result) ||
  (name === 'errorOutput' && errorOutput);

/** Predicates and sort terms of a node see the node's own value; its other parts what the node sees. */
const INNER = new Set(['predicate', 'stages', 'group', 'terms']);

function* walkParts(node: Node, top: boolean, place: Place): Iterable<string> {
  for (const [key, part] of Object.entries(node)) {
    if (key === 'value' || typeof part !== 'object' || part === null) continue;
    const inner = top && !INNER.has(key);
    for (const child of (Array.isArray(part) ? part.flat(2) : [part]) as readonly unknown[]) {
      if (typeof child === 'object' && child !== null) yield* walk(child as Node, inner, place);
    }
  }
}
