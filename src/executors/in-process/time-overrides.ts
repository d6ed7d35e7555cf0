/** Waits and pauses between retries that a machine would spend in real time, set to nothing where that changes no meaning. */
import { entriesOf } from '../../json/key-order.ts';
import { isJsonArray, isJsonObject, valueAt, type JsonValue } from '../../json/value.ts';

export interface TimeOverrides {
  /** Milliseconds by name of the Wait state. */
  readonly waitTimeOverrides: Readonly<Record<string, number>>;
  /** Milliseconds by name of the state with retriers. */
  readonly retryIntervalOverrides: Readonly<Record<string, number>>;
}

const NONE: TimeOverrides = { waitTimeOverrides: {}, retryIntervalOverrides: {} };

/**
 * A machine with a time-out of its own is left alone: what takes its time might run into it. So are Waits that read their time
 * from data, for an override also skips the reading.
 */
export function timeOverrides(machine: JsonValue): TimeOverrides {
  if (!isJsonObject(machine) || Object.hasOwn(machine, 'TimeoutSeconds')) return NONE;
  const states = statesOf(machine);
  const names = (wanted: (state: JsonValue) => boolean): Readonly<Record<string, number>> =>
    Object.fromEntries(states.filter(([, state]) => wanted(state)).map(([name]) => [name, 0]));
  return {
    waitTimeOverrides: names((state) => has(state, 'Seconds') || has(state, 'Timestamp')),
    retryIntervalOverrides: names((state) => has(state, 'Retry')),
  };
}

const has = (state: JsonValue, field: string): boolean => isJsonObject(state) && Object.hasOwn(state, field);

/** The states of every depth; their names are unique in a machine. */
function statesOf(value: JsonValue): readonly (readonly [string, JsonValue])[] {
  if (isJsonArray(value)) return value.flatMap(statesOf);
  if (!isJsonObject(value)) return [];
  const states = valueAt(value, 'States');
  const here = isJsonObject(states) ? entriesOf(states) : [];
  const inside = here.flatMap(([, state]) =>
    ['Branches', 'ItemProcessor', 'Iterator'].flatMap((field) =>
      isJsonObject(state) ? statesOf(valueAt(state, field) ?? null) : [],
    ),
  );
  return [...here, ...inside];
}
