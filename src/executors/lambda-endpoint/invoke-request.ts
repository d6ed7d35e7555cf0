/** Reads an Invoke request: `POST /2015-03-31/functions/{FunctionName}/invocations?Qualifier=...` (LAPI:InvocationRequest). */
import type { IncomingHttpHeaders } from 'node:http';
import type { LambdaCall } from '../../interpreter/task/service-call.ts';

const INVOCATIONS = /^\/2015-03-31\/functions\/([^/?]+)\/invocations$/;

/** The call, or undefined where the path isn't Invoke's. */
export function readInvokeRequest(
  target: string,
  headers: IncomingHttpHeaders,
  body: string,
): LambdaCall | undefined {
  const url = new URL(target, 'http://127.0.0.1');
  const name = INVOCATIONS.exec(url.pathname)?.[1];
  if (name === undefined) return undefined;
  const qualifier = url.searchParams.get('Qualifier');
  const logType = headerOf(headers, 'x-amz-log-type');
  const clientContext = headerOf(headers, 'x-amz-client-context');
  return {
    kind: 'lambda',
    // Only the interpreter knows where a call comes from; a script doesn't ask.
    state: '',
    line: '',
    attempt: 0,
    functionName: decodeURIComponent(name),
    ...(qualifier !== null && { qualifier }),
    invocationType: invocationTypeOf(headerOf(headers, 'x-amz-invocation-type')),
    ...(body !== '' && { payload: body }),
    ...(logType !== undefined && { logType }),
    ...(clientContext !== undefined && { clientContext }),
  };
}

const headerOf = (headers: IncomingHttpHeaders, name: string): string | undefined => {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
};

const invocationTypeOf = (text: string | undefined): LambdaCall['invocationType'] =>
  text === 'Event' || text === 'DryRun' ? text : 'RequestResponse';
