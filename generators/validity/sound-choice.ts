/** Whether the rules of a Choice are such as AWS accepts (AWS-BEHAVIOUR 5.1.3, 5.5.1). */
import { COMPARATORS } from '../../src/asl/choice/comparators.ts';
import { parsePath } from '../../src/asl/path/parse-path.ts';
import { parseTimestamp } from '../../src/asl/choice/timestamp.ts';
import type { QueryLanguage } from '../../src/asl/state/state.ts';
import {
  isJsonArray,
  isJsonNumber,
  isJsonObject,
  type JsonObject,
  type JsonValue,
} from '../../src/json/value.ts';

export function isSoundChoice(state: JsonObject, language: QueryLanguage): boolean {
  if (state['Type'] !== 'Choice') return true;
  const rules = state['Choices'];
  return (
    isJsonArray(rules) &&
    rules.length > 0 &&
    rules.every((rule) => isJsonObject(rule) && isSoundRule(rule, language))
  );
}

/** `Next`, `Assign` and `Comment` stand on the outermost rule; in JSONata `Condition` and `Output` with them. */
function isSoundRule(
  { Next, Assign: _, Comment: __, ...condition }: JsonObject,
  language: QueryLanguage,
): boolean {
  if (typeof Next !== 'string') return false;
  if (language === 'JSONPath') return isSoundCondition(condition);
  return (
    'Condition' in condition &&
    Object.keys(condition).every((field) => ['Condition', 'Output'].includes(field))
  );
}

function isSoundCondition(condition: JsonValue): boolean {
  if (!isJsonObject(condition)) return false;
  const { Comment: _, ...fields } = condition;
  const [[field, value] = ['', null]] = Object.entries(fields);
  if (field === 'And' || field === 'Or')
    return onlyField(fields) && isJsonArray(value) && value.length > 0 && value.every(isSoundCondition);
  if (field === 'Not') return onlyField(fields) && isSoundCondition(value);
  return isSoundTest(fields);
}

const onlyField = (fields: JsonObject): boolean => Object.keys(fields).length === 1;

function isSoundTest({ Variable, ...tests }: JsonObject): boolean {
  const [[name, operand] = ['', null], ...others] = Object.entries(tests);
  const comparator = COMPARATORS.get(name);
  if (
    comparator === undefined ||
    others.length > 0 ||
    typeof Variable !== 'string' ||
    parsePath(Variable) === undefined
  )
    return false;
  if (comparator.byPath) return typeof operand === 'string' && parsePath(operand) !== undefined;
  switch (comparator.operand) {
    case 'boolean':
      return typeof operand === 'boolean';
    case 'number':
      return isJsonNumber(operand);
    case 'string':
      return typeof operand === 'string';
    case 'timestamp':
      return typeof operand === 'string' && parseTimestamp(operand) !== undefined;
  }
}
