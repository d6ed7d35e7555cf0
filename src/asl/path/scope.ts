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

/** Only the part that the path leads into is made; the whole object where the path is wider, or leads nowhere. */
function resolveContext(path: Path, scope: Scope): PathResult {
  const [first, ...rest] = path.segments;
  const part = path.definite && first?.kind === 'property' ? scope.context(first.name) : undefined;
  if (part === undefined || rest.length === 0) return evaluatePath(path, scope.context() ?? null);
  const found = evaluatePath({ ...path, segments: rest }, part);
  // What went wrong is told of the whole path.
  return found.ok ? found : evaluatePath(path, scope.context() ?? null);
}
