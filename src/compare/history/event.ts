/** An event of a history as the comparer takes it: the one `...EventDetails` object apart from what every event has. */
import { isJsonObject, type JsonObject, type JsonValue } from '../../json/value.ts';

export interface ComparedEvent {
  readonly id: number;
  readonly previousEventId: number;
  readonly type: string;
  readonly details: JsonObject;
}

const NO_DETAILS: JsonObject = {};

/** Timestamps are left out: they belong to the facet of timing. */
export function comparedEvent(event: Readonly<Record<string, unknown>>): ComparedEvent {
  const key = Object.keys(event).find((name) => name.endsWith('EventDetails'));
  const details = key === undefined ? undefined : (event[key] as JsonValue);
  return {
    id: Number(event['id']),
    previousEventId: Number(event['previousEventId']),
    type: String(event['type']),
    details: isJsonObject(details) ? details : NO_DETAILS,
  };
}

/** Events that a line leaves when it is given up; which ones is open where several lines ran. */
export const isAbort = (type: string): boolean =>
  type.endsWith('StateAborted') || type === 'MapIterationAborted';
