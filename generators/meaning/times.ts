/** TimeoutSeconds and HeartbeatSeconds of a Task (AWS-BEHAVIOUR 1.4.22 to 1.4.24, 2.3.5). */
import type { NumericField, TaskState } from '../../src/asl/state/state.ts';
import type { Scope } from '../../src/asl/path/scope.ts';
import { done, open, RUNTIME, type Step } from './outcome.ts';
import { readPath } from './read-path.ts';

export interface Times {
  readonly timeoutSeconds?: number;
  readonly heartbeatSeconds?: number;
}

export function readTimes(state: TaskState, scope: Scope): Step<Times> {
  const timeout = secondsOf(state.timeout, scope);
  if (timeout.kind !== 'done') return timeout;
  const heartbeat = secondsOf(state.heartbeat, scope);
  if (heartbeat.kind !== 'done') return heartbeat;
  if (timeout.value !== undefined && heartbeat.value !== undefined && heartbeat.value >= timeout.value)
    return open('HeartbeatSeconds must be smaller than TimeoutSeconds (1.4.23)');
  return done({
    ...(timeout.value !== undefined && { timeoutSeconds: timeout.value }),
    ...(heartbeat.value !== undefined && { heartbeatSeconds: heartbeat.value }),
  });
}

function secondsOf(field: NumericField | undefined, scope: Scope): Step<number | undefined> {
  if (field === undefined) return done(undefined);
  if (field.kind === 'literal') return done(field.value);
  if (field.kind === 'jsonata') return open('timers by expression are not analysed');
  const reading = readPath(field.path, scope);
  if (reading.kind === 'open') return reading;
  if (reading.kind === 'missing') return RUNTIME;
  // Words for other values are recorded for MaxConcurrencyPath only (6.5.13); a timeout of 0 is recorded nowhere.
  return reading.kind === 'done' &&
    typeof reading.value === 'number' &&
    Number.isInteger(reading.value) &&
    reading.value > 0
    ? done(reading.value)
    : open('a timeout by path that is no positive whole number is not recorded');
}
