/** Choice: the first rule that holds decides; else Default; else the execution fails (AWS-BEHAVIOUR 5.5.3, 0.3 C2). */
import type { ChoiceRule, Condition } from '../../asl/choice/rule.ts';
import type {
  ChoiceState,
  JsonataAssignment,
  JsonPathDataFlow,
  TemplateAssignment,
} from '../../asl/state/state.ts';
import type { JsonDocument } from '../../json/document.ts';
import { assignExpressions, assignTemplates } from '../assign.ts';
import { applyInputPath, applyOutputPath } from '../data-flow.ts';
import { passOn } from '../finish.ts';
import { evaluateJsonata, evaluateJsonataDocument, unexpectedType } from '../jsonata-evaluation.ts';
import { leave } from '../leave.ts';
import { done, type StateOutcome, type Step } from '../outcome.ts';
import { waits, type Ongoing, type Program } from '../program.ts';
import type { Visit } from '../visit.ts';
import { testCondition } from './test-condition.ts';

export function runChoice(visit: Visit<ChoiceState>): Ongoing<StateOutcome> {
  const { data } = visit.state;
  return data.language === 'JSONata' ? chooseInJsonata(visit) : chooseInJsonPath(visit, data);
}

function chooseInJsonPath(visit: Visit<ChoiceState>, data: JsonPathDataFlow): Ongoing<StateOutcome> {
  const { rules } = visit.state;
  const selected = applyInputPath(visit, data);
  if (selected.kind !== 'done') return selected;
  const scope = visit.scope(selected.value);
  for (let index = 0; index < rules.length; index++) {
    const rule = rules[index] as ChoiceRule;
    const verdict = testCondition(visit, rule.condition, scope);
    if (verdict.kind !== 'done') return verdict;
    if (verdict.value) {
      noteMatch(visit, rule, index);
      return takeInJsonPath(visit, rule, data, selected.value);
    }
  }
  return takeDefault(visit, selected.value);
}

function* chooseInJsonata(visit: Visit<ChoiceState>): Program<StateOutcome> {
  for (const [index, rule] of visit.state.rules.entries()) {
    const verdict = yield* holds(visit, rule.condition);
    if (verdict.kind !== 'done') return verdict;
    if (verdict.value) {
      noteMatch(visit, rule, index);
      return yield* takeInJsonata(visit, rule);
    }
  }
  const otherwise = takeDefault(visit, visit.input);
  return waits(otherwise) ? yield* otherwise : otherwise;
}

/** The state's own Assign and Output count on this way only (5.5.8). */
function takeDefault(visit: Visit<ChoiceState>, input: JsonDocument): Ongoing<StateOutcome> {
  const { default: otherwise } = visit.state;
  if (otherwise !== undefined) {
    visit.note('choice.default');
    visit.note('choice.passes-input');
    visit.way = { kind: 'default' };
    return passOn(visit, input, otherwise);
  }
  return visit.runtime(
    'Failed to transition out of the state. The state does not point to a next state.',
    'choice.no-match',
  );
}

function noteMatch(visit: Visit<ChoiceState>, rule: ChoiceRule, index: number): void {
  const { rules, data } = visit.state;
  if (rules.length > 1) visit.note('choice.first-match');
  if (rule.output === undefined) visit.note('choice.passes-input');
  visit.way = { kind: 'rule', index };
  if (rule.assign !== undefined || rule.output !== undefined || data.assign !== undefined)
    visit.note('choice.rule-assign');
}

/** A rule's Assign and Output stand in for the state's (5.5.8, 5.5.9, RECORDED 64). */
function takeInJsonPath(
  visit: Visit<ChoiceState>,
  rule: ChoiceRule,
  data: JsonPathDataFlow,
  input: JsonDocument,
): StateOutcome {
  const assignments = assignTemplates(visit, rule.assign as readonly TemplateAssignment[] | undefined, input);
  if (assignments.kind !== 'done') return assignments;
  const output = applyOutputPath(visit, data, input);
  return output.kind === 'done' ? leave(visit, rule.next, output.value, assignments.value) : output;
}

function* takeInJsonata(visit: Visit<ChoiceState>, rule: ChoiceRule): Program<StateOutcome> {
  const assign = rule.assign as readonly JsonataAssignment[] | undefined;
  const assignments = yield* assignExpressions(visit, assign, {});
  if (assignments.kind !== 'done') return assignments;
  if (rule.output === undefined) return leave(visit, rule.next, visit.input, assignments.value);
  const output = yield* evaluateJsonataDocument(visit, rule.output);
  return output.kind === 'done' ? leave(visit, rule.next, output.value, assignments.value) : output;
}

function* holds(visit: Visit<ChoiceState>, condition: Condition): Program<Step<boolean>> {
  visit.note('choice.condition');
  if (condition.kind === 'constant') return done(condition.value);
  if (condition.kind !== 'jsonata') throw new Error('a JSONPath condition inside a JSONata rule');
  const step = yield* evaluateJsonata(visit, condition.template);
  if (step.kind !== 'done') return step;
  // A condition that isn't boolean fails the state (5.5.7).
  return typeof step.value === 'boolean'
    ? done(step.value)
    : visit.problem(unexpectedType(condition.template, 'boolean', step.value));
}
