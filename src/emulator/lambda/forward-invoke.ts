/** Hands an Invoke on to another endpoint, and reads its answer (LAPI:InvocationResponse). */
import type { CallResult, LambdaCall } from '../../interpreter/task/service-call.ts';
import { parseJson } from '../../json/parse.ts';
import { isJsonObject } from '../../json/value.ts';

export async function forwardInvoke(endpoint: string, call: LambdaCall): Promise<CallResult> {
  const query = call.qualifier === undefined ? '' : `?Qualifier=${encodeURIComponent(call.qualifier)}`;
  const path = `/2015-03-31/functions/${encodeURIComponent(call.functionName)}/invocations${query}`;
  try {
    const response = await fetch(new URL(path, endpoint), {
      method: 'POST',
      headers: {
        'X-Amz-Invocation-Type': call.invocationType,
        ...(call.logType !== undefined && { 'X-Amz-Log-Type': call.logType }),
        ...(call.clientContext !== undefined && { 'X-Amz-Client-Context': call.clientContext }),
      },
      body: call.payload ?? '',
    });
    return read(response, await response.text());
  } catch (error) {
    // The function could not be reached at all: no answer of Lambda's, so nothing to predict from.
    const cause =
      error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    return { kind: 'declined', reason: `the Lambda endpoint ${endpoint} can't be reached: ${cause}` };
  }
}

function read({ status, headers }: Response, payload: string): CallResult {
  const requestId = headers.get('x-amzn-RequestId') ?? '';
  if (status >= 300) {
    const parsing = parseJson(payload);
    const error = parsing.ok && isJsonObject(parsing.value) ? parsing.value : {};
    const code = headers.get('x-amzn-ErrorType')?.split(':')[0] ?? 'ServiceException';
    return {
      kind: 'serviceError',
      code,
      status,
      message: String(error['Message'] ?? error['message'] ?? ''),
      requestId,
    };
  }
  const functionError = headers.get('X-Amz-Function-Error');
  const logResult = headers.get('X-Amz-Log-Result');
  return {
    kind: 'lambda',
    payload,
    executedVersion: headers.get('X-Amz-Executed-Version') ?? '$LATEST',
    statusCode: status,
    requestId,
    ...(functionError !== null && { functionError }),
    ...(logResult !== null && { logResult }),
  };
}
