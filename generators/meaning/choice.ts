/** Which way a Choice state goes (AWS-BEHAVIOUR 5). */
import { compare, type Comparator } from '../../src/asl/choice/comparators.ts';
import type { Condition } from '../../src/asl/choice/rule.ts';
import { parseTimestamp } from '../../src/asl/choice/timestamp.ts';
import type { Scope } from '../../src/asl/path/scope.ts';
import type {
  ChoiceState,
  JsonataAssignment,
  JsonataDataFlow,
  JsonPathDataFlow,
  TemplateAssignment,
} from '../../src/asl/state/state.ts';
import { isJsonNumber, type JsonValue } from '../../src/json/value.ts';
import { leaveByJsonata } from './jsonata/finish.ts';
import type { Bindings } from './jsonata/run-expression.ts';
import { bindingsOf, runJsonata } from './jsonata/template.ts';
import { leave } from './leave.ts';
import { assign, selectByPath } from './path-fields.ts';
import { done, inTrouble, open, RUNTIME, type StateOutcome, type Step } from './outcome.ts';
import { readPath } from './read-path.ts';
import { scopeOf } from './scope.ts';
import type { Place, Situation } from './situation.ts';
import { isForeseeable } from './unforeseeable.ts';

export function runChoice(state: ChoiceState, situation: Situation, place: Place): StateOutcome {
  const { data } = state;
  if (data.language === 'JSONata') return runJsonataChoice(state, data, situation, place);
  if (data.inputPath !== undefined)
    return open('that Choice rules see the result of InputPath is inferred (3.1.16)');
  const scope = scopeOf(state, situation, place, situation.document);
  for (const rule of state.rules) {
    const verdict = holds(rule.condition, scope);
    if (verdict.kind !== 'done') return inTrouble(verdict, situation);
    if (verdict.value) return take(rule.next, rule.assign as readonly TemplateAssignment[] | undefined);
  }
  return state.default === undefined ? inTrouble(RUNTIME, situation) : take(state.default, data.assign);

  function take(next: string, assignments: readonly TemplateAssignment[] | undefined): StateOutcome {
    const variables = assign(assignments, scope);
    if (variables.kind !== 'done') return inTrouble(variables, situation);
    const output = selectByPath((data as JsonPathDataFlow).outputPath, situation.document, scope);
    return output.kind === 'done'
      ? leave(next, situation, output.value, variables.value)
      : inTrouble(output, situation);
  }
}

/** A rule's Assign and Output stand in for the state's, which count for the Default (5.5.8). */
function runJsonataChoice(
  state: ChoiceState,
  data: JsonataDataFlow,
  situation: Situation,
  place: Place,
): StateOutcome {
  const bindings = bindingsOf(state, situation, place);
  const otherwise = situation.document;
  for (const { condition, next, output, assign: assignments } of state.rules) {
    const verdict =
      condition.kind === 'jsonata' ? expressionHolds(condition, bindings) : asConstant(condition);
    if (verdict.kind !== 'done') return inTrouble(verdict, situation);
    if (!verdict.value) continue;
    const rule = { next, output, assign: assignments as readonly JsonataAssignment[] | undefined, otherwise };
    return leaveByJsonata(rule, bindings, situation);
  }
  if (state.default === undefined) return inTrouble(RUNTIME, situation);
  return leaveByJsonata({ ...data, next: state.default, otherwise }, bindings, situation);
}

const asConstant = (condition: Condition): Step<boolean> =>
  condition.kind === 'constant' ? done(condition.value) : open('a JSONPath rule in a JSONata state');

/** A Condition that isn't boolean fails in words of its own (5.5.7); none is recorded. */
function expressionHolds(
  { template }: Extract<Condition, { kind: 'jsonata' }>,
  bindings: Bindings,
): Step<boolean> {
  const step = runJsonata(template, bindings);
  if (step.kind !== 'done') return step;
  if (!isForeseeable(step.value)) return open('a Choice would go by a value that differs from run to run');
  return typeof step.value === 'boolean'
    ? done(step.value)
    : open('a Condition that is no boolean is not recorded (5.5.7)');
}

/** And and Or stop at the first part that decides (5.2.15). */
export function holds(condition: Condition, scope: Scope): Step<boolean> {
  switch (condition.kind) {
    case 'constant':
      return done(condition.value);
    case 'jsonata':
      return open('a JSONata condition in a JSONPath rule');
    case 'not': {
      const part = holds(condition.part, scope);
      return part.kind === 'done' ? done(!part.value) : part;
    }
    case 'and':
    case 'or':
      for (const part of condition.parts) {
        const verdict = holds(part, scope);
        if (verdict.kind !== 'done' || verdict.value === (condition.kind === 'or')) return verdict;
      }
      return done(condition.kind === 'and');
    case 'comparison':
      return test(condition, scope);
  }
}

function test(
  { variable, comparator, operand }: Extract<Condition, { kind: 'comparison' }>,
  scope: Scope,
): Step<boolean> {
  if (!variable.definite) return open('Variable must be a reference path (3.4.1)');
  const left = readPath(variable, scope);
  if (left.kind === 'open') return left;
  if (left.kind === 'past the end')
    return open('an index past the end is known in payload templates only (3.2.8)');
  if (comparator.kind === 'isPresent')
    return done((left.kind === 'done') === (operand.kind === 'literal' && operand.value === true));
  if (left.kind === 'missing') return RUNTIME;
  if (comparator.kind !== 'is' && !isForeseeable(left.value))
    return open('a Choice would compare a value that differs from run to run');
  if (operand.kind === 'literal') return settle(comparator, left.value, operand.value);
  const right = operand.path.definite
    ? readPath(operand.path, scope)
    : open('a right side must be a reference path');
  if (right.kind === 'open') return right;
  if (right.kind !== 'done') return RUNTIME;
  if (!isForeseeable(right.value)) return open('a Choice would compare a value that differs from run to run');
  if (!isOfType(comparator, right.value))
    return open('a right side of another type rests on a third party or is not recorded (5.2.5, G11)');
  return settle(comparator, left.value, right.value);
}

function settle(comparator: Comparator, left: JsonValue, right: JsonValue): Step<boolean> {
  const asksTime =
    comparator.kind === 'timestamp' || (comparator.kind === 'is' && comparator.type === 'Timestamp');
  if (asksTime && typeof left === 'string' && isAlmostTimestamp(left))
    return open('timestamps in lower case or without seconds are not recorded (G10)');
  if (comparator.kind === 'is' && comparator.type === 'Timestamp' && /^\d{4}-\d\d-\d\d$/.test(String(left)))
    return open('IsTimestamp of a date alone is not recorded (G10)');
  if (comparator.kind === 'stringMatches' && /\\(?![*\\])/.test(String(right)))
    return open('a lone backslash in StringMatches is not recorded (G11)');
  return done(compare(comparator, left, right));
}

const isOfType = (comparator: Comparator, value: JsonValue): boolean => {
  switch (comparator.kind) {
    case 'numeric':
      return isJsonNumber(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'timestamp':
      return typeof value === 'string' && parseTimestamp(value) !== undefined;
    default:
      return typeof value === 'string';
  }
};

const FULL_TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

/** What looks like a timestamp, and is spelled in a way that nobody recorded. */
const isAlmostTimestamp = (text: string): boolean =>
  FULL_TIMESTAMP.test(text)
    ? parseTimestamp(text) === undefined
    : /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d/.test(text);
