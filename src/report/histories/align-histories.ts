/**
 * Two histories side by side: equal events in one row, what only one side has beside what stands in its place on the other.
 * Lines of states that run side by side are aligned one by one, for AWS leaves open how their events interleave.
 */
import type { Observation } from '../../case/observation.ts';
import { compareEventDetails } from '../../compare/compare-event-details.ts';
import type { Difference } from '../../compare/difference.ts';
import { comparedEvent, type ComparedEvent } from '../../compare/history/event.ts';
import { takeApart, type LineEvent, type Lines } from '../../compare/history/lines.ts';
import { openLines } from '../../compare/history/open-lines.ts';
import type { JsonObject } from '../../json/value.ts';
import { align } from '../texts/diff-lines.ts';

export interface HistoryRow {
  /** Where the line of states starts, as the comparer addresses it; empty for the machine's own line. */
  readonly line: string;
  readonly expected?: ComparedEvent;
  readonly observed?: ComparedEvent;
  /**
   * `lacking` where all that differs is what the target says of no event, `open` where AWS leaves open whether the event is
   * there: a line that was given up.
   */
  readonly kind: 'same' | 'lacking' | 'different' | 'open';
  /** Details in which two events of one type differ; the place is the name of the detail. */
  readonly details: readonly Pick<Difference, 'place' | 'expected' | 'observed'>[];
}

export interface AlignedHistories {
  readonly rows: readonly HistoryRow[];
  /**
   * The row that differs first, in the order in which AWS wrote the events, one that isn't merely lacking something if there
   * is any; undefined where none differs.
   */
  readonly first: HistoryRow | undefined;
}

/** undefined where neither side has a history. */
export function alignHistories(expected: Observation, observed: Observation): AlignedHistories | undefined {
  if (!expected.history?.length && !observed.history?.length) return undefined;
  const wanted = (expected.history ?? []).map(comparedEvent);
  const found = (observed.history ?? []).map(comparedEvent);
  const unchained = found.length > 0 && found.every(({ previousEventId }) => Number.isNaN(previousEventId));
  const rows = unchained
    ? alignLine('', wanted.map(unlinked), found.map(unlinked), false)
    : alignLines(takeApart(wanted), takeApart(found));
  return { rows, first: firstDifference(rows) };
}

/** A history whose events don't say what they point to is one line. */
const unlinked = (event: ComparedEvent): LineEvent => ({ event, previous: '' });

function alignLines(oracle: Lines, target: Lines): readonly HistoryRow[] {
  const open = openLines(oracle, target);
  return [...new Set([...oracle.lines.keys(), ...target.lines.keys()])].flatMap((address) =>
    alignLine(
      address,
      oracle.lines.get(address)?.events ?? [],
      target.lines.get(address)?.events ?? [],
      open.has(address),
    ),
  );
}

function alignLine(
  line: string,
  expected: readonly LineEvent[],
  observed: readonly LineEvent[],
  open: boolean,
): readonly HistoryRow[] {
  const rows: HistoryRow[] = [];
  const alone = open ? 'open' : 'different';
  let [i, j, shifted] = [0, 0, false];
  const runs = align(expected.map(keyOf), observed.map(keyOf));
  for (const [n, { side, items }] of runs.entries()) {
    if (side === 'both') {
      for (const _ of items) {
        const [a, b] = [expected[i++], observed[j++]] as [LineEvent, LineEvent];
        const details = detailsOf(a, b, shifted);
        const kind = kindOf(details);
        rows.push({ line, expected: a.event, observed: b.event, kind, details });
      }
      continue;
    }
    // What is taken out stands beside what is put in, where both are.
    if (side === 'observed' && runs[n - 1]?.side === 'expected') continue;
    const other = side === 'expected' ? runs[n + 1] : undefined;
    const [left, right] =
      side === 'expected'
        ? [items.length, other?.side === 'observed' ? other.items.length : 0]
        : [0, items.length];
    for (let k = 0; k < Math.max(left, right); k++) {
      const [a, b] = [k < left ? expected[i++] : undefined, k < right ? observed[j++] : undefined];
      rows.push({
        line,
        ...(a && { expected: a.event }),
        ...(b && { observed: b.event }),
        kind: alone,
        details: a && b && a.event.type === b.event.type ? detailsOf(a, b, shifted) : [],
      });
    }
    shifted = true;
  }
  return rows;
}

/** Events are of one place where they have one type, and name one state. */
const keyOf = ({ event: { type, details } }: LineEvent): string => `${type} ${String(details['name'] ?? '')}`;

/** As the comparer judges them: what AWS leaves open is no difference. */
function detailsOf(a: LineEvent, b: LineEvent, shifted: boolean): HistoryRow['details'] {
  const differences = compareEventDetails(
    withoutIds(a.event.details),
    withoutIds(b.event.details),
    a.event.type,
    false,
  );
  const named = differences.map(({ place, ...sides }) => ({ place: detailName(place), ...sides }));
  if (shifted || a.previous === b.previous) return named;
  const [expected, observed] = [a.event.previousEventId, b.event.previousEventId];
  return [...named, { place: 'previousEventId', expected, observed }];
}

/** `region` of `TaskScheduled.region`, `inputDetails` of `inputDetails (absent)`. */
const detailName = (place: string): string => place.replace(/^.*\./, '').replace(/ \(absent\)$/, '');

/** Whether texts are cut is said by every event or by none; a target that doesn't say it differs in nothing else by that. */
const LACKED = new Set(['inputDetails', 'outputDetails', 'assignedVariablesDetails']);

function kindOf(details: HistoryRow['details']): HistoryRow['kind'] {
  if (details.length === 0) return 'same';
  return details.every(({ place, observed }) => LACKED.has(place) && observed === undefined)
    ? 'lacking'
    : 'different';
}

/** Causes name an event by its id, which is open. */
const withoutIds = (details: JsonObject): JsonObject => {
  const { cause } = details;
  return typeof cause === 'string' && cause.includes('(entered at the event id #')
    ? { ...details, cause: cause.replace(/\(entered at the event id #\d+\)/g, '(entered at an event)') }
    : details;
};

const firstDifference = (rows: readonly HistoryRow[]): HistoryRow | undefined =>
  firstOf(rows, 'different') ?? firstOf(rows, 'lacking');

/** Rows that only the target has count as standing right behind the row before them. */
function firstOf(rows: readonly HistoryRow[], kind: HistoryRow['kind']): HistoryRow | undefined {
  let [first, least, last]: [HistoryRow | undefined, number, number] = [undefined, Infinity, 0];
  for (const row of rows) {
    last = row.expected?.id ?? last + 0.001;
    if (row.kind === kind && last < least) [first, least] = [row, last];
  }
  return first;
}
