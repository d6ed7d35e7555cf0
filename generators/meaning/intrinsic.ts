/** Runs intrinsic calls in the analysis, and says where their result isn't known for AWS (AWS-BEHAVIOUR 3.5). */
import type { IntrinsicCall } from '../../src/asl/intrinsic/call.ts';
import { evaluateCall } from '../../src/asl/intrinsic/evaluate-call.ts';
import type { Scope } from '../../src/asl/path/scope.ts';
import { isJsonObject, type JsonValue } from '../../src/json/value.ts';
import { done, open, RUNTIME, type Open, type Step } from './outcome.ts';
import { readPath } from './read-path.ts';
import { UNFORESEEABLE } from './unforeseeable.ts';
import { unknownResult } from './unknown-result.ts';

export function runCall(call: IntrinsicCall, scope: Scope): Step<JsonValue> {
  const unknown = unknownPart(call, scope);
  if (unknown !== undefined) return unknown;
  const result = evaluateCall(call, scope);
  if (result.ok) return done(showsRandomNumber(call) ? UNFORESEEABLE.id : result.value);
  if (result.kind !== 'runtime') return open('the reference declines this call');
  if (result.inferred === true) return open("this function's own words for a failure are inferred (2.3.11)");
  return RUNTIME;
}

/**
 * A random number is hidden where only the number of values around it is asked for: `ArrayLength(Array(...))`. UUIDs need no
 * such rule, for they carry a text that shows wherever it gets to.
 */
function showsRandomNumber(call: IntrinsicCall, around: readonly string[] = []): boolean {
  if (call.name === 'MathRandom') return around.at(-1) !== 'Array' || around.at(-2) !== 'ArrayLength';
  const inside = [...around, call.name];
  return call.arguments.some(
    (argument) => argument.kind === 'call' && showsRandomNumber(argument.call, inside),
  );
}

/** Looks at the arguments, innermost calls first. */
function unknownPart(call: IntrinsicCall, scope: Scope, around?: string): Open | undefined {
  const values: JsonValue[] = [];
  for (const argument of call.arguments) {
    if (argument.kind === 'call') {
      const inner = unknownPart(argument.call, scope, call.name);
      if (inner !== undefined) return inner;
      const result = evaluateCall(argument.call, scope);
      // The failure of an inner call is the whole call's; nothing is left to look at.
      if (!result.ok) return undefined;
      values.push(result.value);
    } else if (argument.kind === 'path') {
      const reading = readPath(argument.path, scope);
      if (reading.kind === 'open') return reading;
      if (reading.kind !== 'done') return unknownArgument(scope);
      values.push(reading.value);
    } else values.push(argument.value);
  }
  const reason = unknownResult(call.name, values, around);
  return reason === undefined ? undefined : open(reason);
}

/** How AWS quotes the input after a missing argument is recorded for `{}` only. */
function unknownArgument(scope: Scope): Open | undefined {
  const input = scope.input.value;
  return isJsonObject(input) && Object.keys(input).length === 0
    ? undefined
    : open('a missing argument of an intrinsic function is recorded for the input {} only (2.3.4)');
}
