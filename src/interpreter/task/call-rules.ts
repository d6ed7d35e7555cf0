/** Which rules of the catalogue a call of Lambda carries out. */
import { readFunctionReference } from '../../asl/state/resource.ts';
import { parseJson } from '../../json/parse.ts';
import { isJsonObject, valueAt } from '../../json/value.ts';
import type { Visit } from '../visit.ts';
import type { LambdaCall } from './service-call.ts';

/** By what is asked for. `dropped` says that nothing of the result is handed on. */
export function* callRules(call: LambdaCall, dropped: boolean): Iterable<string> {
  const { functionName, qualifier, invocationType, logType, clientContext, taskToken } = call;
  const inName = readFunctionReference(functionName)?.qualifier;
  if (qualifier !== undefined || inName !== undefined) yield 'lambda.qualifier';
  if (qualifier !== undefined && inName === qualifier) yield 'lambda.qualifier-twice';
  if (functionName.includes(':')) yield 'lambda.function-name-forms';
  if (logType !== undefined) yield 'lambda.log-type';
  if (clientContext !== undefined) yield 'lambda.client-context';
  if (invocationType === 'RequestResponse') return;
  yield 'lambda.invocation-type';
  if (taskToken !== undefined) yield 'callback.event-invocation';
  else if (!dropped) yield 'lambda.event-result';
}

/** By what the function returned: an object that looks like an error is none (inferred). */
export function noteReturn(visit: Visit, payload: string): void {
  if (!payload.includes('"errorType"')) return;
  const parsing = parseJson(payload);
  if (parsing.ok && isJsonObject(parsing.value) && typeof valueAt(parsing.value, 'errorType') === 'string')
    visit.note('lambda.returned-error-type');
}
