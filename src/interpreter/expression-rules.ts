/** Which rules of the catalogue a JSONata template carries out, by what its expressions name. */
import type { JsonataTemplate } from '../asl/jsonata/jsonata-template.ts';
import { isJsonObject, type JsonValue } from '../json/value.ts';
import { contextRule } from '../asl/path/path-rules.ts';

const known = new WeakMap<JsonataTemplate, readonly string[]>();

/** Worked out once a template. */
export function expressionRules(template: JsonataTemplate): readonly string[] {
  let rules = known.get(template);
  if (rules === undefined) {
    rules = [...new Set(rulesOf(template))];
    known.set(template, rules);
  }
  return rules;
}

function* rulesOf(template: JsonataTemplate): Iterable<string> {
  switch (template.kind) {
    case 'static':
      yield* literalRules(template.value);
      return;
    case 'array':
      for (const item of template.items) yield* rulesOf(item);
      return;
    case 'object':
      yield* keyRules(template.fields.map(([key]) => key));
      for (const [, field] of template.fields) yield* rulesOf(field);
      return;
    case 'expression':
      yield 'jsonata.expression-text';
      yield* sourceRules(template.expression.source);
  }
}

/** Of what holds no expression, though it may look like one. */
function* literalRules(value: JsonValue): Iterable<string> {
  if (typeof value === 'string' && value.includes('{%')) yield 'jsonata.expression-text';
  if (!isJsonObject(value)) return;
  yield* keyRules(Object.keys(value));
  for (const field of Object.values(value)) yield* literalRules(field);
}

function* keyRules(keys: readonly string[]): Iterable<string> {
  if (keys.length > 1) yield 'jsonata.key-order';
  if (keys.some((key) => key.endsWith('.$'))) yield 'jsonata.literal-keys';
}

/** AWS's own functions, which have the rules of their names. */
const FUNCTION = /\$(partition|range|hash|uuid|parse|random)\s*\(/g;

const CONTEXT = /\$states\.context\.(\w+)/g;

function* sourceRules(source: string): Iterable<string> {
  for (const [, name = ''] of source.matchAll(FUNCTION)) yield `jsonata.${name}`;
  if (/\$(eval|randomSeeded)\b/.test(source)) yield 'jsonata.no-eval';
  if (source.includes(':=')) yield 'jsonata.assignment';
  if (source.includes('$states')) yield 'jsonata.states';
  for (const [, part = ''] of source.matchAll(CONTEXT)) {
    const rule = contextRule(part);
    if (rule !== undefined) yield rule;
  }
}
