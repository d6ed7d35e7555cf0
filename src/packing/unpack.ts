/** Undoes what a pack does to what is seen of a case: its tag, the events of the dispatcher, and the numbers behind them. */
import { comparedEvent } from '../compare/history/event.ts';
import type { HistoryEvent } from '../interpreter/history.ts';
import { dispatcherOf, type Pack, type Slot } from './pack.ts';

/** The events of the dispatcher: entered and exited, right behind ExecutionStarted. */
const EVENTS = 2;

/** How runtime errors say where they happened (AWS-BEHAVIOUR 2.3.1). */
const AT_EVENT = /(?<=\(entered at the event id #)\d+(?=\))/g;

/** Any text of an execution, JSON within JSON included: nothing that is replaced holds a sign that JSON escapes. */
export const unpackText = (text: string, { tag }: Pick<Slot, 'tag'>): string =>
  text.replaceAll(tag, '').replaceAll(AT_EVENT, (id) => String(Number(id) - EVENTS));

/**
 * The history as it would be without the dispatcher, as far as it has come; undefined where the dispatcher's events aren't where
 * they must be. Texts in it are unpacked already.
 */
export function unpackHistory(
  events: readonly HistoryEvent[],
  pack: Pick<Pack, 'id'>,
): readonly HistoryEvent[] | undefined {
  const [started, entered, exited, ...rest] = events;
  if (started === undefined || started.type !== 'ExecutionStarted') return undefined;
  if (
    !isDispatch(entered, 'ChoiceStateEntered', 2, pack) ||
    !isDispatch(exited, 'ChoiceStateExited', 3, pack)
  )
    return undefined;
  return [started, ...rest.map(renumbered)];
}

/** True also of an event that is yet to come. */
function isDispatch(
  event: HistoryEvent | undefined,
  type: string,
  id: number,
  pack: Pick<Pack, 'id'>,
): boolean {
  if (event === undefined) return true;
  return (
    event.type === type && event.id === id && comparedEvent(event).details['name'] === dispatcherOf(pack)
  );
}

/** The first state of a case comes after the dispatcher; alone it is the first of all, and points to 0 (6.1.2). */
const renumbered = (event: HistoryEvent): HistoryEvent => ({
  ...event,
  id: event.id - EVENTS,
  ...(event.previousEventId !== undefined && { previousEventId: previousOf(event) }),
});

const previousOf = ({ previousEventId }: HistoryEvent): number =>
  previousEventId === 1 + EVENTS ? 0 : previousEventId > EVENTS ? previousEventId - EVENTS : previousEventId;
