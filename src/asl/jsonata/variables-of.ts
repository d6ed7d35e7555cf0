/** The variables of the machine that a JSONata expression reads. */
import type { Engine } from './expression.ts';

interface Node {
  readonly type?: string;
  readonly value?: unknown;
  readonly [part: string]: unknown;
}

/**
 * Names without `$`, in the order in which they stand: not `$states`, no function that is called, no name that the
 * expression binds itself. A name that is bound in one part and read from the machine in another counts as bound.
 */
export function variablesOf(engine: Engine): readonly string[] {
  const read = new Set<string>();
  const bound = new Set(['', '$', 'states']);
  walk(engine.ast() as unknown as Node, read, bound);
  return [...read].filter((name) => !bound.has(name));
}

function walk(node: Node, read: Set<string>, bound: Set<string>): void {
  if (node.type === 'variable') read.add(String(node.value));
  // `$name := ...`, the parameters of a function, `@$name`, `#$name`
  if (node.type === 'bind') bound.add(nameOf(node['lhs']));
  if (node.type === 'lambda' && Array.isArray(node['arguments']))
    node['arguments'].forEach((parameter: unknown) => bound.add(nameOf(parameter)));
  for (const key of ['focus', 'index'] as const) {
    if (typeof node[key] === 'string') bound.add(node[key]);
  }
  const called = isNode(node['procedure']) && node['procedure'].type === 'variable';
  for (const [key, part] of Object.entries(node)) {
    if (key === 'procedure' && called) continue;
    const children: readonly unknown[] = Array.isArray(part) ? part.flat(2) : [part];
    for (const child of children) if (isNode(child)) walk(child, read, bound);
  }
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

const nameOf = (node: unknown): string => (isNode(node) ? String(node.value) : '');
