/**
 * A field of a document is one that the document has. The engine also finds what every object of JavaScript inherits
 * (`constructor`, `__proto__`), which would hand a machine the insides of the program that runs it; so the names that are
 * inherited are looked up by a function of our own.
 */
import type { Engine } from './expression.ts';

interface Node {
  type?: string;
  value?: unknown;
  procedure?: unknown;
  arguments?: unknown;
  [part: string]: unknown;
}

/** A name that no expression can spell. */
export const OWN_FIELD = ' own field';

const INHERITED: ReadonlySet<unknown> = new Set(Object.getOwnPropertyNames(Object.prototype));

/** Replaces the steps of a parsed expression that name what objects inherit. */
export function lookUpOwnFields(engine: Engine): void {
  const waiting: unknown[] = [engine.ast()];
  // Parts may be undefined themselves, so that only the empty list is the end.
  while (waiting.length > 0) {
    const part = waiting.pop();
    if (typeof part !== 'object' || part === null) continue;
    if ((part as Node).type === 'name') replace(part as Node);
    else waiting.push(...Object.values(part));
  }
}

function replace(node: Node): void {
  const { value } = node;
  if (!INHERITED.has(value)) return;
  node.type = 'function';
  node.value = '(';
  node.procedure = { type: 'variable', value: OWN_FIELD };
  node.arguments = [{ type: 'string', value }];
}

/** The name that a node looks up, whichever way; undefined for any other node. */
export function fieldName(node: {
  readonly type?: string;
  readonly value?: unknown;
  readonly [part: string]: unknown;
}): string | undefined {
  if (node.type === 'name') return String(node.value);
  const procedure = node['procedure'] as Node | undefined;
  const [name] = (node['arguments'] ?? []) as readonly Node[];
  return node.type === 'function' && procedure?.value === OWN_FIELD ? String(name?.value) : undefined;
}

/** The field of an object, or of each object of an array, as the engine's own look-up gives it. */
export function ownField(input: unknown, name: string): unknown {
  if (Array.isArray(input)) {
    const found = input.flatMap((item: unknown) => ownField(item, name) ?? []);
    return found.length === 0 ? undefined : found.length === 1 ? found[0] : found;
  }
  if (typeof input !== 'object' || input === null || !Object.hasOwn(input, name)) return undefined;
  return (input as Readonly<Record<string, unknown>>)[name];
}
