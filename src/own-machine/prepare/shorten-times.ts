/**
 * Times that nobody wants to sit out, shortened: waits, pauses between attempts, limits that are to run out. A target works by
 * the real clock; how long it waits isn't compared, that it waits, tries again and times out is.
 */
import { entriesOf, objectOf, withKey } from '../../json/key-order.ts';
import {
  isJsonArray,
  isJsonNumber,
  isJsonObject,
  valueAt,
  type JsonObject,
  type JsonValue,
} from '../../json/value.ts';

/** A change that the report names. */
export interface Shortening {
  readonly state: string;
  /** `Seconds`, `Timestamp`, `retrier 2`, `TimeoutSeconds`, `HeartbeatSeconds`. */
  readonly field: string;
  readonly from: string;
  readonly to: string;
}

export interface ShortenedMachine {
  readonly definition: JsonObject;
  readonly shortenings: readonly Shortening[];
}

/** What a case needs shortened. */
export interface TimesOfCase {
  /** States that it comes to: the others keep their times. */
  readonly visited: ReadonlySet<string>;
  /** Tasks that get no answer in time; `always` where no other attempt of theirs gets one either. */
  readonly silent: ReadonlyMap<string, 'always' | 'at times'>;
}

/** A wait, and the pause before another attempt. */
const SHORT = 1;

/** A limit that is to run out; one that isn't to run out in another attempt leaves time for a cold start (AWS-BEHAVIOUR 10.2.6). */
const LIMITS = { always: 2, 'at times': 10 } as const;

/** Long past on every clock. */
const PAST = '2020-01-01T00:00:00Z';

export function shortenTimes(definition: JsonObject, times: TimesOfCase): ShortenedMachine {
  const shortenings: Shortening[] = [];
  const note = (shortening: Shortening): void => void shortenings.push(shortening);
  return { definition: shortFlow(definition, times, note), shortenings };
}

type Note = (shortening: Shortening) => void;

function shortFlow(flow: JsonObject, times: TimesOfCase, note: Note): JsonObject {
  return mapValues(flow, (key, value) =>
    key === 'States' && isJsonObject(value)
      ? mapValues(value, (name, state) =>
          isJsonObject(state) ? shortState(name, state, times, note) : state,
        )
      : value,
  );
}

function shortState(name: string, state: JsonObject, times: TimesOfCase, note: Note): JsonObject {
  const inner = mapValues(state, (key, value) => {
    if ((key === 'ItemProcessor' || key === 'Iterator') && isJsonObject(value))
      return shortFlow(value, times, note);
    if (key !== 'Branches' || !isJsonArray(value)) return value;
    return value.map((branch) => (isJsonObject(branch) ? shortFlow(branch, times, note) : branch));
  });
  if (!times.visited.has(name)) return inner;
  const type = valueAt(inner, 'Type');
  if (type === 'Wait') return shortWait(name, inner, note);
  const retried = shortRetriers(name, inner, note);
  const silence = times.silent.get(name);
  return type === 'Task' && silence !== undefined
    ? shortLimit(name, retried, LIMITS[silence], note)
    : retried;
}

function shortWait(name: string, state: JsonObject, note: Note): JsonObject {
  const seconds = valueAt(state, 'Seconds');
  if (isJsonNumber(seconds) && seconds.valueOf() > SHORT) {
    note({ state: name, field: 'Seconds', from: `${seconds.valueOf()} s`, to: `${SHORT} s` });
    return withKey(state, 'Seconds', SHORT);
  }
  const timestamp = valueAt(state, 'Timestamp');
  if (typeof timestamp !== 'string' || timestamp.startsWith('{%') || timestamp < PAST) return state;
  note({ state: name, field: 'Timestamp', from: timestamp, to: PAST });
  return withKey(state, 'Timestamp', PAST);
}

function shortRetriers(name: string, state: JsonObject, note: Note): JsonObject {
  const retriers = valueAt(state, 'Retry');
  if (!isJsonArray(retriers)) return state;
  return withKey(
    state,
    'Retry',
    retriers.map((retrier, i) => {
      if (!isJsonObject(retrier)) return retrier;
      const interval = Number(valueAt(retrier, 'IntervalSeconds') ?? 1);
      const rate = Number(valueAt(retrier, 'BackoffRate') ?? 2);
      if (interval <= SHORT && rate <= 1) return retrier;
      const from = `${interval} s, times ${rate} each time`;
      note({ state: name, field: `retrier ${i + 1}`, from, to: `${SHORT} s each time` });
      return withKey(withKey(retrier, 'IntervalSeconds', SHORT), 'BackoffRate', 1);
    }),
  );
}

/** The heartbeat's where there is one: it runs out first. */
function shortLimit(name: string, state: JsonObject, limit: number, note: Note): JsonObject {
  for (const field of ['HeartbeatSeconds', 'TimeoutSeconds']) {
    const seconds = valueAt(state, field);
    if (seconds === undefined && !Object.hasOwn(state, `${field}Path`)) continue;
    if (!isJsonNumber(seconds) || seconds.valueOf() <= limit) return state;
    note({ state: name, field, from: `${seconds.valueOf()} s`, to: `${limit} s` });
    return withKey(state, field, limit);
  }
  return state;
}

const mapValues = (object: JsonObject, change: (key: string, value: JsonValue) => JsonValue): JsonObject =>
  objectOf(entriesOf(object).map(([key, value]) => [key, change(key, value)]));
