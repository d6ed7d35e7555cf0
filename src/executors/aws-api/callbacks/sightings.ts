/** Task tokens as the history of an execution shows them: which state handed them out, in which line, and when they were submitted. */
import { comparedEvent, type ComparedEvent } from '../../../compare/history/event.ts';
import { takeApart, type Line } from '../../../compare/history/lines.ts';
import type { HistoryEvent } from '../../../interpreter/history.ts';
import { parseJson } from '../../../json/parse.ts';
import { valueAt } from '../../../json/value.ts';
import { tokensIn, type TokenField } from './token-fields.ts';

export interface Sighting {
  /** The id of the TaskScheduled event: a target may hand the same token out again. */
  readonly handOut: number;
  readonly token: string;
  readonly state: string;
  /** Which iterations the state runs in, so that each counts its own tokens: `Map[0]/Inner[2]`. */
  readonly line: string;
  /** Milliseconds since 1970 of TaskSubmitted; undefined until then. */
  readonly submittedAt?: number;
}

/** In the order in which the tokens were handed out. */
export function sightings(
  history: readonly HistoryEvent[],
  fields: ReadonlyMap<string, readonly TokenField[]>,
): readonly Sighting[] {
  const events = history.map(comparedEvent);
  const submitted = submissions(history);
  const lines = [...takeApart(events).lines.values()];
  return lines
    .flatMap((line) => sightingsIn(line, fields))
    .toSorted((a, b) => a.handOut - b.handOut)
    .map((sighting) => {
      const at = submitted.get(sighting.handOut);
      return at === undefined ? sighting : { ...sighting, submittedAt: at };
    });
}

function sightingsIn(line: Line, fields: ReadonlyMap<string, readonly TokenField[]>): readonly Sighting[] {
  let state = '';
  return line.events.flatMap(({ event }) => {
    if (event.type.endsWith('StateEntered')) state = String(event.details['name']);
    if (event.type !== 'TaskScheduled') return [];
    const [token] = tokensOf(event, fields.get(state) ?? []);
    return token === undefined ? [] : [{ handOut: event.id, token, state, line: iterationsOf(line) }];
  });
}

function tokensOf(event: ComparedEvent, fields: readonly TokenField[]): readonly string[] {
  const parameters = valueAt(event.details, 'parameters');
  const parsing = typeof parameters === 'string' ? parseJson(parameters) : undefined;
  return parsing?.ok ? tokensIn(parsing.value, fields) : [];
}

/** Branches of a Parallel don't count on their own, iterations of a Map do. */
function iterationsOf(line: Line): string {
  const outer = line.parent ? iterationsOf(line.parent) : '';
  if (line.container !== 'Map') return outer;
  const { name, index } = line.events[0]?.event.details ?? {};
  return `${outer}/${String(name)}[${String(index)}]`;
}

/** When the call of each TaskScheduled event was submitted, by its id. */
function submissions(history: readonly HistoryEvent[]): ReadonlyMap<number, number> {
  const scheduledOf = new Map<number, number>();
  const submitted = new Map<number, number>();
  for (const { id, previousEventId, type, timestamp } of history) {
    const scheduled = type === 'TaskScheduled' ? id : scheduledOf.get(previousEventId);
    if (scheduled === undefined) continue;
    scheduledOf.set(id, scheduled);
    if (type === 'TaskSubmitted') submitted.set(scheduled, timestamp * 1000);
  }
  return submitted;
}
