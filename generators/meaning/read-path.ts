/** Reads a path as AWS does, and says where AWS's way isn't known. */
import { evaluatePath } from '../../src/asl/path/evaluate-path.ts';
import { makePath, type Path, type Segment } from '../../src/asl/path/path.ts';
import type { Predicate } from '../../src/asl/path/predicate.ts';
import { resolve, type Scope } from '../../src/asl/path/scope.ts';
import { isJsonArray, isJsonNumber, isJsonObject, type JsonValue } from '../../src/json/value.ts';
import { open, type Open } from './outcome.ts';

export type Reading =
  | { readonly kind: 'done'; readonly value: JsonValue }
  /** A property that isn't there. */
  | { readonly kind: 'missing' }
  /** An index past the end of an array: null in a payload template (3.2.8), unknown elsewhere. */
  | { readonly kind: 'past the end' }
  | Open;

export function readPath(path: Path, scope: Scope): Reading {
  const unknown = path.segments.map(unknownSegment).find((reason) => reason !== undefined);
  if (unknown !== undefined) return open(unknown);
  if (!path.definite) return readIndefinite(path, scope);
  const found = resolve(path, scope);
  if (found.ok) return { kind: 'done', value: found.value };
  if (path.root.kind !== 'input')
    return open('a missing place in the context object or in a variable is worded by inference alone');
  switch (found.kind) {
    case 'missing-leaf':
    case 'missing-parent':
      return { kind: 'missing' };
    case 'index-out-of-bounds':
      return { kind: 'past the end' };
    case 'not-an-object':
    case 'not-an-array':
      return open('a path through a value of another type is worded by inference alone (3.4.12)');
  }
}

/** Why AWS's way with a step isn't known; undefined where it is. */
function unknownSegment(segment: Segment): string | undefined {
  switch (segment.kind) {
    case 'descent':
      return 'recursive descent was seen on Step Functions Local only (3.4.7)';
    case 'function':
      return "Jayway's functions are not documented (3.4.9)";
    case 'script':
      return 'such a predicate is not known';
    case 'properties':
    case 'indexes':
      return 'several names or indexes in one step are not recorded';
    case 'index':
      return segment.index < 0 ? 'negative indexes are not recorded (3.4.13)' : undefined;
    case 'slice':
      return /^\d*:\d*$/.test(segment.text) && segment.text !== ':'
        ? undefined
        : 'of slices only [n:], [:n] and [n:m] are recorded (3.4.13)';
    case 'filter':
      return isRecordedFilter(segment.predicate)
        ? undefined
        : 'of filters only @.name == number is recorded (3.4.5)';
    case 'property':
    case 'wildcard':
      return undefined;
  }
}

const isRecordedFilter = (predicate: Predicate): boolean =>
  predicate.kind === 'comparison' &&
  predicate.operator === '==' &&
  predicate.left.kind === 'item' &&
  predicate.right.kind === 'literal' &&
  typeof predicate.right.value === 'number';

/**
 * Recorded are indefinite paths over arrays, and over a property that isn't there (3.4.3, 3.4.4). What they make of objects, of
 * null, or of items that lack the property is Jayway's by inference.
 */
function readIndefinite(path: Path, scope: Scope): Reading {
  const at = path.segments.findIndex(({ kind }) => kind !== 'property' && kind !== 'index');
  const before = resolve(makePath(path.text, path.root, path.segments.slice(0, at)), scope);
  if (!before.ok)
    return before.kind === 'missing-leaf' && path.root.kind === 'input'
      ? { kind: 'done', value: [] }
      : open('an indefinite path beyond a missing place is recorded for one missing property only (3.4.4)');
  if (!isJsonArray(before.value)) return open('indefinite paths are recorded over arrays only (3.4.3)');
  const [step, ...rest] = path.segments.slice(at);
  if (step?.kind === 'filter' && !before.value.every((item) => hasNumber(item, step.predicate)))
    return open('a filter over items without the number is not recorded (3.4.6)');
  if (rest.some(({ kind }) => kind !== 'property'))
    return open('several indefinite steps in one path are not recorded');
  const all = { ...path, segments: rest, definite: true };
  if (rest.length > 0 && !before.value.every((item) => evaluatePath(all, item).ok))
    return open('items that lack the property are not recorded');
  const found = resolve(path, scope);
  return found.ok ? { kind: 'done', value: found.value } : { kind: 'missing' };
}

function hasNumber(item: JsonValue, predicate: Predicate): boolean {
  if (predicate.kind !== 'comparison' || predicate.left.kind !== 'item' || !isJsonObject(item)) return false;
  const found = evaluatePath(predicate.left.path, item);
  return found.ok && isJsonNumber(found.value);
}
