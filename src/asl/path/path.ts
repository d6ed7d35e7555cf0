/**
 * A path of the Amazon States Language in the Jayway dialect, parsed.
 *
 * Source: AWS-BEHAVIOUR 3.4; the dialect is the one of Jayway JsonPath, on which AWS's texts depend (2.3.5, 2.3.6).
 */
import { operandsOf, type Predicate } from './predicate.ts';

/** What a path starts from: the state's data, the context object, or a variable. */
export type PathRoot =
  | { readonly kind: 'input' }
  | { readonly kind: 'context' }
  | { readonly kind: 'variable'; readonly name: string };

export type Segment =
  | { readonly kind: 'property'; readonly name: string }
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'properties'; readonly names: readonly string[] }
  | { readonly kind: 'indexes'; readonly indexes: readonly number[] }
  | { readonly kind: 'wildcard' }
  | { readonly kind: 'slice'; readonly text: string }
  | { readonly kind: 'filter'; readonly predicate: Predicate }
  | { readonly kind: 'descent'; readonly inner: Segment }
  | { readonly kind: 'function'; readonly name: string }
  /** A predicate or an expression of which the reference knows nothing. */
  | { readonly kind: 'script'; readonly text: string };

export interface Path {
  /** The path as the definition wrote it; AWS quotes it in causes. */
  readonly text: string;
  readonly root: PathRoot;
  readonly segments: readonly Segment[];
  /**
   * True where the path names at most one place: only `.name`, `['name']` and `[n]`. A definite path gives the
   * value, an indefinite one an array (AWS-BEHAVIOUR 3.4.3).
   */
  readonly definite: boolean;
  /**
   * True where the path holds what the reference doesn't model: a function of Jayway such as `length()`, of which AWS's
   * behaviour isn't known (3.4.9), or a predicate that isn't known at all. A machine that gets there is declined.
   */
  readonly unmodelled: boolean;
}

const isDefinite = (segment: Segment): boolean => segment.kind === 'property' || segment.kind === 'index';

export function makePath(text: string, root: PathRoot, segments: readonly Segment[]): Path {
  return {
    text,
    root,
    segments,
    definite: segments.every(isDefinite),
    unmodelled: segments.some(isUnmodelled),
  };
}

function isUnmodelled(segment: Segment): boolean {
  switch (segment.kind) {
    case 'function':
    case 'script':
      return true;
    case 'descent':
      return isUnmodelled(segment.inner);
    case 'filter':
      return operandsOf(segment.predicate).some((operand) => 'path' in operand && operand.path.unmodelled);
    default:
      return false;
  }
}

/** A segment as Jayway writes it in its messages: `['name']`, `[0]`, `[*]`. */
export function segmentText(segment: Segment): string {
  switch (segment.kind) {
    case 'property':
      return `['${segment.name}']`;
    case 'properties':
      return `[${segment.names.map((name) => `'${name}'`).join(',')}]`;
    case 'index':
      return `[${segment.index}]`;
    case 'indexes':
      return `[${segment.indexes.join(',')}]`;
    case 'wildcard':
      return '[*]';
    case 'slice':
      return `[${segment.text}]`;
    case 'filter':
      return '[?]';
    case 'descent':
      return `..${segmentText(segment.inner)}`;
    case 'function':
      return `.${segment.name}()`;
    case 'script':
      return `[?]`;
  }
}

/** The first `count` segments as Jayway writes a path: `$['a']['b'][0]`. */
export const pathText = (segments: readonly Segment[], count = segments.length): string =>
  '$' + segments.slice(0, count).map(segmentText).join('');
