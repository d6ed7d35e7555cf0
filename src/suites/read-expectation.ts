/** Reads what a directed case expects. */
import {
  expectNumber,
  expectObject,
  expectOneOf,
  expectOnlyFields,
  expectText,
  mapItems,
  ShapeError,
} from '../case/shape.ts';
import { hasKey, valueAt, type JsonObject, type JsonValue } from '../json/value.ts';
import { parseEventLine, type ExpectedEvent } from './event-line.ts';
import type { Expectation, ExpectedDiagnostic, ExpectedInvocation } from './expectation.ts';

const STATUSES = [
  'SUCCEEDED',
  'FAILED',
  'TIMED_OUT',
  'ABORTED',
  'RUNNING',
  'INVALID_DEFINITION',
  'STARTED',
  'RETRIABLE',
  'CAUGHT_ERROR',
] as const;

const FIELDS = [
  'status',
  'output',
  'outputText',
  'error',
  'cause',
  'absent',
  'invocations',
  'callbacks',
  'events',
  'eventCount',
  'diagnostics',
  'nextState',
];

export function readExpectation(value: JsonValue | undefined, place: string): Expectation {
  const source = expectObject(value, place);
  expectOnlyFields(source, FIELDS, place);
  return {
    status: expectOneOf(source['status'], STATUSES, `${place}.status`),
    ...(hasKey(source, 'output') && { output: valueAt(source, 'output') ?? null }),
    ...optional(source, 'outputText', place, expectText),
    ...optional(source, 'error', place, expectText),
    ...optional(source, 'cause', place, expectText),
    absent: hasKey(source, 'absent')
      ? mapItems(source['absent'], `${place}.absent`, (field, inner) =>
          expectOneOf(field, ['output', 'error', 'cause'], inner),
        )
      : [],
    ...optional(source, 'invocations', place, listOf(readInvocation)),
    ...optional(source, 'callbacks', place, listOf(readCallback)),
    ...optional(source, 'events', place, listOf(readEvent)),
    ...optional(source, 'eventCount', place, expectNumber),
    ...optional(source, 'diagnostics', place, listOf(readDiagnostic)),
    ...optional(source, 'nextState', place, expectText),
  };
}

type Read<T> = (value: JsonValue, place: string) => T;

const listOf =
  <T>(read: Read<T>): Read<readonly T[]> =>
  (value, place) =>
    mapItems(value, place, read);

/** `{ [field]: ... }` where the field is there, else nothing. */
function optional<Field extends string, T>(
  source: JsonObject,
  field: Field,
  place: string,
  read: Read<T>,
): { readonly [K in Field]?: T } {
  const value = valueAt(source, field);
  return value === undefined
    ? {}
    : ({ [field]: read(value, `${place}.${field}`) } as { readonly [K in Field]: T });
}

const textOrNull: Read<string | null> = (value, place) => (value === null ? null : expectText(value, place));

const INVOCATION_TYPES = ['RequestResponse', 'Event'] as const;

const INVOCATION_FIELDS = [
  'function',
  'qualifier',
  'payload',
  'payloadText',
  'invocationType',
  'clientContext',
];

const readInvocation: Read<ExpectedInvocation> = (value, place) => {
  const source = expectObject(value, place);
  expectOnlyFields(source, INVOCATION_FIELDS, place);
  return {
    function: expectText(source['function'], `${place}.function`),
    ...optional(source, 'qualifier', place, textOrNull),
    ...(hasKey(source, 'payload') && { payload: valueAt(source, 'payload') ?? null }),
    ...optional(source, 'payloadText', place, expectText),
    ...optional(source, 'invocationType', place, (type, inner) => expectOneOf(type, INVOCATION_TYPES, inner)),
    ...(hasKey(source, 'clientContext') && { clientContext: valueAt(source, 'clientContext') ?? null }),
  };
};

const readCallback: Read<string> = (value, place) => {
  const text = expectText(value, place);
  if (!/^.+ [1-9]\d* (?:success|successText|successBytes|failure|heartbeat): \w+$/.test(text))
    throw new ShapeError(place, `'STATE ATTEMPT KIND: RESULT'`, text);
  return text;
};

const readEvent: Read<ExpectedEvent> = (value, place) => {
  const text = expectText(value, place);
  const event = parseEventLine(text);
  if (typeof event === 'string') throw new ShapeError(place, `an event (${event})`, text);
  return event;
};

const readDiagnostic: Read<ExpectedDiagnostic> = (value, place) => {
  const source = expectObject(value, place);
  expectOnlyFields(source, ['code', 'message', 'location'], place);
  return {
    code: expectText(source['code'], `${place}.code`),
    ...optional(source, 'message', place, expectText),
    ...optional(source, 'location', place, textOrNull),
  };
};
