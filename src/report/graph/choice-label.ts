/** A Choice rule in a few words, for the arrow that it stands for. */
import { entriesOf } from '../../json/key-order.ts';
import { isJsonArray, isJsonObject, valueAt, type JsonValue } from '../../json/value.ts';
import { writeJson } from '../../json/write.ts';

/** `$.total IsPresent true`, `not (...)`, or the JSONata condition. */
export function choiceLabel(rule: JsonValue): string {
  if (!isJsonObject(rule)) return '';
  const condition = valueAt(rule, 'Condition');
  if (condition !== undefined) return typeof condition === 'string' ? condition : writeJson(condition);
  for (const word of ['And', 'Or'] as const) {
    const rules = valueAt(rule, word);
    if (isJsonArray(rules))
      return rules.map((one) => `(${choiceLabel(one)})`).join(` ${word.toLowerCase()} `);
  }
  const negated = valueAt(rule, 'Not');
  if (negated !== undefined) return `not (${choiceLabel(negated)})`;
  const variable = valueAt(rule, 'Variable');
  const [operator, operand] = entriesOf(rule).find(([key]) => !BESIDE.has(key)) ?? [''];
  return [variable, operator, operand]
    .filter((part) => part !== undefined)
    .map((part) => (typeof part === 'string' ? part : writeJson(part)))
    .join(' ');
}

/** What a rule has besides its operator. */
const BESIDE = new Set(['Variable', 'Next', 'Comment', 'Assign', 'Output']);
