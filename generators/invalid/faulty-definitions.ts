/**
 * One definition a recorded diagnostic. Each is refused for one reason; what else a careless author would do wrong along with
 * it (an unreachable state, a missing end) would bring diagnostics of its own and is avoided, except where it is recorded so.
 */
import { functionArn } from '../../src/executors/observed-names.ts';
import type { JsonObject, JsonValue } from '../../src/json/value.ts';

/** A definition around three names of states; not all need be used. */
type FaultyDefinition = (a: string, b: string, c: string) => JsonObject;

const NOWHERE = 'Nowhere';

const machine = (StartAt: string, States: JsonObject): JsonObject => ({ StartAt, States });
const one = (name: string, state: JsonObject): JsonObject => machine(name, { [name]: state });
const succeed: JsonObject = { Type: 'Succeed' };
const task: JsonObject = { Type: 'Task', Resource: functionArn('fn-orders') };
const catchAll = (Next: string, ...before: readonly JsonValue[]): JsonObject => ({
  Catch: [...before, { ErrorEquals: ['States.ALL'], Next }],
});

export const FAULTY_DEFINITIONS: readonly FaultyDefinition[] = [
  // MISSING_TRANSITION_TARGET, with a way to an end beside it
  (a, b) => machine(a, { [a]: { ...task, ...catchAll(b), Next: NOWHERE }, [b]: succeed }),
  // StartAt to a missing state: two diagnostics
  (a) => machine(NOWHERE, { [a]: succeed }),
  // "State ... is not reachable."
  (a, b) => machine(a, { [a]: succeed, [b]: succeed }),
  // neither Next nor End: two diagnostics
  (a) => one(a, { Type: 'Pass' }),
  // MISSING_END_STATE
  (a, b) => machine(a, { [a]: { Type: 'Pass', Next: b }, [b]: { Type: 'Pass', Next: a } }),
  // "States.ALL must appear alone and at end of list": not alone, not last; in Retry and in Catch
  (a) => one(a, { ...task, Retry: [{ ErrorEquals: ['States.ALL', 'Busy'] }], End: true }),
  (a) => one(a, { ...task, Retry: [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['Busy'] }], End: true }),
  (a, b) =>
    machine(a, {
      [a]: { ...task, Catch: [{ ErrorEquals: ['Busy', 'States.ALL'], Next: b }], End: true },
      [b]: succeed,
    }),
  (a, b) =>
    machine(a, {
      [a]: {
        ...task,
        Catch: [
          { ErrorEquals: ['States.ALL'], Next: b },
          { ErrorEquals: ['Busy'], Next: b },
        ],
        End: true,
      },
      [b]: succeed,
    }),
  // "There should only be one of the following fields: [SecondsPath, Seconds, TimestampPath, Timestamp]"
  (a) => one(a, { Type: 'Wait', Seconds: 1, Timestamp: '2020-05-17T12:00:00Z', End: true }),
  // "Minimum value is 0"
  (a) => one(a, { Type: 'Wait', Seconds: -1, End: true }),
  // "String does not match RFC3339 timestamp"
  (a) => one(a, { Type: 'Wait', Timestamp: '2020-05-17T12:00:00', End: true }),
  // Error and ErrorPath exclude each other (6.2.10)
  (a) => one(a, { Type: 'Fail', Error: 'Rejected', ErrorPath: '$.error' }),
  // "Field 'Next' is not supported", "Field 'Catch' ...", "Field 'TimeoutSeconds' ..."
  (a, b) => machine(a, { [a]: { Type: 'Pass', Next: b }, [b]: { ...succeed, Next: b } }),
  (a, b) => machine(a, { [a]: { Type: 'Pass', ...catchAll(b), End: true }, [b]: succeed }),
  (a, b) =>
    one(a, {
      Type: 'Parallel',
      TimeoutSeconds: 5,
      Branches: [one(b, { Type: 'Pass', End: true })],
      End: true,
    }),
  // "Value cannot be empty"
  (a) => one(a, { Type: 'Parallel', Branches: [], End: true }),
  // "The field 'Type' should have one of these values: ..."
  (a) => one(a, { Type: 'Tusk', End: true }),
  // "These fields are required: ..."
  (a) => ({ StartAt: a }),
  (a) => ({ States: { [a]: succeed } }),
  // "The value for the field 'x.$' must be a valid JSONPath or a valid intrinsic function call" (3.2.2)
  (a) => one(a, { Type: 'Pass', Parameters: { 'x.$': 'no path' }, End: true }),
  // Refused Choices (5.5.1)
  (a, b) => machine(a, { [a]: { Type: 'Choice', Choices: [], Default: b }, [b]: succeed }),
  (a, b) =>
    machine(a, {
      [a]: {
        Type: 'Choice',
        Choices: [{ Variable: '$.qty', NumericEquals: 1, StringEquals: '1', Next: b }],
        Default: b,
      },
      [b]: succeed,
    }),
  (a, b) =>
    machine(a, {
      [a]: { Type: 'Choice', Choices: [{ Variable: '$.qty', Next: b }], Default: b },
      [b]: succeed,
    }),
];
