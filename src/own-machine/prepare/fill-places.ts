/** Resources and numbers that a template would fill in, and nobody did: what they are is read off the state. */
import { readFunctionReference, readResource } from '../../asl/state/resource.ts';
import { textField } from '../../asl/state/fields.ts';
import { entriesOf, objectOf, withKey } from '../../json/key-order.ts';
import { isJsonArray, isJsonObject, valueAt, type JsonObject, type JsonValue } from '../../json/value.ts';
import { writeJson } from '../../json/write.ts';
import { placeholder, type Note } from './neutral-names.ts';

/** Numbers that stand for `${Name}`, by the fields in which one may stand. */
const NUMBERS: Readonly<Record<string, number>> = {
  Seconds: 1,
  TimeoutSeconds: 300,
  HeartbeatSeconds: 60,
  MaxConcurrency: 2,
  IntervalSeconds: 1,
  MaxAttempts: 2,
  BackoffRate: 2,
  MaxDelaySeconds: 10,
  MaxItemsPerBatch: 2,
  MaxInputBytesPerBatch: 10_000,
  ToleratedFailureCount: 1,
  ToleratedFailurePercentage: 10,
};

export const withFilledPlaces = (definition: JsonObject, note: Note): JsonObject =>
  filled(definition, note) as JsonObject;

function filled(value: JsonValue, note: Note): JsonValue {
  if (isJsonArray(value)) return value.map((item) => filled(item, note));
  if (!isJsonObject(value)) return value;
  const object = objectOf(
    entriesOf(value).map(([key, item]) => [key, filledNumber(key, item, note) ?? filled(item, note)]),
  );
  const resource = textField(object, 'Resource');
  return textField(object, 'Type') === 'Task' && resource !== undefined && !isKnown(resource)
    ? withKey(object, 'Resource', filledResource(resource, object, note))
    : object;
}

function filledNumber(key: string, value: JsonValue, note: Note): number | undefined {
  const number = NUMBERS[key] ?? (/^Numeric\w+(?<!Path)$/.test(key) ? 1 : undefined);
  if (number === undefined || typeof value !== 'string' || !/^\$\{[^}]+\}$/.test(value)) return undefined;
  note(`'${value}' in ${key} is taken for ${number}`);
  return number;
}

function isKnown(text: string): boolean {
  const resource = readResource(text);
  if (text.includes('${') || resource.kind === 'unknown') return false;
  return resource.kind !== 'function' || readFunctionReference(text) !== undefined;
}

/** A function by its ARN, unless its parameters name a function, or hand a token over. */
function filledResource(text: string, task: JsonObject, note: Note): string {
  const parameters = valueAt(task, 'Parameters') ?? valueAt(task, 'Arguments') ?? {};
  const waits = /\bTask\.Token\b/.test(writeJson(parameters));
  const names = ['FunctionName', 'FunctionName.$'];
  if (isJsonObject(parameters) && names.some((name) => Object.hasOwn(parameters, name))) {
    const invoke = `arn:aws:states:::lambda:invoke${waits ? '.waitForTaskToken' : ''}`;
    note(`'${text}' is taken for ${invoke}`);
    return invoke;
  }
  if (!waits) return placeholder(text, note);
  note(`'${text}' is taken for a service that is handed a task token`);
  return 'arn:aws:states:::sqs:sendMessage.waitForTaskToken';
}
