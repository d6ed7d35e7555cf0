/**
 * What AWS has changed since some of the recordings were made. The reference is today's AWS; an older recording is read as
 * AWS would answer now.
 */
import type { ComparedEvent } from '../compare/history/event.ts';
import { entriesOf, objectOf } from '../json/key-order.ts';
import { isJsonArray, isJsonObject, type JsonValue } from '../json/value.ts';

/** Redrive came with this day, and RedriveCount with it (AWS-BEHAVIOUR 8.6.1, 3.3.4). */
const REDRIVE = Date.UTC(2023, 10, 15);

/** Between June and November 2024 MapStateExited moved from MapRunSucceeded to MapRunStarted (RECORDED 20). */
const MAP_RUN_EXIT = Date.UTC(2024, 8, 1);

/** The day of `recordedDate`, `24-10-2023, 17:26:06`. */
export function dayOf(recordedDate: string): number {
  const [day = 1, month = 1, year = 2026] = recordedDate.split(',')[0]?.split('-').map(Number) ?? [];
  return Date.UTC(year, month - 1, day);
}

export function asOfToday(history: readonly ComparedEvent[], recordedDate: string): readonly ComparedEvent[] {
  const day = dayOf(recordedDate);
  const redriven =
    day < REDRIVE
      ? history.map((event) => ({
          ...event,
          details: withRedriveCount(event.details) as ComparedEvent['details'],
        }))
      : history;
  return day < MAP_RUN_EXIT ? redriven.map((event) => withMapRunExit(event, redriven)) : redriven;
}

/** Adds RedriveCount to context objects: they alone have Id, Input, StartTime, Name and RoleArn. */
function withRedriveCount(value: JsonValue): JsonValue {
  if (isJsonArray(value)) return value.map(withRedriveCount);
  if (!isJsonObject(value)) return value;
  const entries = entriesOf(value).map(([key, item]) => [key, withRedriveCount(item)] as const);
  const isExecution = ['Id', 'Input', 'StartTime', 'Name', 'RoleArn'].every((key) =>
    Object.hasOwn(value, key),
  );
  return objectOf(
    isExecution && !Object.hasOwn(value, 'RedriveCount') ? [...entries, ['RedriveCount', 0]] : entries,
  );
}

function withMapRunExit(event: ComparedEvent, history: readonly ComparedEvent[]): ComparedEvent {
  const previous = history.find(({ id }) => id === event.previousEventId);
  return event.type === 'MapStateExited' && previous?.type === 'MapRunSucceeded'
    ? { ...event, previousEventId: previous.previousEventId }
    : event;
}
