/** What one executor did with a case. */
import type { HistoryEvent } from '../interpreter/history.ts';
import type { JsonObject } from '../json/value.ts';
import type { Answer } from './case.ts';

export type Status =
  | 'SUCCEEDED'
  | 'FAILED'
  | 'TIMED_OUT'
  | 'ABORTED'
  /** Nothing ends it. */
  | 'RUNNING'
  /** The definition was refused. */
  | 'INVALID_DEFINITION'
  /** An Express execution that was started and not waited for: AWS says no more of it (AWS-BEHAVIOUR 8.4.18). */
  | 'STARTED'
  /** TestState: a retrier would try the state again, a catcher has taken its error (8.7.4). */
  | 'RETRIABLE'
  | 'CAUGHT_ERROR';

export interface Observation {
  readonly status: Status;
  /** The text that DescribeExecution returns. */
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
  /** What the functions received, in order; undefined where the executor can't see it. */
  readonly invocations?: readonly Invocation[];
  /** What was sent for tokens and how the API answered, in order. */
  readonly callbacks?: readonly CallbackAnswer[];
  /** In the shape of GetExecutionHistory; undefined where there is none. */
  readonly history?: readonly HistoryEvent[];
  /** Why the definition was refused. */
  readonly diagnostics?: readonly Diagnostic[];
  /** The state that a state tried by TestState leads to. */
  readonly nextState?: string;
  /** TestState's `inspectionData` at the level DEBUG. */
  readonly inspection?: JsonObject;
}

export interface Invocation {
  /** The unqualified name. */
  readonly function: string;
  /** A version, an alias, `$LATEST`, or null where none was asked for. */
  readonly qualifier: string | null;
  /** The event as JSON text. */
  readonly payload: string;
  /** Undefined where the executor can't see it: a deployed function isn't told. */
  readonly invocationType?: 'RequestResponse' | 'Event';
  /** What ClientContext held, its base64 undone. */
  readonly clientContext?: string;
}

export interface CallbackAnswer {
  readonly state: string;
  /** Which token of the state in its line: 1 for the first attempt's. */
  readonly attempt: number;
  readonly answer: Answer;
  /** `ok`, or the name of the API's error: `TaskTimedOut`, `InvalidToken`, `InvalidOutput` ... */
  readonly result: string;
}

/** One diagnostic of CreateStateMachine or ValidateStateMachineDefinition (AWS-BEHAVIOUR 8.2). */
export interface Diagnostic {
  readonly severity: 'ERROR' | 'WARNING';
  readonly code: string;
  readonly message: string;
  /** A JSON pointer into the definition. */
  readonly location?: string;
}
