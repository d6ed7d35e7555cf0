/** States replaced by simpler ones that lead on the same way. */
import { isJsonObject, type JsonObject } from '../../src/json/value.ts';
import { targetsOf } from '../validity/transitions.ts';
import { flowPlaces, namedStates, without, withState } from './flow-places.ts';

export function* simplifyStates(definition: JsonObject): Iterable<JsonObject> {
  for (const { flow, put } of flowPlaces(definition)) {
    for (const [name, state] of namedStates(flow)) {
      for (const simpler of simplerStates(state)) yield put(withState(flow, name, simpler));
    }
  }
}

function* simplerStates(state: JsonObject): Iterable<JsonObject> {
  if (state['End'] === true) yield { Type: 'Succeed' };
  if (state['Type'] === 'Choice') {
    for (const target of new Set(targetsOf(state))) yield { Type: 'Pass', Next: target };
    return;
  }
  if ('Next' in state || 'End' in state) yield { Type: 'Pass', ...wayOn(state) };
  if (state['Type'] === 'Task') yield* simplerTasks(state);
}

const wayOn = (state: JsonObject): JsonObject =>
  'Next' in state ? { Next: state['Next'] ?? null } : { End: true };

/** The SDK's call as lambda:invoke, lambda:invoke as a call through the function's ARN, a callback as a plain call. */
function* simplerTasks(state: JsonObject): Iterable<JsonObject> {
  if (state['Resource'] === 'arn:aws:states:::aws-sdk:lambda:invoke')
    yield { ...state, Resource: 'arn:aws:states:::lambda:invoke' };
  const parameters = state['Parameters'];
  const name = isJsonObject(parameters) ? parameters['FunctionName'] : undefined;
  if (String(state['Resource']).endsWith('.waitForTaskToken')) {
    const plain = without(without(state, 'HeartbeatSeconds'), 'HeartbeatSecondsPath');
    yield { ...plain, Resource: 'arn:aws:states:::lambda:invoke' };
  } else if (typeof name === 'string' && name.startsWith('arn:')) {
    yield {
      ...without(without(without(state, 'Parameters'), 'ResultSelector'), 'OutputPath'),
      Resource: name,
    };
  }
}
