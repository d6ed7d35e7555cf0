/** The request that `lambda:invoke` makes of its parameters (AWS-BEHAVIOUR 1.2.4, 1.2.9 to 1.2.13). */
import type { JsonDocument } from '../../json/document.ts';
import { isJsonObject, valueAt, type JsonValue } from '../../json/value.ts';
import { writeJson } from '../../json/write.ts';
import { done, type Step } from '../outcome.ts';
import type { Visit } from '../visit.ts';
import { callRules } from './call-rules.ts';
import type { CallOrigin, LambdaCall } from './service-call.ts';

const INVOCATION_TYPES = ['RequestResponse', 'Event', 'DryRun'] as const;

export function invokeCall(visit: Visit, parameters: JsonDocument, origin: CallOrigin): Step<LambdaCall> {
  const fields = parameters.value;
  if (!isJsonObject(fields)) return unusable(visit, parameters, 'The Parameters must be an object');
  const functionName = valueAt(fields, 'FunctionName');
  if (functionName === undefined)
    return unusable(visit, parameters, "The field 'FunctionName' is required but was missing");
  if (typeof functionName !== 'string')
    return unusable(visit, parameters, "The value for the field 'FunctionName' must be a STRING");
  const type = valueAt(fields, 'InvocationType') ?? 'RequestResponse';
  const invocationType = INVOCATION_TYPES.find((known) => known === type);
  if (invocationType === undefined) {
    return unusable(
      visit,
      parameters,
      `The value for the field 'InvocationType' must be one of: [${INVOCATION_TYPES.join(', ')}]`,
    );
  }
  const call: LambdaCall = {
    kind: 'lambda',
    ...origin,
    functionName,
    invocationType,
    ...textOption('qualifier', valueAt(fields, 'Qualifier')),
    ...textOption('logType', valueAt(fields, 'LogType')),
    ...textOption('clientContext', valueAt(fields, 'ClientContext')),
    ...bodyOf(visit, valueAt(fields, 'Payload')),
  };
  visit.note([...callRules(call, dropsResult(visit))]);
  // What Event and DryRun answer is accepted by Lambda's documents, its spelling as a result is not (12 G5).
  if (invocationType !== 'RequestResponse')
    visit.branch.execution.inferred.add(
      origin.taskToken === undefined ? 'TaskSucceeded.output' : 'TaskSubmitted.output',
    );
  return done(call);
}

const dropsResult = ({ state: { data } }: Visit): boolean =>
  data.language === 'JSONPath' && data.resultPath === null;

const textOption = <Key extends string>(
  key: Key,
  value: JsonValue | undefined,
): { readonly [K in Key]?: string } =>
  typeof value === 'string' ? ({ [key]: value } as { readonly [K in Key]: string }) : {};

/**
 * A string is the raw body (1.2.10, RECORDED 27); null and a missing Payload send none, which the function sees as `{}`
 * (1.2.12, 1.2.13); anything else is sent as JSON (1.2.9).
 */
function bodyOf(visit: Visit, payload: JsonValue | undefined): Pick<LambdaCall, 'payload' | 'payloadIsJson'> {
  if (payload === undefined || payload === null) {
    visit.note('lambda.invoke-no-payload');
    return {};
  }
  if (typeof payload !== 'string') {
    visit.note('lambda.invoke-json-payload');
    return { payload: writeJson(payload), payloadIsJson: true };
  }
  visit.note('lambda.invoke-string-payload');
  return { payload };
}

/** Refused before anything is scheduled, and not to be caught (2.3.20). */
const unusable = (visit: Visit, parameters: JsonDocument, reason: string): Step<LambdaCall> =>
  visit.runtime(
    `The Parameters '${parameters.text}' could not be used to start the Task: [${reason}]`,
    'lambda.invoke-unusable-parameters',
    true,
  );
