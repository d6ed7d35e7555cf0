/** Compares two histories up to the orders that AWS leaves open. */
import type { Difference } from '../difference.ts';
import { compareLines, type CompareDetails, type PlacedDifference } from './compare-lines.ts';
import {
  compareCounts,
  compareUnchained,
  nowhere,
  POINTS_TO_THE_ONE_BEFORE,
  pointsToTheOneBefore,
} from './compare-unchained.ts';
import type { ComparedEvent } from './event.ts';
import { eventsOf, hasSiblings } from './line-events.ts';
import { takeApart } from './lines.ts';
import { openLines } from './open-lines.ts';

/** What differs, in the order in which it happened: what comes first may be the cause of what comes later. */
export const compareHistories = (
  expected: readonly ComparedEvent[],
  observed: readonly ComparedEvent[],
  compareDetails: CompareDetails,
): readonly Difference[] =>
  placedDifferences(expected, observed, compareDetails).map(({ difference }) => difference);

/** The same, each with the expected event at which it shows. */
export function placedDifferences(
  expected: readonly ComparedEvent[],
  observed: readonly ComparedEvent[],
  compareDetails: CompareDetails,
): readonly PlacedDifference[] {
  const oracle = takeApart(expected);
  if (observed.length > 0 && observed.every(({ previousEventId }) => Number.isNaN(previousEventId))) {
    return compareUnchained(oracle, expected, observed, compareDetails);
  }
  if (oracle.lines.size > 1 && pointsToTheOneBefore(observed)) {
    return [POINTS_TO_THE_ONE_BEFORE, ...compareCounts(oracle, expected, observed)].map(nowhere);
  }
  const target = takeApart(observed);
  const open = openLines(oracle, target);
  const addresses = new Set([...oracle.lines.keys(), ...target.lines.keys()]);
  const found = [...addresses].flatMap((address) => {
    const alone = !hasSiblings(address, oracle.lines) && !open.has(address);
    return compareLines(
      eventsOf(oracle, address, alone),
      eventsOf(target, address, alone),
      open.has(address),
      compareDetails,
    );
  });
  return found.toSorted((a, b) => a.at - b.at);
}
