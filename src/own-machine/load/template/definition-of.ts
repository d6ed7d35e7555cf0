/** The definition of a template's state machine, with its substitutions filled in. */
import { readdir } from 'node:fs/promises';
import { basename, dirname, join, resolve as absolute } from 'node:path';
import { entriesOf } from '../../../json/key-order.ts';
import { isJsonNumber, isJsonObject, valueAt, type JsonObject, type JsonValue } from '../../../json/value.ts';
import { writeJson } from '../../../json/write.ts';
import { MachineProblem } from '../../machine-problem.ts';
import { parseJsonText, parseText } from '../parse-text.ts';
import { readText } from '../read-text.ts';
import { Resolver } from './resolve.ts';
import type { Resource, Template } from './template.ts';

/** `path` is the template's file: local files that it names lie beside it. */
export async function definitionOf(machine: Resource, template: Template, path: string): Promise<JsonValue> {
  const resolver = new Resolver(template);
  const place = `Resources.${machine.id}.Properties`;
  const property = (name: string): JsonValue | undefined => {
    const value = valueAt(machine.properties, name);
    return value === undefined ? undefined : resolver.resolve(value, `${place}.${name}`);
  };
  const file = property('DefinitionUri') ?? property('DefinitionS3Location');
  const inline = property('DefinitionString') ?? property('Definition');
  const name = `${template.name}: ${place}`;
  if (inline === undefined && file === undefined) {
    throw new MachineProblem(
      `${name}: no definition. Expected one of DefinitionString, Definition, DefinitionUri, DefinitionS3Location.`,
    );
  }
  const source = inline ?? (await readBeside(file ?? null, path, name));
  const substitutions = property('DefinitionSubstitutions');
  const filled = fillIn(source, isJsonObject(substitutions) ? substitutions : {});
  return typeof filled === 'string' ? parseText(filled, `${name}.Definition`) : filled;
}

/** `${Name}` in every text; in a definition that is itself a text anywhere, as CloudFormation puts them in. */
function fillIn(definition: JsonValue, substitutions: JsonObject): JsonValue {
  const texts = new Map(
    entriesOf(substitutions).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : textOf(value),
    ]),
  );
  if (texts.size === 0) return definition;
  const fill = (text: string): string =>
    text.replace(/\$\{([^}]+)\}/g, (whole, name: string) => texts.get(name.trim()) ?? whole);
  if (typeof definition === 'string') return fill(definition);
  return parseJsonText(fill(writeJson(definition)), 'the definition with its substitutions');
}

const textOf = (value: JsonValue): string =>
  isJsonNumber(value) || typeof value === 'boolean' ? String(value) : writeJson(value);

/** The text of a file that SAM's DefinitionUri names; of an asset of CDK's, which lies beside its template. */
async function readBeside(uri: JsonValue, path: string, name: string): Promise<string> {
  const folder = dirname(path);
  if (typeof uri === 'string' && !/^s3:/i.test(uri)) {
    const file = join(folder, uri);
    if (absolute(file) === absolute(path))
      throw new MachineProblem(`${name}: its definition is said to be the template itself, '${uri}'.`);
    return readText(file);
  }
  const key = isJsonObject(uri) ? valueAt(uri, 'Key') : undefined;
  const asset = typeof key === 'string' ? await assetFile(folder, basename(key)) : undefined;
  if (asset !== undefined) return readText(asset);
  throw new MachineProblem(
    `${name}: the definition lies in S3 (${writeJson(uri).slice(0, 120)}), out of reach. Give the definition's own file.`,
  );
}

async function assetFile(folder: string, key: string): Promise<string | undefined> {
  const entries = await readdir(folder).catch(() => []);
  const found = entries.find((entry) => entry === `asset.${key}` || entry === key);
  return found === undefined ? undefined : join(folder, found);
}
