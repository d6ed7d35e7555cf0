/** Rules of a Task state (AWS-BEHAVIOUR 1.2.33, 1.2.34, 1.4.23; RECORDED 94, 96). */
import { isJsonNumber, valueAt, type JsonObject } from '../../json/value.ts';
import { objectField, textField } from '../state/fields.ts';
import { readResource, type Resource } from '../state/resource.ts';
import { isSubstitution } from '../state/substitution.ts';
import { canSync, isKnownAction } from './integrations.ts';
import type { Problems } from './problems.ts';
import type { Machine } from './validate-machine.ts';

export function validateTask(state: JsonObject, place: string, machine: Machine): void {
  const { problems } = machine;
  const text = textField(state, 'Resource');
  if (!isSubstitution(valueAt(state, 'Resource'))) {
    if (text === undefined) problems.add('These fields are required: [Resource]', place);
    else validateResource(text, `${place}/Resource`, machine);
  }
  validateTimes(state, place, problems);
  const credentials = objectField(state, 'Credentials');
  if (credentials && !['RoleArn', 'RoleArn.$'].some((field) => Object.hasOwn(credentials, field))) {
    problems.add("The field 'RoleArn' is required but was missing", `${place}/Credentials`);
  }
}

function validateResource(text: string, location: string, { type, problems }: Machine): void {
  const resource = readResource(text);
  if (!isRecognized(resource)) {
    problems.add(
      `The resource provided ${text} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.`,
      location,
    );
    return;
  }
  if (type !== 'EXPRESS') return;
  if (resource.kind === 'activity')
    problems.add('Express state machine does not support Activity ARN', location);
  if (resource.kind !== 'service' || resource.pattern === 'requestResponse') return;
  // The recorded text has a blank more after the callback pattern.
  const blank = resource.pattern === 'waitForTaskToken' ? ' ' : '';
  const pattern = resource.pattern === 'waitForTaskToken' ? '.waitForTaskToken' : '.sync';
  problems.add(`Express state machine does not support '${pattern}' service integration${blank}`, location);
}

function isRecognized(resource: Resource): boolean {
  if (resource.kind === 'unknown') return false;
  if (resource.kind !== 'service' || resource.resourceType.startsWith('aws-sdk:')) return true;
  const syncs = resource.pattern === 'sync' || resource.pattern === 'sync:2';
  return isKnownAction(resource.resourceType, resource.action) && (!syncs || canSync(resource.resourceType));
}

function validateTimes(state: JsonObject, place: string, problems: Problems): void {
  for (const field of ['TimeoutSeconds', 'HeartbeatSeconds']) {
    const value = valueAt(state, field);
    if (isJsonNumber(value) && !(value.valueOf() >= 1))
      problems.add('Minimum value is 1', `${place}/${field}`);
    if (value !== undefined && Object.hasOwn(state, `${field}Path`)) {
      problems.add(`You cannot specify both '${field}' and '${field}Path'`, place);
    }
  }
  const [timeout, heartbeat] = [valueAt(state, 'TimeoutSeconds'), valueAt(state, 'HeartbeatSeconds')];
  if (isJsonNumber(timeout) && isJsonNumber(heartbeat) && heartbeat.valueOf() >= timeout.valueOf()) {
    problems.add("'HeartbeatSeconds' must be smaller than 'TimeoutSeconds'", place);
  }
}
