/** The bounds of an execution as a whole: its events and its time. */
import { RUNTIME, type Failure } from './failure.ts';

/** The 25,000th event is the failure itself (AWS-BEHAVIOUR 2.3.19); events of branches and iterations count too (6.1.11). */
export const HISTORY_LIMIT: Failure = {
  kind: 'runtime',
  error: RUNTIME,
  cause: 'The execution reached the maximum number of history events (25000).',
  rule: 'execution.history-limit',
};

/** Events that an execution may have; the last one is the failure itself. */
export const MOST_EVENTS = 25_000;

/** An Express execution has no such limit (8.5). One that spins is ended by its time only; the reference gives up before. */
export const MOST_EXPRESS_EVENTS = 250_000;

export const TOO_MANY_EXPRESS_EVENTS = `an Express execution of more than ${MOST_EXPRESS_EVENTS} events is not followed to its end`;

/** Milliseconds that an execution may take: a year, or five minutes (8.5, 9.1.4). */
export const LONGEST = { STANDARD: 365 * 24 * 3600 * 1000, EXPRESS: 5 * 60 * 1000 } as const;
