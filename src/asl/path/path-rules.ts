/** Which rules of the catalogue a path carries out, by its form. */
import type { Path, Segment } from './path.ts';
import { operandsOf, type Predicate } from './predicate.ts';

const known = new WeakMap<Path, readonly string[]>();

/** Worked out once a path. Forms that are known by inference only have rules of their own. */
export function pathRules(path: Path): readonly string[] {
  let rules = known.get(path);
  if (rules === undefined) {
    rules = [...new Set(rulesOf(path))];
    known.set(path, rules);
  }
  return rules;
}

function* rulesOf({ text, root, segments, definite }: Path): Iterable<string> {
  if (root.kind === 'context') yield* contextRules(segments);
  if (root.kind === 'variable') yield 'path.variable';
  if (!definite) yield 'path.indefinite';
  if (/\s$/.test(text)) yield 'path.trailing-blank';
  if (/\[\s*['"]/.test(text)) yield 'path.quoted-names';
  for (const segment of segments) yield* segmentRules(segment);
}

function* segmentRules(segment: Segment): Iterable<string> {
  switch (segment.kind) {
    case 'index':
      yield segment.index < 0 ? 'path.negative-index' : 'path.index';
      break;
    case 'indexes':
      if (segment.indexes.some((index) => index < 0)) yield 'path.negative-index';
      break;
    case 'slice':
      if (/-|:.*:/.test(segment.text)) yield 'path.negative-index';
      break;
    case 'filter':
      yield predicateRule(segment.predicate);
      break;
    case 'descent':
      yield 'path.descent';
      yield* segmentRules(segment.inner);
      break;
    default:
  }
}

/** Recorded is the comparison of a field with a literal. */
function predicateRule(predicate: Predicate): string {
  if (predicate.kind === 'exists') return 'path.filter-existence';
  if (holdsBareText(predicate)) return 'path.filter-bare-text';
  const simple =
    predicate.kind === 'comparison' && predicate.operator === '==' && predicate.right.kind === 'literal';
  return simple ? 'path.filter' : 'path.filter-operators';
}

const holdsBareText = (predicate: Predicate): boolean =>
  operandsOf(predicate).some((operand) => operand.kind === 'literal' && operand.bare === true);

/** The context object, and the part of it that a path leads into. */
function* contextRules([first, second]: readonly Segment[]): Iterable<string> {
  yield 'path.context-object';
  const rule = first?.kind === 'property' ? contextRule(first.name) : undefined;
  if (rule === undefined) return;
  const retries = rule === 'context.state' && second?.kind === 'property' && second.name === 'RetryCount';
  yield retries ? 'context.retry-count' : rule;
}

const PARTS: ReadonlyMap<string, string> = new Map([
  ['Execution', 'context.execution'],
  ['StateMachine', 'context.state-machine'],
  ['State', 'context.state'],
  ['Task', 'context.task-token'],
  ['Map', 'context.map-item'],
]);

/** The rule of a part of the context object. */
export const contextRule = (part: string): string | undefined => PARTS.get(part);
