/** GetExecutionHistory with all its pages, its events as the target wrote them. */
import { GetExecutionHistoryCommand } from '@aws-sdk/client-sfn';
import type { HistoryEvent } from '../../interpreter/history.ts';
import { parseJson } from '../../json/parse.ts';
import { isJsonArray, isJsonNumber, isJsonObject, valueAt, type JsonValue } from '../../json/value.ts';
import type { TargetApi } from './api.ts';
import type { ApiAnswer, Unanswered } from './api-answer.ts';

export type HistoryReading =
  | { readonly kind: 'read'; readonly history: readonly HistoryEvent[] }
  | { readonly kind: 'unread'; readonly answer: Exclude<ApiAnswer, { kind: 'ok' }> };

/** A page has at most 1,000 events and an execution 25,000 (AWS-BEHAVIOUR 8.4.13, 8.4.14). */
const MOST_PAGES = 26;

/** `mapText` changes the text of each page before it is parsed. */
export async function readHistory(
  api: TargetApi,
  executionArn: string,
  signal: AbortSignal,
  mapText: (text: string) => string = (text) => text,
): Promise<HistoryReading> {
  const history: HistoryEvent[] = [];
  let nextToken: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await api.stepFunctions(
      new GetExecutionHistoryCommand({
        executionArn,
        maxResults: 1000,
        ...(nextToken !== undefined && { nextToken }),
      }),
      signal,
    );
    if (answer.kind !== 'ok') return { kind: 'unread', answer };
    const parsing = parseJson(quoteTimestamps(mapText(answer.text)));
    if (!parsing.ok) return { kind: 'unread', answer: cutShort(parsing.message) };
    const body = isJsonObject(parsing.value) ? parsing.value : {};
    const events = valueAt(body, 'events');
    if (isJsonArray(events)) history.push(...events.map(readEvent));
    const next = valueAt(body, 'nextToken');
    if (typeof next !== 'string') break;
    nextToken = next;
  }
  return { kind: 'read', history };
}

const cutShort = (message: string): Unanswered => ({
  kind: 'transport',
  reason: `GetExecutionHistory was answered with what is no JSON: ${message}`,
});

/**
 * Every event has a time with a fraction, and a text with a fraction anywhere is parsed number by number, to keep their spelling.
 * Nobody asks how a time was spelled. Inside of a string the quotes of a key would be escaped.
 */
const quoteTimestamps = (text: string): string =>
  text.replaceAll(/(?<=[{,\s])"timestamp"\s*:\s*(\d[\d.eE+]*)/g, '"timestamp":"$1"');

/** Numbers plain; what the target doesn't give stays away, so that a missing previousEventId isn't taken for a 0. */
export function readEvent(event: JsonValue): HistoryEvent {
  const source = isJsonObject(event) ? event : {};
  const numbers = ['timestamp', 'id', 'previousEventId'].flatMap((key) => {
    const value = valueAt(source, key);
    if (key === 'timestamp' && typeof value === 'string' && /^\d[\d.eE+]*$/.test(value))
      return [[key, Number(value)] as const];
    return isJsonNumber(value) ? [[key, value.valueOf()] as const] : [];
  });
  return { ...source, ...Object.fromEntries(numbers) } as unknown as HistoryEvent;
}

/** ExecutionSucceeded and its like: the last event of an execution that has ended. */
export const isComplete = (history: readonly HistoryEvent[]): boolean =>
  /^Execution(Succeeded|Failed|TimedOut|Aborted)$/.test(history.at(-1)?.type ?? '');
