/** Reading, listing and deleting functions and their versions. */
import { isRefusal, Refusal } from '../../protocol/refusal.ts';
import { text } from '../../protocol/shape.ts';
import { describeFunction, describeVersion } from '../describe-function.ts';
import { findFunction, findVersion, notFound, qualified } from '../find-function.ts';
import { LATEST } from '../function-record.ts';
import { cutPage } from '../pages.ts';
import { publishVersionOf } from '../publish.ts';
import { json, noContent, readBody, type RestOperation } from '../rest.ts';
import { checkRevision } from './update-function.ts';

export const getFunction: RestOperation = (request, functions) => {
  const found = findVersion(request, functions);
  if (isRefusal(found)) return found;
  const { record, version, qualifier } = found;
  return json(200, {
    Configuration: describeFunction(record, version, qualifier),
    Code: { RepositoryType: 'S3', Location: `${functions.options.url()}/code/${record.name}` },
    Tags: Object.keys(record.tags).length === 0 ? undefined : record.tags,
  });
};

export const getFunctionConfiguration: RestOperation = (request, functions) => {
  const found = findVersion(request, functions);
  if (isRefusal(found)) return found;
  return json(200, describeFunction(found.record, found.version, found.qualifier));
};

/** With `FunctionVersion=ALL` every version, else `$LATEST` of each function. */
export const listFunctions: RestOperation = (request, functions) => {
  const all = request.request.query.get('FunctionVersion') === 'ALL';
  const listed = functions.sorted.flatMap((record) =>
    all
      ? record.allVersions.map((version) => describeVersion(record, version))
      : [describeFunction(record, record.latest, undefined)],
  );
  const { items, NextMarker } = cutPage(listed, request);
  return json(200, { NextMarker, Functions: items });
};

export const deleteFunction: RestOperation = (request, functions) => {
  const found = findFunction(request, functions);
  if (isRefusal(found)) return found;
  const { record, qualifier } = found;
  if (qualifier === undefined) {
    functions.remove(record);
    return noContent();
  }
  const version = record.versions.get(qualifier);
  if (version === undefined)
    return qualifier === LATEST
      ? new Refusal(
          'InvalidParameterValueException',
          '$LATEST version cannot be deleted without deleting the function.',
        )
      : notFound(`Function not found: ${qualified(record.arn, qualifier)}`);
  const aliases = [...record.aliases.values()].filter(
    (alias) => alias.version === qualifier || Object.hasOwn(alias.weights, qualifier),
  );
  if (aliases.length > 0)
    return new Refusal(
      'ResourceConflictException',
      `Version ${qualifier} is referenced by aliases: ${aliases.map(({ name }) => name).join(', ')}`,
    );
  version.behaviour.close();
  record.versions.delete(qualifier);
  return noContent();
};

export const publishVersion: RestOperation = (request, functions) => {
  const found = findFunction(request, functions);
  if (isRefusal(found)) return found;
  const input = readBody(
    { CodeSha256: text(), Description: text({ max: 256 }), RevisionId: text() },
    request,
  );
  if (isRefusal(input)) return input;
  const { record } = found;
  const refusal = record.readiness.refuseChange(record.arn) ?? checkRevision(record, input.RevisionId);
  if (refusal) return refusal;
  const { sha256 } = record.latest.code;
  if (input.CodeSha256 !== undefined && input.CodeSha256 !== sha256)
    return new Refusal(
      'InvalidParameterValueException',
      `CodeSHA256 (${input.CodeSha256}) is different from current CodeSHA256 in $LATEST (${sha256}). Please try again with the CodeSHA256 in $LATEST.`,
    );
  return json(201, describeVersion(record, publishVersionOf(record, functions, input.Description)));
};

export const listVersionsByFunction: RestOperation = (request, functions) => {
  const found = findFunction(request, functions);
  if (isRefusal(found)) return found;
  const { record } = found;
  const { items, NextMarker } = cutPage(record.allVersions, request);
  return json(200, { NextMarker, Versions: items.map((version) => describeVersion(record, version)) });
};
