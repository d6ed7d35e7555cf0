/** The Lambda functions of a recording: Python functions of a few known behaviours. */
import { readFunctionReference } from '../asl/state/resource.ts';
import type { LambdaCall } from '../interpreter/task/service-call.ts';
import { objectOf } from '../json/key-order.ts';
import { parseJsonOrThrow } from '../json/parse.ts';
import { isJsonObject, valueAt, type JsonObject, type JsonValue } from '../json/value.ts';
import type { ScriptedReturn } from '../simulation/lambda-script.ts';
import { pythonJson, pythonRepr } from './python-json.ts';

const REQUEST_ID = '00000000-0000-4000-8000-000000000000';

export class RecordedFunctions {
  readonly #functions: JsonObject;

  constructor(source: JsonObject) {
    const functions = valueAt(source, 'functions');
    this.#functions = isJsonObject(functions) ? functions : {};
  }

  invoke(call: LambdaCall): ScriptedReturn {
    const reference = readFunctionReference(call.functionName);
    const name = reference?.name ?? call.functionName;
    const found = valueAt(this.#functions, name) ?? valueAt(this.#functions, call.functionName);
    if (!isJsonObject(found)) {
      const arn = `arn:aws:lambda:us-east-1:111111111111:function:${name}`;
      return {
        afterSeconds: 0,
        result: {
          kind: 'serviceError',
          code: 'ResourceNotFoundException',
          status: 404,
          message: `Function not found: ${arn}:${call.qualifier ?? reference?.qualifier ?? '$LATEST'}`,
          requestId: REQUEST_ID,
        },
      };
    }
    return behave(found, call.payload ?? '{}', call.logType === 'Tail');
  }
}

function behave(script: JsonObject, body: string, tail: boolean): ScriptedReturn {
  const details = isJsonObject(script['details']) ? script['details'] : {};
  const source = typeof details['source'] === 'string' ? details['source'] : '';
  const event = parseJsonOrThrow(body);
  switch (script['behaviour']) {
    case 'echo':
      return returns(event, 0, tail);
    case 'sleeps':
      return returns(event, Number(details['seconds'] ?? 0), tail);
    case 'raises':
      return raises(details, source, tail);
    case 'returns': {
      const value = returnedValue(details, source, event);
      return value === undefined ? unknown(script) : returns(value, 0, tail);
    }
    default:
      return unknown(script);
  }
}

const unknown = (script: JsonObject): ScriptedReturn => ({
  afterSeconds: 0,
  result: {
    kind: 'declined',
    reason: `a function of behaviour ${String(script['behaviour'])} that the recordings' reader doesn't know`,
  },
});

const returns = (value: JsonValue, afterSeconds: number, tail: boolean): ScriptedReturn => ({
  afterSeconds,
  result: {
    kind: 'lambda',
    payload: pythonJson(value),
    executedVersion: '$LATEST',
    statusCode: 200,
    requestId: REQUEST_ID,
    ...(tail && { logResult: 'bG9n' }),
  },
});

/** What Python's runtime makes of an exception, its line looked up in the source. */
function raises(details: JsonObject, source: string, tail: boolean): ScriptedReturn {
  const lines = source.split('\n');
  const at = lines.findIndex((line) => line.trim().startsWith('raise '));
  const frame = `  File "/var/task/handler.py", line ${at + 1}, in handler\n    ${lines[at]?.trim() ?? ''}\n`;
  const payload = objectOf([
    ['errorMessage', details['errorMessage'] ?? ''],
    ['errorType', details['errorType'] ?? 'Exception'],
    ['requestId', REQUEST_ID],
    ['stackTrace', [frame]],
  ]);
  const answer = returns(payload, 0, tail);
  return { ...answer, result: { ...answer.result, functionError: 'Unhandled' } as ScriptedReturn['result'] };
}

/** A constant of the recording, or one of the values that its source is known to give. */
function returnedValue(details: JsonObject, source: string, event: JsonValue): JsonValue | undefined {
  if (Object.hasOwn(details, 'value')) return details['value'];
  const bytes = /return b'(.*)'/.exec(source)?.[1];
  if (bytes !== undefined) return parseJsonOrThrow(bytes);
  if (source.includes('f"input-event-{event}"')) return `input-event-${pythonRepr(event)}`;
  const kibibytes = /size_in_bytes = (\d+) \* 1024/.exec(source)?.[1];
  return kibibytes === undefined ? undefined : 'a'.repeat(Number(kibibytes) * 1024);
}
