/** The references in texts of an API case: `{role}`, `{unique.NAME}`, `{LABEL.FIELD}`. */
import { entriesOf, objectOf } from '../../json/key-order.ts';
import { isJsonArray, isJsonObject, valueAt, type JsonObject, type JsonValue } from '../../json/value.ts';

/** What the references stand for: by label the answers of earlier calls, `role`, and `unique` with the names of the run. */
export type Referents = ReadonlyMap<string, JsonValue>;

const REFERENCE = /\{(role|[a-z]+\.[A-Za-z]+)\}/g;

/** The value with every reference resolved; a text that is one reference takes the type of what it stands for. */
export function resolved(value: JsonValue, referents: Referents): JsonValue {
  if (typeof value === 'string') return resolvedText(value, referents);
  if (isJsonArray(value)) return value.map((item) => resolved(item, referents));
  if (!isJsonObject(value)) return value;
  return resolvedObject(value, referents);
}

export const resolvedObject = (object: JsonObject, referents: Referents): JsonObject =>
  objectOf(entriesOf(object).map(([key, item]) => [key, resolved(item, referents)] as const));

function resolvedText(text: string, referents: Referents): JsonValue {
  const [whole] = text.match(REFERENCE) ?? [];
  if (whole === text) return referent(text.slice(1, -1), referents) ?? text;
  return text.replace(REFERENCE, (reference, name: string) => {
    const found = referent(name, referents);
    return typeof found === 'string' ? found : reference;
  });
}

/** Undefined for what a target has not said. */
function referent(name: string, referents: Referents): JsonValue | undefined {
  const [label = '', field] = name.split('.');
  const answer = referents.get(label);
  if (field === undefined) return answer;
  return isJsonObject(answer) ? valueAt(answer, field) : undefined;
}

/** The names that a case wants to be unique. */
export const uniqueNames = (value: JsonValue): readonly string[] => [
  ...new Set([...JSON.stringify(value).matchAll(/\{unique\.([A-Za-z]+)\}/g)].map(([, name = '']) => name)),
];
