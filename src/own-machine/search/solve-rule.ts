/** What a Choice must find so that one of its rules, or none of them, decides. */
import type { Draw } from '../../../generators/draw/draw.ts';
import type { ChoiceState } from '../../asl/state/state.ts';
import { jsonataFormula } from '../choice/jsonata-formula.ts';
import { pathFormula } from '../choice/path-formula.ts';
import { solve, type Solving, type Wish } from '../choice/solve.ts';
import { ABSENT, value, type Formula, type Found, type Reading } from '../choice/formula.ts';
import { treeOf } from '../origins/jsonata-node.ts';
import { drawValue } from '../world/draw-value.ts';
import type { Subject } from './subject.ts';

/** The rules as formulas, in order; none where data never reach the state. */
export function formulasOf({ name, rules }: ChoiceState, { analysis }: Subject): readonly Formula[] {
  const visit = analysis.visit(name);
  if (visit === undefined) return [];
  return rules.map(({ condition }) =>
    condition.kind === 'jsonata'
      ? jsonataFormula(treeOf(condition.template.expression), visit.jsonataScope())
      : pathFormula(condition, visit.scope(visit.selected)),
  );
}

/** The rule holds and none before it; without a rule none holds, so that Default is taken. */
export const wishesFor = (formulas: readonly Formula[], rule: number | undefined): readonly Wish[] =>
  formulas
    .slice(0, rule === undefined ? formulas.length : rule + 1)
    .map((formula, index) => ({ formula, holds: index === rule }))
    // What is wanted to hold says the most; the lists are the shorter for it.
    .toSorted((a, b) => Number(b.holds) - Number(a.holds));

export function solveRule(
  state: ChoiceState,
  rule: number | undefined,
  subject: Subject,
  draw: Draw,
): Solving {
  return solve(wishesFor(formulasOf(state, subject), rule), draw, (reading) =>
    drawnValues(reading, subject, draw),
  );
}

/** Values of the shape that the machine reads there. */
function drawnValues({ origin }: Reading, { trees }: Subject, draw: Draw): readonly Found[] {
  const trees_ = [...origin.places, ...origin.derived].map(({ source, steps }) => trees.at(source, steps));
  return [
    ...trees_
      .flatMap((tree) => [
        ...tree.constants,
        drawValue(tree, draw, 'plain'),
        drawValue(tree, draw, 'varied'),
        drawValue(tree, draw, 'varied'),
      ])
      .map(value),
    value([]),
    value(true),
    value(false),
    ABSENT,
  ];
}
