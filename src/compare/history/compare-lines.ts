/** Compares the events of one line of states, which AWS gives in one order. */
import { entriesOf, objectOf } from '../../json/key-order.ts';
import type { JsonObject, JsonValue } from '../../json/value.ts';
import type { Difference } from '../difference.ts';
import type { LineEvent } from './lines.ts';

/** Compares the details of two events of one type; the place says which event. */
export type CompareDetails = (
  expected: JsonObject,
  observed: JsonObject,
  place: string,
) => readonly Difference[];

/** A difference, and the expected event at which it shows. */
export interface PlacedDifference {
  readonly difference: Difference;
  /** The event's id: the order of what happened, over all lines; 0 where it shows at none. */
  readonly at: number;
}

/** `open`: how far the line gets is left open, for another one may end it. */
export function compareLines(
  expected: readonly LineEvent[],
  observed: readonly LineEvent[],
  open: boolean,
  compareDetails: CompareDetails,
): readonly PlacedDifference[] {
  const differences: PlacedDifference[] = [];
  let at = 0;
  const add = (...found: readonly Difference[]): void => {
    differences.push(...found.map((difference) => ({ difference, at })));
  };
  let shifted = false;
  let otherFamily = false;
  for (let i = 0, j = 0; i < expected.length || j < observed.length; i++, j++) {
    const [a, b] = [expected[i], observed[j]];
    at = a?.event.id ?? at;
    if (open && (a === undefined || b === undefined)) break;
    if (isOtherFamily(a, b)) {
      // Told once; how the call ended is in both.
      if (!otherFamily) add(sequenceDifference(a, b, false));
      otherFamily = true;
      add(...compareDetails(endOf(a), endOf(b), sharedName(a?.event.type ?? '')));
      continue;
    }
    if (a?.event.type !== b?.event.type) {
      if (isTransition(a, b)) {
        add(transitionDifference(a, b));
        break; // from here on two different ways are taken
      }
      const leftOut = eventsLeftOut(expected, i, b);
      if (leftOut === 0 || !(shifted || otherFamily)) add(sequenceDifference(a, b, leftOut > 0));
      if (leftOut === 0) break;
      // Behind what is left out they go on alike.
      shifted = true;
      i += leftOut - 1;
      j--;
      continue;
    }
    if (a === undefined || b === undefined) continue;
    if (isOtherState(a, b)) {
      add(transitionDifference(a, b));
      break;
    }
    add(...compareDetails(a.event.details, b.event.details, sharedName(a.event.type)));
    if (!shifted && a.previous !== b.previous) {
      add({
        facet: 'history',
        place: `${sharedName(a.event.type)}.previousEventId`,
        expected: a.previous,
        observed: b.previous,
      });
    }
  }
  return differences;
}

/** All types of states share the details of entering and exiting, and so one name for their places. */
export const sharedName = (type: string): string =>
  type.replace(/^[A-Z][a-z]+(?=State(?:Entered|Exited)$)/, '');

const ENTERED = /StateEntered$/;

/** Both enter a state, and not the same one. A name that is missing is a detail, not a transition. */
const isOtherState = (a: LineEvent, b: LineEvent): boolean =>
  ENTERED.test(a.event.type) &&
  typeof b.event.details['name'] === 'string' &&
  a.event.details['name'] !== b.event.details['name'];

/** One enters a state where the other enters another one, or ends. */
function isTransition(a: LineEvent | undefined, b: LineEvent | undefined): boolean {
  const types = [a?.event.type ?? '', b?.event.type ?? ''];
  return types.every((type) => ENTERED.test(type) || type.startsWith('Execution'));
}

const transitionDifference = (a: LineEvent | undefined, b: LineEvent | undefined): Difference => ({
  facet: 'history',
  place: TRANSITION,
  expected: goal(a),
  observed: goal(b),
});

/** Where a state leads to another one than it should. */
export const TRANSITION = 'transition';

const goal = (event: LineEvent | undefined): JsonValue | undefined =>
  event && ENTERED.test(event.event.type) ? event.event.details['name'] : event?.event.type;

/** Events in a row that may be left out and the rest still be told apart. */
const MOST_LEFT_OUT = 3;

/** How many events from `at` on are left out, where the observed one is expected soon. */
function eventsLeftOut(expected: readonly LineEvent[], at: number, observed: LineEvent | undefined): number {
  if (observed === undefined) return 0;
  const soon = expected.slice(at, at + MOST_LEFT_OUT + 1);
  const found = soon.findIndex(({ event }) => familyless(event.type) === familyless(observed.event.type));
  if (found >= 0) return found;
  // A call that ends has started: what differs is how it ended.
  return STARTED.test(soon[0]?.event.type ?? '') && ENDED.test(observed.event.type) ? 1 : 0;
}

/** Events of a call by the function's ARN are told as those of an integration, or the other way round (AWS-BEHAVIOUR 1.1.4). */
const isOtherFamily = (a: LineEvent | undefined, b: LineEvent | undefined): boolean =>
  a !== undefined &&
  b !== undefined &&
  a.event.type !== b.event.type &&
  familyless(a.event.type) === familyless(b.event.type);

/** What both families tell of a call. */
const endOf = (event: LineEvent | undefined): JsonObject => {
  const details = event?.event.details ?? {};
  return objectOf(entriesOf(details).filter(([key]) => /^(?:error|cause|output)$/.test(key)));
};

const familyless = (type: string): string => type.replace(/^LambdaFunction/, 'Task');

const STARTED = /^(?:Task|LambdaFunction)(?:Started|Submitted)$/;
const ENDED = /^(?:Task|LambdaFunction)(?:Succeeded|Failed|TimedOut)$/;

function sequenceDifference(
  expected: LineEvent | undefined,
  observed: LineEvent | undefined,
  leftOut: boolean,
): Difference {
  const [wanted, found] = [expected?.event.type, observed?.event.type];
  if (leftOut)
    return { facet: 'history', place: `${wanted} (absent)`, expected: wanted, observed: undefined };
  return {
    facet: 'history',
    place: `${wanted ?? 'the end'}, not ${found ?? 'the end'}`,
    expected: wanted,
    observed: found,
  };
}
