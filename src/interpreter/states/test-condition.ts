/** Tests the condition of a JSONPath rule (AWS-BEHAVIOUR 5.2). */
import type { Comparand, Condition } from '../../asl/choice/rule.ts';
import { compare } from '../../asl/choice/comparators.ts';
import { comparisonRules } from '../../asl/choice/comparison-rules.ts';
import type { Path } from '../../asl/path/path.ts';
import { resolve, type Scope } from '../../asl/path/scope.ts';
import type { ChoiceState } from '../../asl/state/state.ts';
import { unmodelledPath } from '../../asl/template/evaluate-template.ts';
import type { JsonValue } from '../../json/value.ts';
import { done, type Step } from '../outcome.ts';
import type { Visit } from '../visit.ts';

/** And, Or and Not, from left to right and no further than needed (5.2.15). */
export function testCondition(visit: Visit<ChoiceState>, condition: Condition, scope: Scope): Step<boolean> {
  switch (condition.kind) {
    case 'not': {
      visit.note('choice.and-or-not');
      const part = testCondition(visit, condition.part, scope);
      return part.kind === 'done' ? done(!part.value) : part;
    }
    case 'and':
    case 'or': {
      visit.note('choice.and-or-not');
      const decisive = condition.kind === 'or';
      for (const part of condition.parts) {
        const verdict = testCondition(visit, part, scope);
        if (verdict.kind !== 'done' || verdict.value === decisive) return verdict;
      }
      return done(!decisive);
    }
    case 'comparison':
      return testComparison(visit, condition, scope);
    case 'constant':
      return done(condition.value);
    case 'jsonata':
      throw new Error('a JSONata condition inside a JSONPath rule');
  }
}

type Comparison = Extract<Condition, { kind: 'comparison' }>;

/**
 * IsPresent is the only test that may look at a missing path (5.2.11); every other one, IsNull and its like included,
 * fails the execution, with a Default or without (5.2.12), and so does a missing right side (5.2.13).
 */
function testComparison(visit: Visit<ChoiceState>, comparison: Comparison, scope: Scope): Step<boolean> {
  const { variable, comparator, operand } = comparison;
  if (variable.unmodelled) return visit.problem(unmodelledPath(variable));
  if (visit.state.data.language === 'JSONPath' && visit.state.data.inputPath !== undefined)
    visit.note('choice.input-path');
  const left = resolve(variable, scope);
  if (comparator.kind === 'isPresent') {
    visit.note('choice.is-present');
    return done(left.ok === (operand.kind === 'literal' && operand.value === true));
  }
  if (!left.ok) return invalidReference(visit, variable);
  if (operand.kind === 'path' && operand.path.unmodelled) return visit.problem(unmodelledPath(operand.path));
  const right = operandValue(operand, scope);
  if (right === undefined) return invalidReference(visit, (operand as { readonly path: Path }).path);
  visit.note(comparisonRules(comparator, left.value, right));
  return done(compare(comparator, left.value, right));
}

function operandValue(operand: Comparand, scope: Scope): JsonValue | undefined {
  if (operand.kind === 'literal') return operand.value;
  const found = resolve(operand.path, scope);
  return found.ok ? found.value : undefined;
}

const invalidReference = (visit: Visit<ChoiceState>, path: Path): Step<boolean> =>
  visit.runtime(
    `Invalid path '${path.text}': The choice state's condition path references an invalid value.`,
    'choice.missing-variable',
  );
