/** What a Task calls, read from its resource and its parameters (AWS-BEHAVIOUR 1.1, 1.2.4, 1.3.1). */
import type { TaskState } from '../../src/asl/state/state.ts';
import { parseJson } from '../../src/json/parse.ts';
import { isJsonObject, valueAt, type JsonValue } from '../../src/json/value.ts';
import type { Call } from './invoke.ts';
import { done, open, type Step } from './outcome.ts';

/** What is called, with which body. */
export function callOf(state: TaskState, shaped: JsonValue): Step<Call> {
  const { resource } = state;
  switch (resource.kind) {
    case 'function': {
      const { arn, functionName, qualifier } = resource;
      return done({
        form: 'direct',
        functionName: qualifier === undefined ? arn : functionName,
        body: shaped,
        type: 'RequestResponse',
        tail: false,
        literal: false,
        ...(qualifier !== undefined && { qualifier }),
      });
    }
    case 'service':
      if (
        resource.resourceType === 'lambda' &&
        ['invoke', 'invoke.waitForTaskToken'].includes(resource.resource)
      )
        return invokeCall(shaped, 'optimized', hasLiteralPayload(state));
      if (resource.resourceType === 'aws-sdk:lambda' && resource.resource === 'invoke')
        return invokeCall(shaped, 'sdk', hasLiteralPayload(state));
      return open('integrations other than lambda:invoke are not analysed');
    case 'activity':
    case 'unknown':
      return open('only Lambda is analysed');
  }
}

const KNOWN_PARAMETERS = [
  'FunctionName',
  'Payload',
  'Qualifier',
  'InvocationType',
  'LogType',
  'ClientContext',
];

const TYPES = ['RequestResponse', 'Event', 'DryRun'] as const;

function invokeCall(parameters: JsonValue, form: 'optimized' | 'sdk', literal: boolean): Step<Call> {
  if (!isJsonObject(parameters)) return open('lambda:invoke without an object of parameters is not analysed');
  const other = Object.keys(parameters).find((key) => !KNOWN_PARAMETERS.includes(key));
  if (other !== undefined) return open(`the parameter ${other} of lambda:invoke is not analysed`);
  const [functionName, qualifier] = [valueAt(parameters, 'FunctionName'), valueAt(parameters, 'Qualifier')];
  const body = valueAt(parameters, 'Payload');
  if (typeof functionName !== 'string') return open('FunctionName that is no string is not analysed');
  if (qualifier !== undefined && typeof qualifier !== 'string')
    return open('Qualifier that is no string is not analysed');
  const type = TYPES.find((one) => one === (valueAt(parameters, 'InvocationType') ?? 'RequestResponse'));
  if (type === undefined) return open('an InvocationType that Lambda does not have is not analysed');
  const log = valueAt(parameters, 'LogType') ?? 'None';
  if (log !== 'None' && log !== 'Tail') return open('a LogType that Lambda does not have is not analysed');
  if (!isSoundContext(valueAt(parameters, 'ClientContext')))
    return open('a ClientContext that is no JSON in base64 is not analysed');
  if (form === 'sdk' && (body === null || type !== 'RequestResponse'))
    return open('the SDK form without a body, or without an answer, is not analysed');
  // The answer to an event has no log.
  if (log === 'Tail' && type !== 'RequestResponse') return open('a log of what nobody waits for');
  return done({
    form,
    functionName,
    body,
    type,
    tail: log === 'Tail',
    literal,
    ...(qualifier !== undefined && { qualifier }),
  });
}

function hasLiteralPayload({ data }: TaskState): boolean {
  if (data.language === 'JSONata') {
    const template = data.arguments;
    if (template?.kind !== 'object') return template?.kind === 'static';
    return template.fields.some(([name, field]) => name === 'Payload' && field.kind === 'static');
  }
  const template = data.parameters;
  if (template?.kind !== 'object') return template?.kind === 'static';
  return template.fields.some(({ name, template: field }) => name === 'Payload' && field.kind === 'static');
}

/** A function may refuse what it can't read. */
function isSoundContext(context: JsonValue | undefined): boolean {
  if (context === undefined) return true;
  if (typeof context !== 'string') return false;
  const text = Buffer.from(context, 'base64').toString('utf8');
  const parsing = parseJson(text);
  return parsing.ok && isJsonObject(parsing.value) && Buffer.from(text).toString('base64') === context;
}
