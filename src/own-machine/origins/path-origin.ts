/** Where the value at a path comes from. */
import type { Path, Segment } from '../../asl/path/path.ts';
import type { Operand, Predicate } from '../../asl/path/predicate.ts';
import type { Needs, Use } from './needs.ts';
import { computed, field, item, joinAll, list, OPEN, type Origin } from './origin.ts';

/** What paths of one state see. */
export interface OriginScope {
  /** What `$` means. */
  readonly input: Origin;
  /** What `$$` means. */
  readonly context: Origin;
  readonly variable: (name: string) => Origin;
  readonly needs: Needs;
}

/** Notes that the path is read, and gives where its value comes from. */
export function readPath(path: Path, scope: OriginScope, use?: Use): Origin {
  const found = pathOrigin(path, scope);
  scope.needs.read(found, use);
  return found;
}

export function pathOrigin(path: Path, scope: OriginScope): Origin {
  let origin = rootOrigin(path, scope);
  let many = false;
  let certain = true;
  for (const segment of path.segments) {
    if (isMany(segment)) many = true;
    origin = segmentOrigin(segment, origin, scope);
    certain &&= origin.certain === true;
  }
  if (many) return list(origin);
  // What lies in something that may be missing may be missing.
  return certain === (origin.certain === true) ? origin : withoutCertainty(origin);
}

function withoutCertainty({ certain: _, ...origin }: Origin): Origin {
  return origin;
}

function rootOrigin({ root }: Path, scope: OriginScope): Origin {
  if (root.kind === 'input') return scope.input;
  return root.kind === 'context' ? scope.context : scope.variable(root.name);
}

const isMany = ({ kind }: Segment): boolean => kind !== 'property' && kind !== 'index' && kind !== 'function';

function segmentOrigin(segment: Segment, origin: Origin, scope: OriginScope): Origin {
  switch (segment.kind) {
    case 'property':
      return field(origin, segment.name);
    case 'properties':
      return joinAll(segment.names.map((name) => field(origin, name)));
    case 'index':
      scope.needs.read(origin, 'list');
      return origin.fields.get(String(segment.index)) ?? item(origin);
    case 'indexes':
    case 'wildcard':
    case 'slice':
      scope.needs.read(origin, 'list');
      return item(origin);
    case 'filter': {
      scope.needs.read(origin, 'list');
      const one = item(origin);
      readPredicate(segment.predicate, one, scope);
      return one;
    }
    case 'descent':
    case 'function':
    case 'script':
      return computed([origin, OPEN]);
  }
}

function readPredicate(predicate: Predicate, one: Origin, scope: OriginScope): void {
  switch (predicate.kind) {
    case 'and':
    case 'or':
      for (const part of predicate.parts) readPredicate(part, one, scope);
      return;
    case 'not':
      readPredicate(predicate.part, one, scope);
      return;
    case 'exists':
      scope.needs.read(operandOrigin(predicate.operand, one, scope), 'tested for presence');
      return;
    case 'comparison': {
      const { left, right } = predicate;
      const [a, b] = [operandOrigin(left, one, scope), operandOrigin(right, one, scope)];
      scope.needs.read(a);
      scope.needs.read(b);
      if (right.kind === 'literal') scope.needs.compared(a, right.value);
      if (left.kind === 'literal') scope.needs.compared(b, left.value);
    }
  }
}

function operandOrigin(operand: Operand, one: Origin, scope: OriginScope): Origin {
  if (operand.kind === 'item') return pathOrigin(operand.path, { ...scope, input: one });
  return operand.kind === 'root' ? pathOrigin(operand.path, scope) : OPEN;
}
