/**
 * How an execution ended, as its history tells: the same as DescribeExecution, word for word, in each recording that has both. Of a
 * time-out DescribeExecution gives no error, though the event does (AWS-BEHAVIOUR 8.4.17).
 */
import { comparedEvent } from '../../../compare/history/event.ts';
import type { HistoryEvent } from '../../../interpreter/history.ts';
import { isJsonObject, valueAt } from '../../../json/value.ts';
import type { End } from '../read-execution.ts';

/** Undefined where the last event is no end, or doesn't show all of the output. */
export function endInHistory(history: readonly HistoryEvent[]): End | undefined {
  const last = history.at(-1);
  if (last === undefined) return undefined;
  const { type, details } = comparedEvent(last);
  const text = (field: 'output' | 'error' | 'cause') => {
    const value = valueAt(details, field);
    return typeof value === 'string' ? { [field]: value } : {};
  };
  const shown = valueAt(details, 'outputDetails');
  switch (type) {
    case 'ExecutionSucceeded':
      if (isJsonObject(shown) && valueAt(shown, 'truncated') === true) return undefined;
      return { status: 'SUCCEEDED', ...text('output') };
    case 'ExecutionFailed':
      return { status: 'FAILED', ...text('error'), ...text('cause') };
    case 'ExecutionAborted':
      return { status: 'ABORTED', ...text('error'), ...text('cause') };
    case 'ExecutionTimedOut':
      return { status: 'TIMED_OUT' };
    default:
      return undefined;
  }
}
