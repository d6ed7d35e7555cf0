/** The conditions of JSONPath rules as formulas. */
import { compare, type Comparator } from '../../asl/choice/comparators.ts';
import type { Comparand, Condition } from '../../asl/choice/rule.ts';
import type { Path } from '../../asl/path/path.ts';
import type { JsonValue } from '../../json/value.ts';
import { pathOrigin, type OriginScope } from '../origins/path-origin.ts';
import { candidatesFor } from './candidates.ts';
import {
  ABSENT,
  PRESENT,
  truthOf,
  value,
  type Atom,
  type Formula,
  type Found,
  type Reading,
  type Truth,
} from './formula.ts';

export function pathFormula(condition: Condition, scope: OriginScope): Formula {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return { kind: condition.kind, parts: condition.parts.map((part) => pathFormula(part, scope)) };
    case 'not':
      return { kind: 'not', part: pathFormula(condition.part, scope) };
    case 'constant':
      return condition;
    case 'comparison':
      return { kind: 'atom', atom: comparisonAtom(condition, scope) };
    case 'jsonata':
      throw new Error('a JSONata condition inside a JSONPath rule');
  }
}

function comparisonAtom(
  { variable, comparator, operand }: Extract<Condition, { kind: 'comparison' }>,
  scope: OriginScope,
): Atom {
  const left = readingOf(variable, scope);
  const candidates = candidatesFor(comparator, operand);
  if (operand.kind === 'path') {
    const right = readingOf(operand.path, scope);
    // What the machine itself has put on either side is worth a try on the other.
    const known = [...left.origin.constants, ...right.origin.constants].flatMap((one) =>
      typeof one === 'number' || typeof one === 'string' || typeof one === 'boolean'
        ? candidatesFor(comparator, { kind: 'literal', value: one })
        : [],
    );
    const all = [...known, ...candidates];
    return { readings: [left, right], candidates: all, test: ([a, b]) => comparedPaths(comparator, a, b) };
  }
  // An indefinite path gives a list; what of it decides is left to a run.
  if (!variable.definite) return { readings: [left], candidates };
  return { readings: [left], candidates, test: ([found]) => compared(comparator, found, operand) };
}

const readingOf = (path: Path, scope: OriginScope): Reading => ({
  key: path.text,
  names: [
    path.root.kind === 'variable' ? `$${path.root.name}` : path.root.kind,
    ...path.segments.map((segment) => ('name' in segment ? segment.name : segment.kind)),
  ],
  origin: pathOrigin(path, scope),
});

/** IsPresent is the only test that may look at what isn't there (AWS-BEHAVIOUR 5.2.11, 5.2.12). */
function compared(
  comparator: Comparator,
  found: Found | undefined,
  operand: Extract<Comparand, { kind: 'literal' }>,
): Truth {
  if (comparator.kind === 'isPresent')
    return truthOf((found?.kind !== 'absent') === (operand.value === true));
  return found?.kind === 'value' ? truthOf(compare(comparator, found.value, operand.value)) : 'error';
}

const comparedPaths = (comparator: Comparator, a: Found | undefined, b: Found | undefined): Truth =>
  a?.kind === 'value' && b?.kind === 'value' ? truthOf(compare(comparator, a.value, b.value)) : 'error';

export const constants = (values: readonly JsonValue[]): readonly Found[] => values.map(value);
export const PRESENCE: readonly Found[] = [PRESENT, ABSENT];
