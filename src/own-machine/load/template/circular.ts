/** Resources that need each other: CloudFormation refuses such a template, so that nobody has its machine. */
import { entriesOf } from '../../../json/key-order.ts';
import { isJsonArray, isJsonObject, valueAt, type JsonObject, type JsonValue } from '../../../json/value.ts';
import type { Resource, Template } from './template.ts';

/** The ids of a round that begins and ends with the same one, where the resource leads into one; else undefined. */
export function circularDependency(start: string, { resources }: Template): readonly string[] | undefined {
  const done = new Set<string>();
  const visit = (id: string, way: readonly string[]): readonly string[] | undefined => {
    if (way.includes(id)) return [...way.slice(way.indexOf(id)), id];
    const resource = resources.get(id);
    if (done.has(id) || resource === undefined) return undefined;
    for (const next of new Set(dependencies(resource))) {
      const round = visit(next, [...way, id]);
      if (round) return round;
    }
    done.add(id);
    return undefined;
  };
  return visit(start, []);
}

/** SAM makes resources of their own of these properties: what they name, the resource itself doesn't need. */
const ELSEWHERE = ['Events', 'DeploymentPreference'];

function* dependencies({ id, type, properties, source }: Resource): Iterable<string> {
  const dependsOn = valueAt(source, 'DependsOn');
  for (const name of isJsonArray(dependsOn) ? dependsOn : [dependsOn])
    if (typeof name === 'string') yield name;
  for (const [key, value] of entriesOf(properties)) {
    if (type.startsWith('AWS::Serverless::') && ELSEWHERE.includes(key)) continue;
    for (const name of namedIn(value)) if (name !== id || key !== 'Policies') yield name;
  }
}

function* namedIn(value: JsonValue): Iterable<string> {
  if (isJsonArray(value)) for (const item of value) yield* namedIn(item);
  if (!isJsonObject(value)) return;
  yield* namedByFunction(value);
  for (const item of Object.values(value)) yield* namedIn(item);
}

function* namedByFunction(value: JsonObject): Iterable<string> {
  const reference = valueAt(value, 'Ref');
  if (typeof reference === 'string') yield reference.split('.')[0] ?? '';
  const attribute = valueAt(value, 'Fn::GetAtt');
  const [id] = isJsonArray(attribute) ? attribute : [attribute];
  if (typeof id === 'string') yield id.split('.')[0] ?? '';
  const substitution = valueAt(value, 'Fn::Sub');
  const [text, own] = isJsonArray(substitution) ? substitution : [substitution];
  if (typeof text !== 'string') return;
  for (const [, name = ''] of text.matchAll(/\$\{([^!}][^}]*)\}/g)) {
    const bare = name.trim();
    if (!isJsonObject(own ?? null) || !Object.hasOwn(own as JsonObject, bare)) yield bare.split('.')[0] ?? '';
  }
}
