/** The outcome of a case for which a call wasn't answered as it had to be. */
import type { Observation } from '../../case/observation.ts';
import type { ExecutorOutcome, Fault } from '../executor.ts';
import type { ApiAnswer } from './api-answer.ts';

const FAULTS: Readonly<Record<Exclude<ApiAnswer['kind'], 'ok' | 'lacking'>, Fault>> = {
  refused: 'setup',
  throttled: 'throttled',
  transport: 'transport',
  silent: 'time-limit',
  cancelled: 'cancelled',
};

/** Calls that bring a case to the target. */
const isSetUp = (operation: string): boolean => /^(?:Create|Publish|Update|Start)[A-Z]/.test(operation);

/** Who has gone away, or doesn't answer, can't be brought anything. */
const ENDS_SET_UP: ReadonlySet<ApiAnswer['kind']> = new Set(['transport', 'silent']);

/**
 * The same for a call that carries the case itself: a target that breaks down on it, whenever it is made, does something else
 * than AWS.
 */
export function outcomeOfOwnAnswer(
  operation: string,
  answer: Exclude<ApiAnswer, { kind: 'ok' }>,
): ExecutorOutcome {
  if (answer.kind !== 'transport' || !answer.broke) return outcomeOfAnswer(operation, answer);
  const { error, message: cause } = answer.broke;
  const observation: Observation = { status: 'FAILED', error, cause, invocations: [], callbacks: [] };
  return { kind: 'observed', observation };
}

export function outcomeOfAnswer(
  operation: string,
  answer: Exclude<ApiAnswer, { kind: 'ok' }>,
): Exclude<ExecutorOutcome, { kind: 'observed' }> {
  if (answer.kind === 'lacking')
    return { kind: 'declined', reason: `the target has no ${operation}: ${answer.reason}` };
  const reason =
    answer.kind === 'refused'
      ? `${operation} was refused: ${answer.error ?? 'an error without a name'}: ${answer.message}`
      : answer.reason;
  const fault = isSetUp(operation) && ENDS_SET_UP.has(answer.kind) ? 'setup' : FAULTS[answer.kind];
  return { kind: 'indeterminate', fault, reason };
}
