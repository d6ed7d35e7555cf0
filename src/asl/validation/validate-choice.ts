/** Rules of a Choice state (AWS-BEHAVIOUR 5.1, 5.5). */
import {
  isJsonArray,
  isJsonNumber,
  isJsonObject,
  valueAt,
  type JsonObject,
  type JsonValue,
} from '../../json/value.ts';
import { COMPARATORS } from '../choice/comparators.ts';
import { parseTimestamp } from '../choice/timestamp.ts';
import { parsePath } from '../path/parse-path.ts';
import type { QueryLanguage } from '../state/state.ts';
import { isSubstitution } from '../state/substitution.ts';
import type { Problems } from './problems.ts';
import { validateTemplate } from './validate-paths.ts';

export function validateChoice(
  state: JsonObject,
  language: QueryLanguage,
  place: string,
  problems: Problems,
): void {
  const rules = valueAt(state, 'Choices');
  if (rules === undefined) {
    problems.add('These fields are required: [Choices]', place);
    return;
  }
  if (!isJsonArray(rules) || rules.length === 0) {
    problems.add('Value cannot be empty', `${place}/Choices`);
    return;
  }
  for (const [i, rule] of rules.entries()) {
    const location = `${place}/Choices[${i}]`;
    if (!isJsonObject(rule)) {
      problems.add('Expected value of type Object', location);
      continue;
    }
    if (language === 'JSONata') validateCondition(rule, location, problems);
    else validateRule(rule, location, problems, true);
  }
}

function validateCondition(rule: JsonObject, location: string, problems: Problems): void {
  const missing = ['Condition', 'Next'].filter((field) => !Object.hasOwn(rule, field));
  if (missing.length > 0) problems.add(`These fields are required: [${missing.join(', ')}]`, location);
}

/** `Next` stands on top-level rules only (5.1.3). */
function validateRule(rule: JsonObject, location: string, problems: Problems, top: boolean): void {
  if (top && !Object.hasOwn(rule, 'Next')) problems.add('These fields are required: [Next]', location);
  const assign = valueAt(rule, 'Assign');
  if (assign !== undefined) validateTemplate(assign, `${location}/Assign`, problems);
  const operators = ['And', 'Or', 'Not'].filter((field) => Object.hasOwn(rule, field));
  const comparators = [...COMPARATORS.keys()].filter((field) => Object.hasOwn(rule, field));
  if (operators.length + comparators.length !== 1) {
    problems.add('This object should have exactly one comparison operator', location);
    return;
  }
  const [operator] = operators;
  if (operator !== undefined) validateOperator(rule, operator, location, problems);
  else validateComparison(rule, comparators[0] as string, location, problems);
}

function validateOperator(rule: JsonObject, operator: string, location: string, problems: Problems): void {
  const operand = valueAt(rule, operator) as JsonValue;
  if (operator === 'Not') {
    if (isJsonObject(operand)) validateRule(operand, `${location}/Not`, problems, false);
    else problems.add('Expected value of type Object', `${location}/Not`);
    return;
  }
  if (!isJsonArray(operand) || operand.length === 0) {
    problems.add('Value cannot be empty', `${location}/${operator}`);
    return;
  }
  for (const [i, part] of operand.entries()) {
    if (isJsonObject(part)) validateRule(part, `${location}/${operator}[${i}]`, problems, false);
  }
}

function validateComparison(rule: JsonObject, field: string, location: string, problems: Problems): void {
  const variable = valueAt(rule, 'Variable');
  if (variable === undefined) problems.add('These fields are required: [Variable]', location);
  else if (!isPath(variable)) {
    problems.add('Value is not a Reference Path: ' + String(variable), `${location}/Variable`);
  }
  const operand = valueAt(rule, field) as JsonValue;
  if (!fits(field, operand)) problems.add(expectation(field), `${location}/${field}`);
}

const isPath = (value: JsonValue): boolean =>
  (typeof value === 'string' && parsePath(value) !== undefined) || isSubstitution(value);

function fits(field: string, operand: JsonValue): boolean {
  const comparator = COMPARATORS.get(field);
  if (isSubstitution(operand)) return true;
  if (comparator?.byPath) return isPath(operand);
  switch (comparator?.operand) {
    case 'boolean':
      return typeof operand === 'boolean';
    case 'number':
      return isJsonNumber(operand);
    case 'timestamp':
      return typeof operand === 'string' && parseTimestamp(operand) !== undefined;
    case 'string':
    case undefined:
      return typeof operand === 'string';
  }
}

function expectation(field: string): string {
  const comparator = COMPARATORS.get(field);
  if (comparator?.byPath) return 'Value is not a valid JSONPath';
  if (comparator?.operand === 'timestamp') return 'String does not match RFC3339 timestamp';
  const name = { boolean: 'Boolean', number: 'Number', string: 'String' }[comparator?.operand ?? 'string'];
  return `Expected value of type ${name}`;
}
