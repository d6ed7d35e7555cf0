/** An event as it stands in the log of a machine: names in snake case, numbers as texts (RECORDED 92). */
import type { ComparedEvent } from '../compare/history/event.ts';
import type { JsonObject } from '../json/value.ts';

export const logEvent = (
  { id, type, details, previousEventId }: ComparedEvent,
  executionArn: string,
): JsonObject => ({
  id: String(id),
  type,
  details,
  previous_event_id: String(previousEventId),
  event_timestamp: 'timestamp',
  execution_arn: executionArn,
  redrive_count: '0',
});
