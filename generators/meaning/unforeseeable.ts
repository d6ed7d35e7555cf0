/**
 * Values that differ from run to run: ids, tokens, times, random numbers. In the analysis two unmistakable texts stand for
 * them, so that it shows where one would reach something that is compared.
 */
import type { JsonValue } from '../../src/json/value.ts';
import type { Random } from '../../src/asl/random.ts';

const ID = 'unforeseeable';
/** Stands for every time; it is a timestamp, for a Choice may ask whether it is one. */
const TIME = '2001-02-03T04:05:06.789Z';
const TOKEN = 'unforeseeable token';

export const UNFORESEEABLE = { id: ID, time: TIME, token: TOKEN } as const;

/** Five parts between dashes, for machines may split a UUID and count. MathRandom is looked at by its text instead. */
export const UNFORESEEABLE_RANDOM: Random = { next: () => 0.5, uuid: () => `${ID}-0-0-0-0` };

const holds = (value: JsonValue, isBad: (text: string) => boolean): boolean => {
  if (typeof value === 'string') return isBad(value);
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some((item: JsonValue) => holds(item, isBad));
  return Object.values(value).some((item) => holds(item as JsonValue, isBad));
};

const isUnforeseeable = (text: string): boolean => text.includes(ID) || text.includes(TIME);

/** False where the value holds something that differs from run to run. */
export const isForeseeable = (value: JsonValue): boolean => !holds(value, isUnforeseeable);

/** The same, but the task's own token may be part of it: a callback's payload carries it, and comparers know it. */
export const isForeseeableButToken = (value: JsonValue): boolean =>
  !holds(value, (text) => text !== TOKEN && isUnforeseeable(text));
