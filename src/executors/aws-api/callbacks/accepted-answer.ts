/**
 * Whether an answer was accepted whose own reply was lost: the second time that it was sent, the API said that the task had
 * ended. It had ended by this very answer where the history says so.
 */
import { successOutput } from '../../../case/answer-output.ts';
import type { Answer } from '../../../case/case.ts';
import { comparedEvent } from '../../../compare/history/event.ts';
import type { HistoryEvent } from '../../../interpreter/history.ts';

/** `handOut` is the id of the TaskScheduled event of the answer's token. */
export function wasAccepted(history: readonly HistoryEvent[], handOut: number, answer: Answer): boolean {
  const chain = new Set([handOut]);
  for (const event of history) {
    if (!chain.has(event.previousEventId)) continue;
    const { type, details } = comparedEvent(event);
    if (type === 'TaskSucceeded')
      return 'failure' in answer || 'heartbeat' in answer
        ? false
        : details['output'] === successOutput(answer);
    if (type === 'TaskFailed')
      return (
        'failure' in answer &&
        details['error'] === answer.failure.error &&
        details['cause'] === answer.failure.cause
      );
    chain.add(event.id);
  }
  return false;
}
