/** Pass, Wait, Succeed and Fail in the analysis (AWS-BEHAVIOUR 6.2, 6.3). */
import { parseTimestamp } from '../../src/asl/choice/timestamp.ts';
import type {
  FailState,
  FailText,
  PassState,
  SucceedState,
  WaitState,
  WaitTime,
} from '../../src/asl/state/state.ts';
import type { Path } from '../../src/asl/path/path.ts';
import type { Scope } from '../../src/asl/path/scope.ts';
import { finish, passOn, selectInput, shapeInput } from './data-flow.ts';
import { bindingsOf, runJsonata } from './jsonata/template.ts';
import type { JsonValue } from '../../src/json/value.ts';
import { done, inTrouble, open, RUNTIME, type StateOutcome, type Step } from './outcome.ts';
import { readPath } from './read-path.ts';
import { scopeOf } from './scope.ts';
import { later, type Place, type Situation } from './situation.ts';
import { runTemplate } from './template.ts';
import { isForeseeable } from './unforeseeable.ts';

export function runPass(state: PassState, situation: Situation, place: Place): StateOutcome {
  const { data } = state;
  if (data.language === 'JSONata') return passOn(state, situation, place, situation.document, situation);
  if (state.result !== undefined) {
    if (data.parameters !== undefined || data.inputPath !== undefined)
      return open('what Result makes of Parameters and InputPath is inferred (3.1.18)');
    return finish(state, situation, place, state.result);
  }
  const selected = selectInput(state, situation, place);
  if (selected.kind !== 'done') return inTrouble(selected, situation);
  const shaped = shapeInput(state, situation, place, selected.value);
  return shaped.kind === 'done'
    ? finish(state, situation, place, shaped.value)
    : inTrouble(shaped, situation);
}

/** Wait and Succeed hand their input on: InputPath, then OutputPath (3.1.16, 3.1.17). */
export function runWait(state: WaitState, situation: Situation, place: Place): StateOutcome {
  const selected = selectInput(state, situation, place);
  if (selected.kind !== 'done') return inTrouble(selected, situation);
  const seconds = waitSeconds(state.wait, scopeOf(state, situation, place, selected.value));
  if (seconds.kind !== 'done') return inTrouble(seconds, situation);
  return passOn(state, situation, place, selected.value, later(situation, seconds.value));
}

export function runSucceed(state: SucceedState, situation: Situation, place: Place): StateOutcome {
  const selected = selectInput(state, situation, place);
  return selected.kind === 'done'
    ? passOn(state, situation, place, selected.value, situation)
    : inTrouble(selected, situation);
}

function waitSeconds(wait: WaitTime, scope: Scope): Step<number> {
  switch (wait.kind) {
    case 'seconds':
      return done(wait.value);
    case 'timestamp':
      return isPast(wait.value) ? done(0) : open('a time to come would make a case last');
    case 'secondsPath':
      return secondsAt(wait.path, scope);
    case 'timestampPath':
      return timestampAt(wait.path, scope);
    case 'timestampExpression':
      // A text without delimiters is a literal.
      return wait.template.kind === 'static' && isPast(String(wait.template.value))
        ? done(0)
        : open('a Timestamp by expression is not analysed');
    case 'secondsExpression':
      return open('Seconds by expression are not analysed');
  }
}

/** Far enough back for every clock that a case will ever meet. */
const isPast = (text: string): boolean => {
  const instant = parseTimestamp(text);
  return instant !== undefined && instant.milliseconds < Date.UTC(2024, 0, 1);
};

function secondsAt(path: Path, scope: Scope): Step<number> {
  const reading = readPath(path, scope);
  if (reading.kind === 'open') return reading;
  if (reading.kind === 'missing') return RUNTIME;
  if (reading.kind === 'past the end')
    return open('an index past the end is known in payload templates only (3.2.8)');
  if (typeof reading.value === 'string') return open('numeric strings rest on a third party (6.3.7)');
  // Negative numbers, fractions and other types fail in recorded words (6.3.5 to 6.3.7).
  const isWhole = typeof reading.value === 'number' && Number.isInteger(reading.value);
  return isWhole && reading.value >= 0 ? done(reading.value) : RUNTIME;
}

function timestampAt(path: Path, scope: Scope): Step<number> {
  const reading = readPath(path, scope);
  if (reading.kind === 'open') return reading;
  if (reading.kind !== 'done') return open('the words for a missing TimestampPath are inferred (6.3.8)');
  if (typeof reading.value !== 'string')
    return open('the words for a TimestampPath to no string are inferred (6.3.9)');
  if (!isForeseeable(reading.value)) return open('a Wait until a time that differs from run to run');
  if (parseTimestamp(reading.value) === undefined)
    return /[tz ]/.test(reading.value) ? open('timestamps in lower case are not recorded (G10)') : RUNTIME;
  return isPast(reading.value) ? done(0) : open('a time to come would make a case last');
}

export function runFail(state: FailState, situation: Situation, place: Place): StateOutcome {
  const error = failText(state, state.error, situation, place, LONGEST.error);
  if (error.kind !== 'done') return inTrouble(error, situation);
  const cause = failText(state, state.cause, situation, place, LONGEST.cause);
  if (cause.kind !== 'done') return inTrouble(cause, situation);
  return {
    kind: 'fails',
    raised: {
      kind: 'fail',
      ...(error.value !== undefined && { error: error.value }),
      ...(cause.value !== undefined && { cause: cause.value }),
    },
    after: situation,
  };
}

/** Characters that an error and a cause may have (1.4.16); what becomes of longer ones isn't recorded. */
const LONGEST = { error: 256, cause: 32_768 } as const;

function failText(
  state: FailState,
  source: FailText | undefined,
  situation: Situation,
  place: Place,
  longest: number,
): Step<string | undefined> {
  if (source === undefined) return done(undefined);
  const step = evaluateText(state, source, situation, place);
  if (step.kind !== 'done') return step;
  const text = step.value;
  if (typeof text !== 'string')
    return open('what AWS says of an ErrorPath to no string is not recorded (6.2.11)');
  if (text === '' || text.length > longest)
    return open('errors and causes that are empty or too long are not recorded');
  return isForeseeable(text) ? done(text) : open('an error would differ from run to run');
}

function evaluateText(
  state: FailState,
  source: FailText,
  situation: Situation,
  place: Place,
): Step<JsonValue> {
  switch (source.kind) {
    case 'literal':
      return done(source.text);
    case 'template':
      return runTemplate(source.template, scopeOf(state, situation, place, situation.document));
    case 'jsonata':
      return runJsonata(source.template, bindingsOf(state, situation, place));
  }
}
