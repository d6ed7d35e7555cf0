/** Compares histories whose events don't tell which line they belong to. */
import type { Difference } from '../difference.ts';
import { compareLines, type CompareDetails, type PlacedDifference } from './compare-lines.ts';
import { isAbort, type ComparedEvent } from './event.ts';
import { eventsOf } from './line-events.ts';
import type { Lines } from './lines.ts';
import { openLines } from './open-lines.ts';

/** Each event points to the one with the id before: that tells nothing of the lines. On AWS the first state points to 0 (6.1.2). */
export const pointsToTheOneBefore = (observed: readonly ComparedEvent[]): boolean =>
  observed.length > 1 && observed.every(({ id, previousEventId }) => previousEventId === id - 1);

export const POINTS_TO_THE_ONE_BEFORE: Difference = {
  facet: 'history',
  place: 'StateEntered.previousEventId',
  expected: 'start',
  observed: '#0',
};

/**
 * A history whose events don't say what they point to can't be taken apart: one line is compared in its order, several lines by
 * how often each type of event occurs.
 */
export function compareUnchained(
  oracle: Lines,
  expected: readonly ComparedEvent[],
  observed: readonly ComparedEvent[],
  compareDetails: CompareDetails,
): readonly PlacedDifference[] {
  const absent: Difference = {
    facet: 'history',
    place: 'previousEventId (absent)',
    expected: 0,
    observed: undefined,
  };
  if (oracle.lines.size > 1) return [absent, ...compareCounts(oracle, expected, observed)].map(nowhere);
  const events = eventsOf(oracle, '', true);
  const unchained = observed.map((event, i) => ({ event, previous: events[i]?.previous ?? '' }));
  const found = compareLines(events, unchained, false, compareDetails);
  return [nowhere(absent), ...found];
}

/** What a history shows as a whole. */
export const nowhere = (difference: Difference): PlacedDifference => ({ difference, at: 0 });

/** The first type of event that occurs too rarely or too often: the others may be what follows from it. */
export function compareCounts(
  oracle: Lines,
  expected: readonly ComparedEvent[],
  observed: readonly ComparedEvent[],
): readonly Difference[] {
  if (openLines(oracle).size > 0) return [];
  const count = (events: readonly ComparedEvent[], type: string): number =>
    events.filter((event) => event.type === type && !isAbort(type)).length;
  const types = [...new Set([...expected, ...observed].map(({ type }) => type))];
  const type = types.find((one) => count(expected, one) !== count(observed, one));
  if (type === undefined) return [];
  const [wanted, found] = [count(expected, type), count(observed, type)];
  if (found === 0)
    return [{ facet: 'history', place: `${type} (absent)`, expected: type, observed: undefined }];
  const place = wanted > found ? `too few ${type}` : `too many ${type}`;
  return [{ facet: 'history', place, expected: wanted, observed: found }];
}
