/** The function and the version that a request names. */
import { readFunctionReference } from '../../asl/state/resource.ts';
import { isRefusal, Refusal, type Outcome } from '../protocol/refusal.ts';
import type { FunctionAlias, FunctionRecord, FunctionVersion } from './function-record.ts';
import type { Functions } from './functions.ts';
import type { RestRequest } from './rest.ts';

export interface FoundFunction {
  readonly record: FunctionRecord;
  /** From the query, or from the name itself. */
  readonly qualifier: string | undefined;
}

export const notFound = (message: string): Refusal => new Refusal('ResourceNotFoundException', message);

/** `FunctionName` is a name, a partial ARN or a full one (AWS-BEHAVIOUR 1.2.26). */
export function findFunction(
  { parts: [text = ''], request }: RestRequest,
  functions: Functions,
): Outcome<FoundFunction> {
  const reference = readFunctionReference(text);
  if (reference === undefined) {
    return new Refusal(
      'ValidationException',
      `1 validation error detected: Value '${text}' at 'functionName' failed to satisfy constraint: Member must be a name or an ARN of a function`,
    );
  }
  const qualifier = request.query.get('Qualifier') ?? reference.qualifier;
  const record = functions.get(reference.name);
  if (record === undefined)
    return notFound(`Function not found: ${qualified(functions.arnOf(reference.name), qualifier)}`);
  return { record, qualifier };
}

export interface FoundVersion extends FoundFunction {
  readonly version: FunctionVersion;
}

export function findVersion(request: RestRequest, functions: Functions): Outcome<FoundVersion> {
  const found = findFunction(request, functions);
  if (isRefusal(found)) return found;
  const { record, qualifier } = found;
  const version = record.resolve(qualifier, functions.options.random);
  return version
    ? { ...found, version }
    : notFound(`Function not found: ${qualified(record.arn, qualifier)}`);
}

export interface FoundAlias {
  readonly record: FunctionRecord;
  readonly alias: FunctionAlias;
}

export function findAlias(request: RestRequest, functions: Functions): Outcome<FoundAlias> {
  const found = findFunction(request, functions);
  if (isRefusal(found)) return found;
  const name = request.parts[1] ?? '';
  const alias = found.record.aliases.get(name);
  return alias
    ? { record: found.record, alias }
    : notFound(`Cannot find alias arn: ${qualified(found.record.arn, name)}`);
}

export const qualified = (arn: string, qualifier: string | undefined): string =>
  qualifier === undefined ? arn : `${arn}:${qualifier}`;
