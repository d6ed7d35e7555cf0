/** An answer of Lambda's Invoke as HTTP: the function's payload, or the service's error as JSON. */
import type { CallResult } from '../../interpreter/task/service-call.ts';
import { writeJson } from '../../json/write.ts';

export interface InvokeResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** `Content-Type` is `application/json` for every answer, as AWS sends it (AWS-BEHAVIOUR 1.2.6). */
export function invokeResponse(
  result: Extract<CallResult, { kind: 'lambda' | 'serviceError' }>,
): InvokeResponse {
  if (result.kind === 'serviceError') {
    return {
      status: result.status,
      headers: {
        'Content-Type': 'application/json',
        'x-amzn-RequestId': result.requestId,
        'x-amzn-ErrorType': result.code,
      },
      // Clients of some languages read `Message`, others `message`.
      body: writeJson({
        Type: result.status < 500 ? 'User' : 'Service',
        Message: result.message,
        message: result.message,
      }),
    };
  }
  return {
    status: result.statusCode,
    headers: {
      'Content-Type': 'application/json',
      'x-amzn-RequestId': result.requestId,
      'x-amzn-Remapped-Content-Length': '0',
      'X-Amz-Executed-Version': result.executedVersion,
      ...(result.functionError !== undefined && { 'X-Amz-Function-Error': result.functionError }),
      ...(result.logResult !== undefined && { 'X-Amz-Log-Result': result.logResult }),
    },
    body: result.payload,
  };
}

/** Anything but Invoke: the endpoint stands for Lambda's data plane only. */
export const unknownPath = (target: string): InvokeResponse => ({
  status: 404,
  headers: { 'Content-Type': 'application/json', 'x-amzn-ErrorType': 'UnknownOperationException' },
  body: writeJson({
    Message: `The Invoke endpoint of sfn-conformance answers POST /2015-03-31/functions/{name}/invocations, not ${target}.`,
  }),
});
