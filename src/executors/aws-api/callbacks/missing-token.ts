/** Whether an execution waits for answers that the kit could not give, for it found no token to answer. */
import type { Case } from '../../../case/case.ts';
import type { CallbackAnswer } from '../../../case/observation.ts';
import { comparedEvent } from '../../../compare/history/event.ts';
import type { HistoryEvent } from '../../../interpreter/history.ts';

/**
 * The state that was entered, whose tokens the case answers, and of which no token was found. Undefined also where the history
 * shows what the state passed on: if no token is in that, then the target has handed none out, and that is a result.
 */
export function stateWithoutToken(
  { callbacks }: Pick<Case, 'callbacks'>,
  history: readonly HistoryEvent[],
  answers: readonly CallbackAnswer[],
): string | undefined {
  const events = history.map(comparedEvent);
  if (events.some(({ type, details }) => type === 'TaskScheduled' && 'parameters' in details))
    return undefined;
  const entered = new Set(
    events.filter(({ type }) => type === 'TaskStateEntered').map(({ details }) => details['name']),
  );
  return Object.entries(callbacks).find(
    ([state, lists]) =>
      lists.some((list) => list.length > 0) &&
      entered.has(state) &&
      !answers.some((answer) => answer.state === state),
  )?.[0];
}
