/** Compiles the rules of a Choice state. */
import { isJsonNumber, valueAt, type JsonObject, type JsonValue } from '../../json/value.ts';
import { COMPARATORS } from '../choice/comparators.ts';
import type { ChoiceRule, Comparand, Condition } from '../choice/rule.ts';
import { expressionSource, parseExpression } from '../jsonata/expression.ts';
import { readJsonataTemplate } from '../jsonata/jsonata-template.ts';
import { parsePath } from '../path/parse-path.ts';
import { objectField, objectsField, optional, textField } from './fields.ts';
import { readAssignments } from './read-data-flow.ts';
import type { QueryLanguage } from './state.ts';

export function readChoiceRule(rule: JsonObject, index: number, language: QueryLanguage): ChoiceRule {
  const place = `Choices[${index}]`;
  return {
    next: textField(rule, 'Next') ?? '',
    condition: language === 'JSONata' ? readExpressionCondition(rule, place) : readCondition(rule),
    ...(language === 'JSONata' &&
      optional('output', valueAt(rule, 'Output'), (value) => readJsonataTemplate(value, `${place}/Output`))),
    ...optional('assign', valueAt(rule, 'Assign'), (value) =>
      readAssignments(value, `${place}/Assign`, language),
    ),
  };
}

function readExpressionCondition(rule: JsonObject, place: string): Condition {
  const condition = valueAt(rule, 'Condition');
  if (typeof condition === 'boolean') return { kind: 'constant', value: condition };
  const source = typeof condition === 'string' ? (expressionSource(condition) ?? condition) : '';
  const parsing = parseExpression(source);
  const field = `${place}/Condition`;
  return parsing.ok
    ? {
        kind: 'jsonata',
        template: { kind: 'expression', expression: { source, field, engine: parsing.engine } },
      }
    : { kind: 'constant', value: false };
}

function readCondition(rule: JsonObject): Condition {
  const not = objectField(rule, 'Not');
  if (not) return { kind: 'not', part: readCondition(not) };
  for (const [field, kind] of [
    ['And', 'and'],
    ['Or', 'or'],
  ] as const) {
    if (Object.hasOwn(rule, field)) return { kind, parts: objectsField(rule, field).map(readCondition) };
  }
  return readComparison(rule);
}

function readComparison(rule: JsonObject): Condition {
  const variable = parsePath(textField(rule, 'Variable') ?? '');
  for (const [field, { comparator, byPath }] of COMPARATORS) {
    const source = valueAt(rule, field);
    if (source === undefined) continue;
    const operand = byPath ? pathOperand(source) : literalOperand(source);
    if (variable && operand) return { kind: 'comparison', variable, comparator, operand };
  }
  return { kind: 'constant', value: false };
}

function pathOperand(source: JsonValue): Comparand | undefined {
  const path = typeof source === 'string' ? parsePath(source) : undefined;
  return path && { kind: 'path', path };
}

function literalOperand(source: JsonValue): Comparand | undefined {
  if (isJsonNumber(source)) return { kind: 'literal', value: source.valueOf() };
  return typeof source === 'string' || typeof source === 'boolean'
    ? { kind: 'literal', value: source }
    : undefined;
}
