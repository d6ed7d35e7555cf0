/** How a function that fails, or a call that Lambda refuses, is named and worded (AWS-BEHAVIOUR 1.2.22 to 1.2.24, 2.4). */
import { expect, test } from 'vitest';
import type { Failure } from '../failure.ts';
import { functionFailure, sdkServiceFailure, serviceFailure, TASK_TIMEOUT } from './lambda-failure.ts';
import type { LambdaCall } from './service-call.ts';

const refusal = (code: string, status = 400) =>
  ({ kind: 'serviceError', code, status, message: 'No.', requestId: 'r-1' }) as const;

const call = (fields: Partial<LambdaCall> = {}): LambdaCall => ({
  kind: 'lambda',
  state: 'A',
  line: '',
  attempt: 0,
  functionName: 'f',
  invocationType: 'RequestResponse',
  ...fields,
});

const functionFails = (payload: string): Failure =>
  functionFailure(payload, ({ text }) => `as told: ${text}`);

test.each([
  ['CustomException', 'lambda.function-error'],
  ['Sandbox.Timedout', 'lambda.sandbox-timeout'],
  ['Runtime.ExitError', 'lambda.exit'],
])('%s is the name of the error, the payload its cause', (errorType, rule) => {
  const payload = `{"errorType": "${errorType}"}`;
  expect(functionFails(payload)).toEqual({
    kind: 'task',
    error: errorType,
    cause: `as told: ${payload}`,
    rule,
  });
});

test('the words for a response that is too large are inferred', () => {
  expect(functionFails('{"errorType":"Function.ResponseSizeTooLarge"}')).toMatchObject({
    error: 'Function.ResponseSizeTooLarge',
    rule: 'lambda.response-too-large',
    inferredCause: true,
  });
});

test.each(['{"errorMessage":"x"}', '{"errorType":""}', '{"errorType":1}', '"text"', '[]', 'null', 'no JSON'])(
  '%s names no error',
  (payload) => {
    expect(functionFails(payload)).toEqual({
      kind: 'task',
      error: 'Lambda.Unknown',
      cause: `The cause could not be determined because Lambda did not return an error type. Returned payload: ${payload}`,
      rule: 'lambda.unknown-error',
    });
  },
);

test.each([
  ['ResourceNotFoundException', 'Lambda.ResourceNotFoundException', 'lambda.no-such-function'],
  ['InvalidRequestContentException', 'Lambda.InvalidRequestContentException', 'lambda.body-not-json'],
  ['InvalidParameterValueException', 'Lambda.InvalidParameterValueException', 'lambda.qualifier-mismatch'],
  ['TooManyRequestsException', 'Lambda.TooManyRequestsException', 'lambda.service-error'],
  ['ServiceException', 'Lambda.ServiceException', 'lambda.service-error'],
  ['EC2ThrottledException', 'Lambda.EC2ThrottledException', 'lambda.other-service-errors'],
  ['ENILimitReachedException', 'Lambda.ENILimitReachedException', 'lambda.other-service-errors'],
  ['KMSDisabledException', 'Lambda.KMSDisabledException', 'lambda.other-service-errors'],
  ['SnapStartException', 'Lambda.SnapStartException', 'lambda.other-service-errors'],
  ['AccessDeniedException', 'Lambda.AWSLambdaException', 'lambda.service-error'],
])('%s of Invoke is %s', (code, error, rule) => {
  expect(serviceFailure(refusal(code), call())).toEqual({
    kind: 'task',
    error,
    cause: `No. (Service: AWSLambda; Status Code: 400; Error Code: ${code}; Request ID: r-1; Proxy: null)`,
    rule,
  });
});

test.each<[string, LambdaCall]>([
  ['a qualifier', call({ qualifier: '7' })],
  ['a qualifier in the name', call({ functionName: 'f:live' })],
])('by %s that is not there: the words are inferred', (_, made) => {
  expect(serviceFailure(refusal('ResourceNotFoundException', 404), made)).toMatchObject({
    rule: 'lambda.no-such-version',
    inferredCause: true,
  });
  expect(serviceFailure(refusal('ServiceException', 500), made)).not.toHaveProperty('inferredCause');
});

test.each<[string, LambdaCall | undefined]>([
  ['the function itself', call({ qualifier: '$LATEST' })],
  ['its ARN', undefined],
  ['what is no name at all', call({ functionName: 'not a name!' })],
])('by %s: the words are recorded', (_, made) => {
  expect(serviceFailure(refusal('ResourceNotFoundException', 404), made)).toMatchObject({
    rule: 'lambda.no-such-function',
  });
});

test('the SDK words it in its own way, inferred from what is recorded of other services', () => {
  expect(sdkServiceFailure(refusal('ServiceException', 500))).toEqual({
    kind: 'task',
    error: 'Lambda.ServiceException',
    cause: 'No. (Service: Lambda, Status Code: 500, Request ID: r-1) (SDK Attempt Count: 1)',
    rule: 'lambda.sdk-service-error',
    inferredCause: true,
  });
  expect(sdkServiceFailure(refusal('AccessDeniedException'))).toMatchObject({
    error: 'Lambda.LambdaException',
  });
});

test('a Task that ran out of time has no cause; a catcher sees an empty one', () => {
  expect(TASK_TIMEOUT).toEqual({
    kind: 'timeout',
    error: 'States.Timeout',
    emptyCause: '',
    rule: 'lambda.timeout',
  });
});
