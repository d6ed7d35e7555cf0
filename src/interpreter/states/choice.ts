/** Choice: the first rule that holds decides; else Default; else the execution fails (AWS-BEHAVIOUR 5.5.3, 0.3 C2). */
import type { ChoiceRule, Comparand, Condition } from '../../asl/choice/rule.ts';
import { compare } from '../../asl/choice/comparators.ts';
import { comparisonRules } from '../../asl/choice/comparison-rules.ts';
import type { Path } from '../../asl/path/path.ts';
import { resolve, type Scope } from '../../asl/path/scope.ts';
import type { ChoiceState, JsonataAssignment, TemplateAssignment } from '../../asl/state/state.ts';
import { unmodelledPath } from '../../asl/template/evaluate-template.ts';
import type { JsonDocument } from '../../json/document.ts';
import type { JsonValue } from '../../json/value.ts';
import { assignExpressions, assignTemplates } from '../assign.ts';
import { applyOutputPath } from '../data-flow.ts';
import { selectedInput } from '../effective-input.ts';
import { passOn } from '../finish.ts';
import { evaluateJsonata, evaluateJsonataDocument, unexpectedType } from '../jsonata-evaluation.ts';
import { leave } from '../leave.ts';
import { done, type StateOutcome, type Step } from '../outcome.ts';
import type { Program } from '../program.ts';
import type { Visit } from '../visit.ts';

export function* runChoice(visit: Visit<ChoiceState>): Program<StateOutcome> {
  const { rules, default: otherwise } = visit.state;
  const selected = selectedInput(visit);
  if (selected.kind !== 'done') return selected;
  for (const [index, rule] of rules.entries()) {
    const verdict = yield* holds(visit, rule.condition, selected.value);
    if (verdict.kind !== 'done') return verdict;
    if (verdict.value) {
      if (rules.length > 1) visit.note('choice.first-match');
      if (rule.output === undefined) visit.note('choice.passes-input');
      visit.way = { kind: 'rule', index };
      return yield* take(visit, rule, selected.value);
    }
  }
  // The state's own Assign and Output count on this way only (5.5.8).
  if (otherwise !== undefined) {
    visit.note('choice.default');
    visit.note('choice.passes-input');
    visit.way = { kind: 'default' };
    return yield* passOn(visit, selected.value, otherwise);
  }
  return visit.runtime(
    'Failed to transition out of the state. The state does not point to a next state.',
    'choice.no-match',
  );
}

/** A rule's Assign and Output stand in for the state's (5.5.8, 5.5.9, RECORDED 64). */
function* take(visit: Visit<ChoiceState>, rule: ChoiceRule, input: JsonDocument): Program<StateOutcome> {
  const { data } = visit.state;
  if (rule.assign !== undefined || rule.output !== undefined || data.assign !== undefined)
    visit.note('choice.rule-assign');
  if (data.language === 'JSONata') {
    const assignments = yield* assignExpressions(
      visit,
      rule.assign as readonly JsonataAssignment[] | undefined,
      {},
    );
    if (assignments.kind !== 'done') return assignments;
    if (rule.output === undefined) return leave(visit, rule.next, input, assignments.value);
    const output = yield* evaluateJsonataDocument(visit, rule.output);
    return output.kind === 'done' ? leave(visit, rule.next, output.value, assignments.value) : output;
  }
  const assignments = assignTemplates(visit, rule.assign as readonly TemplateAssignment[] | undefined, input);
  if (assignments.kind !== 'done') return assignments;
  const output = applyOutputPath(visit, data, input);
  return output.kind === 'done' ? leave(visit, rule.next, output.value, assignments.value) : output;
}

function* holds(
  visit: Visit<ChoiceState>,
  condition: Condition,
  input: JsonDocument,
): Program<Step<boolean>> {
  if (condition.kind === 'constant' || condition.kind === 'jsonata') visit.note('choice.condition');
  if (condition.kind === 'constant') return done(condition.value);
  if (condition.kind !== 'jsonata') return test(visit, condition, visit.scope(input));
  const template = { kind: 'expression', expression: condition.expression } as const;
  const step = yield* evaluateJsonata(visit, template);
  if (step.kind !== 'done') return step;
  // A condition that isn't boolean fails the state (5.5.7).
  return typeof step.value === 'boolean'
    ? done(step.value)
    : visit.problem(unexpectedType(template, 'boolean', step.value));
}

/** And, Or and Not, from left to right and no further than needed (5.2.15). */
function test(visit: Visit<ChoiceState>, condition: Condition, scope: Scope): Step<boolean> {
  if (['and', 'or', 'not'].includes(condition.kind)) visit.note('choice.and-or-not');
  switch (condition.kind) {
    case 'not': {
      const part = test(visit, condition.part, scope);
      return part.kind === 'done' ? done(!part.value) : part;
    }
    case 'and':
    case 'or': {
      const decisive = condition.kind === 'or';
      for (const part of condition.parts) {
        const verdict = test(visit, part, scope);
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
  visit.notes(comparisonRules(comparator, left.value, right));
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
