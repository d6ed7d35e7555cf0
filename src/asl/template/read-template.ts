/** Compiles payload templates. */
import { entriesOf } from '../../json/key-order.ts';
import { isJsonArray, isJsonObject, type JsonValue } from '../../json/value.ts';
import { parseIntrinsicCall } from '../intrinsic/parse-call.ts';
import { hashMapOrder } from '../java/hash-map-order.ts';
import { parsePath } from '../path/parse-path.ts';
import type { Template, TemplateField } from './template.ts';

const SUFFIX = '.$';

/** True for keys whose value is evaluated. */
export const isDynamicKey = (key: string): boolean => key.endsWith(SUFFIX);

/** Templates of objects that were met before: JSON never changes, and an object's template depends on nothing else. */
const known = new WeakMap<object, Template>();

/** The template that a JSON value of a definition describes. A text under `.$` that is neither path nor call stays text. */
export function readTemplate(source: JsonValue): Template {
  if (typeof source !== 'object' || source === null) return { kind: 'static', value: source };
  const template = known.get(source) ?? makeTemplate(source);
  known.set(source, template);
  return template;
}

function makeTemplate(source: JsonValue): Template {
  if (isJsonArray(source)) {
    const items = source.map(readTemplate);
    return items.every(isStatic) ? { kind: 'static', value: source } : { kind: 'array', items };
  }
  if (!isJsonObject(source)) return { kind: 'static', value: source };
  const written = entriesOf(source).map(([key, value]): TemplateField & { readonly dynamic: boolean } =>
    isDynamicKey(key)
      ? { name: key.slice(0, -SUFFIX.length), template: readExpression(key, value), dynamic: true }
      : { name: key, template: readTemplate(value), dynamic: false },
  );
  if (written.every((field) => !field.dynamic && isStatic(field.template)))
    return { kind: 'static', value: source };
  const fields = inOutputOrder(written);
  return {
    kind: 'object',
    fields,
    names: fields.map(({ name }) => name),
    reordered: fields.some((field, i) => field !== written[i]),
  };
}

const isStatic = (template: Template): boolean => template.kind === 'static';

/**
 * First the fields without `.$` in the order of the definition, then the others in the order of a Java HashMap of their
 * bare names (RECORDED 1; thirty recorded shapes agree).
 */
function inOutputOrder(
  fields: readonly (TemplateField & { readonly dynamic: boolean })[],
): readonly TemplateField[] {
  const dynamic = new Map(fields.filter((field) => field.dynamic).map((field) => [field.name, field]));
  return [
    ...fields.filter((field) => !field.dynamic),
    ...hashMapOrder([...dynamic.keys()]).flatMap((name) => dynamic.get(name) ?? []),
  ];
}

/** The value of a key that ends in `.$`. */
export function readExpression(field: string, value: JsonValue): Template {
  if (typeof value !== 'string') return { kind: 'static', value };
  if (value.startsWith('$')) {
    const path = parsePath(value);
    if (path) return { kind: 'path', field, path };
  }
  const call = parseIntrinsicCall(value);
  return call ? { kind: 'call', field, call } : { kind: 'static', value };
}
