/** How a state fails. Failures are values; nothing of a running machine is thrown. */
import type { EvaluationProblem } from '../asl/evaluation-problem.ts';

export interface Failure {
  /**
   * - `task`: what a Task called failed; `States.TaskFailed` matches it (AWS-BEHAVIOUR 2.1.3)
   * - `timeout`: a Task ran out of time; `heartbeat`: it missed its heartbeat (2.1.4, 2.1.5)
   * - `fail`: a Fail state said so (6.2.6)
   * - `query`: a JSONata expression failed (2.1.11)
   * - `limit`: a result was too large (2.1.7)
   * - `map`: a distributed Map or its reader failed (2.1.9)
   * - `runtime`: the interpreter could not process the state; it can't be retried or caught and ends the whole
   *   execution, from inside a branch too (2.1.8, 2.2.2)
   */
  readonly kind: 'task' | 'timeout' | 'heartbeat' | 'fail' | 'query' | 'limit' | 'map' | 'runtime';
  /** The error's name; absent where AWS shows none (6.2.7, 1.4.9). */
  readonly error?: string;
  readonly cause?: string;
  /** What a catcher sees as `Cause` where there is none: `""` after a timeout (1.2.38), null otherwise (1.4.9). */
  readonly emptyCause?: '';
  /** The rule of the catalogue that this failure carries out. */
  readonly rule: string;
  /** True where the wording of the cause is inferred. */
  readonly inferredCause?: boolean;
  /** Where a JSONata expression failed. */
  readonly location?: string;
}

export const RUNTIME = 'States.Runtime';
export const TIMEOUT = 'States.Timeout';
export const DATA_LIMIT = 'States.DataLimitExceeded';
export const QUERY_EVALUATION = 'States.QueryEvaluationError';

/** The prefix that AWS puts before the cause of its own failures (2.3.1). */
export const causePrefix = (state: string, enteredEventId: number): string =>
  `An error occurred while executing the state '${state}' (entered at the event id #${enteredEventId}). `;

/** The failure that an expression's problem makes of a state; `prefix` is {@link causePrefix}, or empty (2.3.2). */
export function failureOf(
  problem: Exclude<EvaluationProblem, { readonly kind: 'declined' }>,
  prefix: string,
): Failure {
  const query = problem.kind === 'query';
  return {
    kind: query ? 'query' : 'runtime',
    error: query ? QUERY_EVALUATION : RUNTIME,
    cause: prefix + problem.cause,
    rule: problem.rule,
    ...(problem.inferred && { inferredCause: true }),
    ...(query && problem.location !== undefined && { location: problem.location }),
  };
}

/** A result of more than 262,144 bytes of UTF-8 (2.2.5, 1.1.20, 1.2.31). `subject` is a state, a function's ARN or a service. */
export const dataLimitFailure = (subject: string, rule: string): Failure => ({
  kind: 'limit',
  error: DATA_LIMIT,
  cause: `The state/task '${subject}' returned a result with a size exceeding the maximum number of bytes service limit.`,
  rule,
});

/** Bytes of UTF-8 that a result, an input or an output may have (9.1.2). */
export const LARGEST_PAYLOAD = 262_144;
