/** JSON whose texts may be JSONata expressions, at any depth: Arguments, Output, Assign, ItemSelector, Items ... */
import { entriesOf } from '../../json/key-order.ts';
import { isJsonArray, isJsonObject, type JsonValue } from '../../json/value.ts';
import { expressionSource, parseExpression, type JsonataExpression } from './expression.ts';

export type JsonataTemplate =
  | { readonly kind: 'static'; readonly value: JsonValue }
  | { readonly kind: 'expression'; readonly expression: JsonataExpression }
  | { readonly kind: 'array'; readonly items: readonly JsonataTemplate[] }
  /** In the order of the definition (RECORDED 2). */
  | { readonly kind: 'object'; readonly fields: readonly (readonly [string, JsonataTemplate])[] };

/** Compiles a field of a state; `field` is its name, to which the places inside of it are added. */
export function readJsonataTemplate(source: JsonValue, field: string): JsonataTemplate {
  if (typeof source === 'string') {
    const text = expressionSource(source);
    const parsing = text === undefined ? undefined : parseExpression(text);
    return text !== undefined && parsing?.ok
      ? { kind: 'expression', expression: { source: text, field, engine: parsing.engine } }
      : { kind: 'static', value: source };
  }
  if (isJsonArray(source)) {
    const items = source.map((item, i) => readJsonataTemplate(item, `${field}[${i}]`));
    return items.every(isStatic) ? { kind: 'static', value: source } : { kind: 'array', items };
  }
  if (!isJsonObject(source)) return { kind: 'static', value: source };
  const fields = entriesOf(source).map(
    ([key, value]) => [key, readJsonataTemplate(value, `${field}/${key}`)] as const,
  );
  return fields.every(([, template]) => isStatic(template))
    ? { kind: 'static', value: source }
    : { kind: 'object', fields };
}

const isStatic = (template: JsonataTemplate): boolean => template.kind === 'static';
