/**
 * A Task that calls something else than Lambda, as a Task that calls a function of the kit's. Its parameters become the event, its
 * result is what the function returns: the shape of the service's answer. What comes before and after the call stays as it is.
 */
import { readResource, type ServiceResource } from '../../asl/state/resource.ts';
import { textField } from '../../asl/state/fields.ts';
import { functionArn } from '../../executors/observed-names.ts';
import { entriesOf, objectOf, withKey } from '../../json/key-order.ts';
import { isJsonObject, valueAt, type JsonObject, type JsonValue } from '../../json/value.ts';
import { expressionSource, parseExpression } from '../../asl/jsonata/expression.ts';
import { parsePath } from '../../asl/path/parse-path.ts';
import { writeJson } from '../../json/write.ts';
import type { StandIn } from './stand-in.ts';

export interface StoodFor {
  readonly state: JsonObject;
  readonly standIn: StandIn;
}

/** Undefined where the Task can be run as it is. `newName` gives a function's name that nothing else has. */
export function standInForTask(
  name: string,
  state: JsonObject,
  jsonata: boolean,
  newName: (state: string) => string,
): StoodFor | undefined {
  const resource = readResource(textField(state, 'Resource') ?? '');
  switch (resource.kind) {
    case 'function':
      return undefined;
    case 'activity':
      return asFunction(name, state, 'an activity', newName(name));
    case 'unknown':
      return asFunction(name, state, resource.text, newName(name));
    case 'service': {
      const called = `${resource.resourceType}:${resource.resource}`;
      if (isInvoke(resource)) return withPlainFunction(name, state, jsonata, called, newName);
      // A job's Task has a token as well; where the machine hands it on, a callback stands for it.
      return resource.pattern === 'waitForTaskToken' ||
        (resource.pattern !== 'requestResponse' && usesToken(state))
        ? asCallback(name, state, jsonata, called, newName(name))
        : asFunction(name, state, called, newName(name));
    }
  }
}

const usesToken = (state: JsonObject): boolean => /\bTask\.Token\b/.test(writeJson(state));

const isInvoke = ({ resourceType, action }: ServiceResource): boolean =>
  action === 'invoke' && (resourceType === 'lambda' || resourceType === 'aws-sdk:lambda');

/** By its ARN, so that nothing is wrapped around the result. Heartbeats and roles belong to what isn't called. */
function asFunction(name: string, state: JsonObject, resource: string, functionName: string): StoodFor {
  const dropped = ['HeartbeatSeconds', 'HeartbeatSecondsPath', 'Credentials'];
  const kept = entriesOf(state).filter(([key]) => !dropped.includes(key));
  const changed = objectOf(
    kept.map(([key, value]) => (key === 'Resource' ? [key, functionArn(functionName)] : [key, value])),
  );
  return {
    state: changed,
    standIn: {
      state: name,
      resource,
      function: functionName,
      instead: 'a function of the kit returns what the service would answer, or fails by its errors',
    },
  };
}

/** The token goes to a function in place of the service; what ends the wait is the same. */
function asCallback(
  name: string,
  state: JsonObject,
  jsonata: boolean,
  resource: string,
  functionName: string,
): StoodFor {
  const field = jsonata ? 'Arguments' : 'Parameters';
  const given = valueAt(state, field);
  const event: readonly [string, JsonValue] =
    given === undefined
      ? jsonata
        ? ['Payload', '{% $states.input %}']
        : ['Payload.$', '$']
      : ['Payload', given];
  const invoked = withKey(
    withKey(state, 'Resource', 'arn:aws:states:::lambda:invoke.waitForTaskToken'),
    field,
    objectOf([['FunctionName', functionArn(functionName)], event]),
  );
  return {
    state: objectOf(entriesOf(invoked).filter(([key]) => key !== 'Credentials')),
    standIn: {
      state: name,
      resource,
      function: functionName,
      instead: 'a function of the kit gets the token in place of the service; the token is answered as ever',
    },
  };
}

/** A function's name that is computed can't be deployed under a name of the kit's; one that stands in data can. */
function withPlainFunction(
  name: string,
  state: JsonObject,
  jsonata: boolean,
  resource: string,
  newName: (state: string) => string,
): StoodFor | undefined {
  const field = jsonata ? 'Arguments' : 'Parameters';
  const given = valueAt(state, field);
  if (!isJsonObject(given) || !isComputed(given, jsonata)) return undefined;
  const functionName = newName(name);
  const rest = entriesOf(given).filter(([key]) => key !== 'FunctionName' && key !== 'FunctionName.$');
  return {
    state: withKey(state, field, objectOf([['FunctionName', functionArn(functionName)], ...rest])),
    standIn: {
      state: name,
      resource,
      function: functionName,
      instead: "one function of the kit is called; the function's name, which the machine computes, is not",
    },
  };
}

function isComputed(given: JsonObject, jsonata: boolean): boolean {
  if (!jsonata) {
    const path = valueAt(given, 'FunctionName.$');
    return typeof path === 'string' && parsePath(path) === undefined;
  }
  const text = valueAt(given, 'FunctionName');
  const source = typeof text === 'string' ? expressionSource(text) : undefined;
  if (source === undefined) return false;
  const parsing = parseExpression(source);
  const type = parsing.ok ? (parsing.engine.ast() as { readonly type?: string }).type : undefined;
  return type !== 'path' && type !== 'variable';
}
