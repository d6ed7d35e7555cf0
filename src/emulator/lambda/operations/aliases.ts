/** Aliases of functions (LAPI:AliasConfiguration). */
import { randomUUID } from 'node:crypto';
import { isRefusal, Refusal } from '../../protocol/refusal.ts';
import { required, text, type Shape } from '../../protocol/shape.ts';
import { structure } from '../../protocol/structure.ts';
import { describeAlias } from '../describe-function.ts';
import { findAlias, findFunction, notFound, qualified } from '../find-function.ts';
import { LATEST, type FunctionRecord } from '../function-record.ts';
import { cutPage } from '../pages.ts';
import { json, noContent, readBody, type RestOperation } from '../rest.ts';

const weights: Shape<Readonly<Record<string, number>>> = {
  show: String,
  read(value, place, found) {
    const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
    for (const [version, weight] of entries) {
      if (typeof weight !== 'number' || weight < 0 || weight > 1)
        found.constraint(`${place}.${version}.member`, `'${String(weight)}'`, 'have value between 0 and 1');
    }
    return Object.fromEntries(entries as [string, number][]);
  },
};

const routing = structure('AliasRoutingConfiguration', { AdditionalVersionWeights: weights });
const functionVersion = text({ max: 1024, pattern: '\\$LATEST|[0-9]+' });

export const createAlias: RestOperation = (request, functions) => {
  const found = findFunction(request, functions);
  if (isRefusal(found)) return found;
  const input = readBody(
    {
      Name: required(text({ min: 1, max: 128, pattern: '(?!^[0-9]+$)([a-zA-Z0-9\\-_]+)' })),
      FunctionVersion: required(functionVersion),
      Description: text({ max: 256 }),
      RoutingConfig: routing,
    },
    request,
  );
  if (isRefusal(input)) return input;
  const { record } = found;
  if (record.aliases.has(input.Name)) {
    const arn = qualified(record.arn, input.Name);
    return new Refusal('ResourceConflictException', `Alias already exists: ${arn}`);
  }
  const alias = {
    name: input.Name,
    version: input.FunctionVersion,
    description: input.Description ?? '',
    weights: input.RoutingConfig?.AdditionalVersionWeights ?? {},
    revisionId: randomUUID(),
  };
  const refusal = checkVersions(record, alias.version, alias.weights);
  if (refusal) return refusal;
  record.aliases.set(alias.name, alias);
  return json(201, describeAlias(record, alias));
};

export const updateAlias: RestOperation = (request, functions) => {
  const found = findAlias(request, functions);
  if (isRefusal(found)) return found;
  const input = readBody(
    { FunctionVersion: functionVersion, Description: text({ max: 256 }), RoutingConfig: routing },
    request,
  );
  if (isRefusal(input)) return input;
  const { record, alias } = found;
  const updated = {
    ...alias,
    version: input.FunctionVersion ?? alias.version,
    description: input.Description ?? alias.description,
    weights: input.RoutingConfig ? (input.RoutingConfig.AdditionalVersionWeights ?? {}) : alias.weights,
    revisionId: randomUUID(),
  };
  const refusal = checkVersions(record, updated.version, updated.weights);
  if (refusal) return refusal;
  record.aliases.set(alias.name, updated);
  return json(200, describeAlias(record, updated));
};

export const getAlias: RestOperation = (request, functions) => {
  const found = findAlias(request, functions);
  return isRefusal(found) ? found : json(200, describeAlias(found.record, found.alias));
};

/** What doesn't exist is deleted as well. */
export const deleteAlias: RestOperation = (request, functions) => {
  const found = findFunction(request, functions);
  if (isRefusal(found)) return found;
  found.record.aliases.delete(request.parts[1] ?? '');
  return noContent();
};

export const listAliases: RestOperation = (request, functions) => {
  const found = findFunction(request, functions);
  if (isRefusal(found)) return found;
  const { record } = found;
  const version = request.request.query.get('FunctionVersion');
  const aliases = [...record.aliases.values()].filter(
    (alias) => version === null || alias.version === version || Object.hasOwn(alias.weights, version),
  );
  const { items, NextMarker } = cutPage(aliases, request);
  return json(200, { NextMarker, Aliases: items.map((alias) => describeAlias(record, alias)) });
};

function checkVersions(
  record: FunctionRecord,
  version: string,
  others: Readonly<Record<string, number>>,
): Refusal | undefined {
  const missing = [version, ...Object.keys(others)].find(
    (one) => one !== LATEST && !record.versions.has(one),
  );
  if (missing !== undefined) return notFound(`Function not found: ${qualified(record.arn, missing)}`);
  return Object.keys(others).length > 0 && version === LATEST
    ? new Refusal(
        'InvalidParameterValueException',
        '$LATEST is not supported for an alias pointing to more than 1 version',
      )
    : undefined;
}
