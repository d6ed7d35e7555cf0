/** What running a state, a line or a case comes to. */
import type { JsonValue } from '../../src/json/value.ts';
import type { Progress, Situation } from './situation.ts';
import { UNFORESEEABLE } from './unforeseeable.ts';

/** An error that Retry and Catch may take. */
export interface Raised {
  /** As AWS tells them apart in ErrorEquals (AWS-BEHAVIOUR 2.2). */
  readonly kind: 'task' | 'timeout' | 'heartbeat' | 'fail' | 'query' | 'limit';
  readonly error?: string;
  readonly cause?: string;
}

export type Failing =
  | { readonly kind: 'fails'; readonly raised: Raised; readonly after: Progress }
  /** States.Runtime: ends the execution from wherever it is (2.2.2). */
  | { readonly kind: 'dies'; readonly after: Progress }
  /** The machine's own TimeoutSeconds is over. */
  | { readonly kind: 'times out' }
  | Open;

/**
 * AWS leaves open what happens, or only inference says it. The reason names the fact; a generator must not go here, and a
 * shrinker must not come here from a case that has one meaning.
 */
export interface Open {
  readonly kind: 'open';
  readonly reason: string;
}

export type StateOutcome =
  /** `next` is undefined where the line ends. */
  { readonly kind: 'leaves'; readonly next: string | undefined; readonly situation: Situation } | Failing;

export type LineOutcome = { readonly kind: 'ends'; readonly situation: Situation } | Failing;

/** A part of a state's work: a value, or why the state comes to nothing. */
export type Step<T> = { readonly kind: 'done'; readonly value: T } | Trouble;

/** `query` is a JSONata expression that gave nothing: States.QueryEvaluationError (2.1.11). */
export type Trouble = { readonly kind: 'runtime' } | { readonly kind: 'query' } | Open;

/** A Task that ran out of time (1.1.9, 1.2.37). */
export const TIMEOUT: Raised = { kind: 'timeout', error: 'States.Timeout' };

export const failed = (raised: Raised, after: Progress): Failing => ({ kind: 'fails', raised, after });

export const done = <T>(value: T): Step<T> => ({ kind: 'done', value });
export const open = (reason: string): Open => ({ kind: 'open', reason });
export const RUNTIME: Trouble = { kind: 'runtime' };
export const QUERY: Trouble = { kind: 'query' };

/**
 * What a step's trouble makes of a state. The cause of States.Runtime and of States.QueryEvaluationError quotes the id of the
 * state's Entered event, which is fixed only where no lines ran side by side around it or were aborted before.
 */
export function inTrouble(trouble: Trouble, after: Progress): Failing {
  if (trouble.kind === 'open') return trouble;
  if (after.blurred)
    return open('a failure after aborted lines quotes an event id that is open (2.3.1, 6.4.8)');
  return trouble.kind === 'runtime' ? { kind: 'dies', after } : failed(QUERY_FAILURE, after);
}

/** What the cause of a failing expression says is not foretold here; its event id makes it differ anyway. */
const QUERY_FAILURE: Raised = {
  kind: 'query',
  error: 'States.QueryEvaluationError',
  cause: UNFORESEEABLE.id,
};

/** Where a case ends. */
export type Meaning =
  | (Lasting & { readonly kind: 'succeeds'; readonly output: JsonValue })
  | (Lasting & { readonly kind: 'fails'; readonly error?: string; readonly cause?: string })
  /** States.Runtime. */
  | (Lasting & { readonly kind: 'dies' })
  /** TestState: a retrier would try the state again. */
  | (Lasting & { readonly kind: 'retriable'; readonly error?: string; readonly cause?: string })
  | { readonly kind: 'times out' }
  | Open;

interface Lasting {
  /** How long the execution takes where nothing takes time but what the case says. */
  readonly seconds: number;
}
