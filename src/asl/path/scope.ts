/** What paths of one state can see. */
import type { JsonDocument } from '../../json/document.ts';
import type { JsonValue } from '../../json/value.ts';
import type { Random } from '../random.ts';
import { evaluatePath, type PathResult } from './evaluate-path.ts';
import { pathRules } from './path-rules.ts';
import type { Path, Segment } from './path.ts';

export interface Scope {
  /** What `$` means. */
  readonly input: JsonDocument;
  /** What `$$` means, or one part of it, `Execution` say; made when asked for. */
  readonly context: (part?: string) => JsonValue | undefined;
  /** One field of a part, `Name` of `Execution` say, where it can be had without the others; else undefined. */
  readonly contextField?: (part: string, field: string) => JsonValue | undefined;
  readonly variable: (name: string) => JsonValue | undefined;
  readonly random: Random;
  /** Notes a rule of the catalogue, or each of a list, that an evaluation carries out. */
  readonly note?: (rules: string | readonly string[]) => void;
}

/** The value that a path names in a scope. */
export function resolve(path: Path, scope: Scope): PathResult {
  noteForm(path, scope);
  switch (path.root.kind) {
    case 'input':
      return evaluatePath(path, scope.input.value);
    case 'context':
      return resolveContext(path, scope);
    case 'variable': {
      const value = scope.variable(path.root.name);
      if (value !== undefined) return evaluatePath(path, value);
      scope.note?.('variables.unset-in-path');
      const segments: readonly Segment[] = [{ kind: 'property', name: path.root.name }];
      return { ok: false, kind: 'missing-leaf', segments, at: 0 };
    }
  }
}

function noteForm(path: Path, scope: Scope): void {
  if (scope.note === undefined) return;
  const rules = pathRules(path);
  if (rules.length > 0) scope.note(rules);
}

/** Only what the path leads into is made; the whole object where the path is wider, or leads nowhere. */
function resolveContext(path: Path, scope: Scope): PathResult {
  const [first, second] = path.segments;
  if (path.definite && first?.kind === 'property') {
    const found =
      second?.kind === 'property'
        ? (follow(path, 2, scope.contextField?.(first.name, second.name)) ??
          follow(path, 1, scope.context(first.name)))
        : undefined;
    if (found) return found;
  }
  return evaluatePath(path, scope.context() ?? null);
}

/** Where the rest of the path leads from a part of the object; undefined where it leads nowhere: that is told of the whole path. */
function follow(path: Path, taken: number, part: JsonValue | undefined): PathResult | undefined {
  if (part === undefined) return undefined;
  const found = evaluatePath({ ...path, segments: path.segments.slice(taken) }, part);
  return found.ok ? found : undefined;
}
