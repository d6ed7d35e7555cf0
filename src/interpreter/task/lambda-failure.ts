/** How a call of Lambda fails a Task. */
import { readFunctionReference } from '../../asl/state/resource.ts';
import { JsonDocument } from '../../json/document.ts';
import { parseJson } from '../../json/parse.ts';
import { isJsonObject, valueAt } from '../../json/value.ts';
import { TIMEOUT, type Failure } from '../failure.ts';
import type { CallResult, ServiceCall } from './service-call.ts';

/** A Task that ran out of time: no cause in its events (1.1.9, 1.2.37), `""` for a catcher (1.2.38). */
export const TASK_TIMEOUT: Failure & { readonly error: string } = {
  kind: 'timeout',
  error: TIMEOUT,
  emptyCause: '',
  rule: 'lambda.timeout',
};

/** A heartbeat that didn't come is shown as States.Timeout too (1.4.20, RECORDED 35). */
export const HEARTBEAT_TIMEOUT: Failure & { readonly error: string } = {
  ...TASK_TIMEOUT,
  kind: 'heartbeat',
  rule: 'callback.heartbeat-timeout',
};

/**
 * A function that failed: its payload's `errorType` is the error, without any prefix (1.1.7, 1.2.15, 1.2.21); the payload
 * is the cause, in the spelling that the flavour gives it. A payload without a type is `Lambda.Unknown` (2.4).
 */
export function functionFailure(payload: string, causeOf: (payload: JsonDocument) => string): Failure {
  const parsing = parseJson(payload);
  const type = parsing.ok && isJsonObject(parsing.value) ? valueAt(parsing.value, 'errorType') : undefined;
  if (parsing.ok && typeof type === 'string' && type !== '') {
    return {
      kind: 'task',
      error: type,
      cause: causeOf(JsonDocument.of(payload, parsing.value)),
      rule: RUNTIME_ERRORS.get(type) ?? 'lambda.function-error',
      // Lambda has worded it in more than one way.
      ...(type === TOO_LARGE && { inferredCause: true }),
    };
  }
  return {
    kind: 'task',
    error: 'Lambda.Unknown',
    cause: `The cause could not be determined because Lambda did not return an error type. Returned payload: ${payload}`,
    rule: 'lambda.unknown-error',
  };
}

/** A response of more than 6 MB (2.4). */
const TOO_LARGE = 'Function.ResponseSizeTooLarge';

/** Errors that Lambda itself gives in a function's place (2.4). */
const RUNTIME_ERRORS: ReadonlyMap<string, string> = new Map([
  [TOO_LARGE, 'lambda.response-too-large'],
  ['Sandbox.Timedout', 'lambda.sandbox-timeout'],
  ['Runtime.ExitError', 'lambda.exit'],
]);

/** Codes of Lambda's Invoke that have a name of their own in a machine (2.4, 2.4.3); the others become AWSLambdaException. */
const NAMED_CODES = new Set(
  (
    'EC2AccessDenied EC2Throttled EC2Unexpected EFSIO EFSMountConnectivity EFSMountFailure EFSMountTimeout ' +
    'ENILimitReached InvalidParameterValue InvalidRequestContent InvalidRuntime InvalidSecurityGroupID ' +
    'InvalidSubnetID InvalidZipFile KMSAccessDenied KMSDisabled KMSInvalidState KMSNotFound RecursiveInvocation ' +
    'RequestTooLarge ResourceConflict ResourceNotFound ResourceNotReady Service SnapStart SnapStartNotReady ' +
    'SnapStartTimeout SubnetIPAddressLimitReached TooManyRequests UnsupportedMediaType'
  )
    .split(' ')
    .map((code) => `${code}Exception`),
);

type ServiceError = Extract<CallResult, { kind: 'serviceError' }>;

/** Invoke itself was refused (1.2.22, 1.2.24, 2.4.2); the wording is that of the first SDK for Java (1.2.23). */
export function serviceFailure(
  { code, status, message, requestId }: ServiceError,
  call?: ServiceCall,
): Failure {
  const version = code === 'ResourceNotFoundException' && call !== undefined && namesVersion(call);
  return {
    kind: 'task',
    error: `Lambda.${NAMED_CODES.has(code) ? code : 'AWSLambdaException'}`,
    cause: `${message} (Service: AWSLambda; Status Code: ${status}; Error Code: ${code}; Request ID: ${requestId}; Proxy: null)`,
    // The sentence was recorded for a function that isn't there at all.
    ...(version ? { rule: 'lambda.no-such-version', inferredCause: true } : { rule: serviceRule(code) }),
  };
}

/** The same through `aws-sdk:lambda:invoke`, by what is recorded of other services (1.2.23, 1.3.3, 1.3.4). */
export const sdkServiceFailure = ({ code, status, message, requestId }: ServiceError): Failure => ({
  kind: 'task',
  error: `Lambda.${NAMED_CODES.has(code) ? code : 'LambdaException'}`,
  cause: `${message} (Service: Lambda, Status Code: ${status}, Request ID: ${requestId}) (SDK Attempt Count: 1)`,
  rule: 'lambda.sdk-service-error',
  inferredCause: true,
});

function namesVersion(call: ServiceCall): boolean {
  if (call.kind !== 'lambda') return false;
  const qualifier = call.qualifier ?? readFunctionReference(call.functionName)?.qualifier;
  return qualifier !== undefined && qualifier !== '$LATEST';
}

/** Codes with a rule of their own; how the other named ones show in a machine is inferred from these. */
const CODE_RULES: ReadonlyMap<string, string> = new Map([
  ['ResourceNotFoundException', 'lambda.no-such-function'],
  ['InvalidRequestContentException', 'lambda.body-not-json'],
  ['InvalidParameterValueException', 'lambda.qualifier-mismatch'],
  ['TooManyRequestsException', 'lambda.service-error'],
  ['ServiceException', 'lambda.service-error'],
]);

const serviceRule = (code: string): string =>
  CODE_RULES.get(code) ?? (NAMED_CODES.has(code) ? 'lambda.other-service-errors' : 'lambda.service-error');
