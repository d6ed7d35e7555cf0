/** The events of one line, with what is open taken out of them. */
import { entriesOf, objectOf } from '../../json/key-order.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../json/value.ts';
import { isAbort } from './event.ts';
import type { Line, LineEvent, Lines } from './lines.ts';

/** Events that an abort leaves are fixed only where one line ran alone (RECORDED 19). */
export function eventsOf({ lines, addresses }: Lines, address: string, alone: boolean): readonly LineEvent[] {
  const events = lines.get(address)?.events ?? [];
  return events
    .filter(({ event }) => alone || !isAbort(event.type))
    .map(({ event, previous }) => ({
      event: { ...event, details: withoutIds(event.details, addresses) },
      previous,
    }));
}

/** True for a branch or an iteration beside others. */
export function hasSiblings(address: string, lines: ReadonlyMap<string, Line>): boolean {
  const group = address.replace(/(?::[^/]*|\[\d+\])$/, '');
  return (
    group !== address &&
    [...lines.keys()].some((other) => other !== address && other.replace(/(?::[^/]*|\[\d+\])$/, '') === group)
  );
}

const ENTERED_AT = /\(entered at the event id #(\d+)\)/g;

/** Causes name an event's id, which is open; its address isn't. */
function withoutIds(details: JsonObject, addresses: ReadonlyMap<number, string>): JsonObject {
  const rewrite = (value: JsonValue): JsonValue => {
    if (typeof value === 'string') {
      if (!value.includes('entered at the event id')) return value;
      return value.replace(
        ENTERED_AT,
        (_, id: string) => `(entered at the event ${addresses.get(Number(id)) ?? '?'})`,
      );
    }
    if (isJsonArray(value)) return value.map(rewrite);
    return isJsonObject(value)
      ? objectOf(entriesOf(value).map(([key, item]) => [key, rewrite(item)]))
      : value;
  };
  return rewrite(details) as JsonObject;
}
