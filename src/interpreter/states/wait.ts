/** Wait: its output is its input (AWS-BEHAVIOUR 6.3). */
import { parseTimestamp } from '../../asl/choice/timestamp.ts';
import type { Path } from '../../asl/path/path.ts';
import { resolve } from '../../asl/path/scope.ts';
import type { WaitState } from '../../asl/state/state.ts';
import { unmodelledPath, wholeNumber } from '../../asl/template/evaluate-template.ts';
import type { JsonDocument } from '../../json/document.ts';
import { isJsonNumber, type JsonValue } from '../../json/value.ts';
import { writeJson } from '../../json/write.ts';
import { selectedInput } from '../effective-input.ts';
import { passOn } from '../finish.ts';
import { evaluateJsonata, unfitField } from '../jsonata-evaluation.ts';
import { done, type StateOutcome, type Step } from '../outcome.ts';
import { waits, type Program } from '../program.ts';
import type { Visit } from '../visit.ts';

/** The longest delay, in seconds (6.3.12). */
const LONGEST = 2 ** 31 - 1;

export function* runWait(visit: Visit<WaitState>): Program<StateOutcome> {
  const selected = selectedInput(visit);
  if (selected.kind !== 'done') return selected;
  const until = yield* waitUntil(visit, selected.value);
  if (until.kind !== 'done') return until;
  if (until.value - visit.now > LONGEST * 1000) {
    return visit.runtime('Wait state delay is too long.', 'wait.too-long', true);
  }
  // A time that has passed is no wait at all (6.3.4, 6.3.10).
  if (until.value > visit.now) yield { kind: 'sleep', until: until.value };
  const step = passOn(visit, selected.value);
  return waits(step) ? yield* step : step;
}

/** The end of the wait, in milliseconds since 1970. */
function* waitUntil(visit: Visit<WaitState>, input: JsonDocument): Program<Step<number>> {
  const { wait } = visit.state;
  visit.note(wait.kind.startsWith('seconds') ? 'wait.seconds' : 'wait.timestamp');
  switch (wait.kind) {
    case 'seconds':
      return done(visit.now + wait.value * 1000);
    case 'timestamp':
      return done(instant(wait.value) ?? visit.now);
    case 'secondsPath':
      return secondsAt(visit, wait.path, input);
    case 'timestampPath':
      return timestampAt(visit, wait.path, input);
    case 'secondsExpression': {
      const step = yield* evaluateJsonata(visit, wait.template);
      if (step.kind !== 'done') return step;
      const seconds = isJsonNumber(step.value) ? wholeNumber(step.value) : undefined;
      if (seconds !== undefined && seconds >= 0) return done(visit.now + seconds * 1000);
      return visit.problem(
        unfitField('Seconds', `The Seconds field cannot be parsed as an integer: ${shown(step.value)}`),
      );
    }
    case 'timestampExpression': {
      const step = yield* evaluateJsonata(visit, wait.template);
      if (step.kind !== 'done') return step;
      const time = typeof step.value === 'string' ? instant(step.value) : undefined;
      if (time !== undefined) return done(time);
      // Unlike other evaluations, this one's event follows the Entered event (RECORDED 21).
      return visit.problem(
        unfitField(
          'Timestamp',
          `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${shown(step.value)}`,
        ),
        visit.enteredEventId,
      );
    }
  }
}

/** Cut to the second (6.3.11). */
function instant(text: string): number | undefined {
  const parsed = parseTimestamp(text);
  return parsed && Math.floor(parsed.milliseconds / 1000) * 1000;
}

/** A value as AWS puts it into a cause: a string without quotes, anything else as JSON. */
export const shown = (value: JsonValue): string => (typeof value === 'string' ? value : writeJson(value));

/** 6.3.4 to 6.3.8, RECORDED 53. Numeric strings are accepted (6.3.7). */
function secondsAt(visit: Visit<WaitState>, path: Path, input: JsonDocument): Step<number> {
  if (path.unmodelled) return visit.problem(unmodelledPath(path));
  const found = resolve(path, visit.scope(input));
  if (!found.ok) {
    return visit.runtime(
      `The SecondsPath parameter does not reference an input value: ${path.text}`,
      'wait.seconds-path-missing',
    );
  }
  if (typeof found.value === 'string') visit.note('wait.numeric-strings');
  const seconds = wholeNumber(found.value);
  if (seconds === undefined) {
    return visit.runtime(
      `The SecondsPath parameter cannot be parsed as a long value: ${path.text} == ${shown(found.value)}`,
      'wait.seconds-path-not-whole',
    );
  }
  if (seconds < 0) {
    return visit.runtime(
      `The SecondsPath parameter references a negative value: ${path.text} == ${shown(found.value)}`,
      'wait.seconds-path-negative',
    );
  }
  return done(visit.now + seconds * 1000);
}

/** 6.3.9, RECORDED 54. */
function timestampAt(visit: Visit<WaitState>, path: Path, input: JsonDocument): Step<number> {
  if (path.unmodelled) return visit.problem(unmodelledPath(path));
  const found = resolve(path, visit.scope(input));
  if (!found.ok) {
    return visit.runtime(
      `The TimestampPath parameter does not reference an input value: ${path.text}`,
      'wait.timestamp-path-missing',
      true,
    );
  }
  const time = typeof found.value === 'string' ? instant(found.value) : undefined;
  if (time !== undefined) return done(time);
  return visit.runtime(
    'The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: ' +
      `${path.text} == ${shown(found.value)}`,
    'wait.timestamp-path-malformed',
  );
}
