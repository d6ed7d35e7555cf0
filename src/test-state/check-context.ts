/** The context object that a test brings along (AWS-BEHAVIOUR 8.7.6, 8.7.10). */
import type { State } from '../asl/state/state.ts';
import { entriesOf } from '../json/key-order.ts';
import { parseJson } from '../json/parse.ts';
import { isJsonNumber, isJsonObject, type JsonObject, type JsonValue } from '../json/value.ts';
import { invalid, type TestStateRefusal } from './answer.ts';

type FieldType = 'any' | 'a string' | 'a number';

/** Every field may be absent, and every object empty (recorded: test_state_context_object_edge_cases). */
const FIELDS: ReadonlyMap<string, ReadonlyMap<string, FieldType>> = new Map([
  [
    'Execution',
    new Map<string, FieldType>([
      ['Id', 'a string'],
      ['Input', 'any'],
      ['Name', 'a string'],
      ['RoleArn', 'a string'],
      ['StartTime', 'a string'],
      ['RedriveCount', 'a number'],
      ['RedriveTime', 'a string'],
    ]),
  ],
  [
    'State',
    new Map<string, FieldType>([
      ['EnteredTime', 'a string'],
      ['Name', 'a string'],
      ['RetryCount', 'a number'],
    ]),
  ],
  [
    'StateMachine',
    new Map<string, FieldType>([
      ['Id', 'a string'],
      ['Name', 'a string'],
    ]),
  ],
  ['Task', new Map<string, FieldType>([['Token', 'a string']])],
]);

export type ContextReading =
  { readonly kind: 'context'; readonly value: JsonObject | undefined } | TestStateRefusal;

/** inferred: the texts for what is no JSON object, and the types of all fields but Execution.Id, after the recorded one. */
export function readContext(text: string | undefined, state: State): ContextReading {
  if (text === undefined) return { kind: 'context', value: undefined };
  const parsing = parseJson(text);
  if (!parsing.ok || !isJsonObject(parsing.value))
    return refuse('Context object must be a valid JSON object');
  for (const [part, value] of entriesOf(parsing.value)) {
    const problem = problemOfPart(part, value, state);
    if (problem !== undefined) return refuse(problem);
  }
  return { kind: 'context', value: parsing.value };
}

const refuse = (problem: string): TestStateRefusal => invalid(`Invalid Context object provided: ${problem}`);

function problemOfPart(part: string, value: JsonValue, state: State): string | undefined {
  if (part === 'Map') return "'Map' field is not supported when mocking a Context object";
  const fields = FIELDS.get(part);
  if (fields === undefined) return notAllowed(part);
  if (part === 'Task' && !handsOutToken(state)) {
    return "Context object contains 'Task' when state is not a Task state with a '.sync' or '.waitForTaskToken' service integration pattern";
  }
  if (!isJsonObject(value)) return `${part} must be an object`;
  for (const [field, item] of entriesOf(value)) {
    const type = fields.get(field);
    if (type === undefined) return notAllowed(field);
    if (!fits(item, type)) return `${part}.${field} must be ${type}`;
  }
  return undefined;
}

const notAllowed = (field: string): string => `Field '${field}' is not allowed`;

const handsOutToken = (state: State): boolean =>
  state.type === 'Task' && state.resource.kind === 'service' && state.resource.pattern !== 'requestResponse';

function fits(value: JsonValue, type: FieldType): boolean {
  if (type === 'any') return true;
  return type === 'a string' ? typeof value === 'string' : isJsonNumber(value);
}
