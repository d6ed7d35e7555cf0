/**
 * A case: one machine, its input, what its Lambda functions do, and what the outside does with task tokens. Plain JSON,
 * runnable anywhere; every type here has the shape of the file.
 */
import type { JsonValue } from '../json/value.ts';

export interface Case {
  readonly id: string;
  readonly machine: MachineUnderTest;
  readonly input: CaseInput;
  /** By unqualified function name. */
  readonly functions: Readonly<Record<string, FunctionScript>>;
  /**
   * By state name: what the outside does with the tokens that the state hands out. One list a token: the first attempt's,
   * then the next attempt's or visit's; the last one repeats. A state without lists gets no answers.
   */
  readonly callbacks: Readonly<Record<string, readonly (readonly Answer[])[]>>;
  /** By state name: what an integration other than Lambda answers, one outcome a call; the last one repeats. */
  readonly integrations: Readonly<Record<string, readonly IntegrationOutcome[]>>;
}

export type MachineType = 'STANDARD' | 'EXPRESS';

export interface MachineUnderTest {
  /** ASL; a string where the text itself matters or isn't JSON. */
  readonly definition: JsonValue;
  readonly type: MachineType;
  /** Absent: an execution of the machine itself, by StartExecution, or by StartSyncExecution where it is an Express one. */
  readonly start?: MachineStart;
}

/**
 * What else may be started, or by what:
 *
 * - `version`: a published version, after which the machine itself was changed to do something else
 * - `alias`: an alias that leads to such a version
 * - `asynchronous`: an Express machine by StartExecution; all that is seen of it is what its functions receive
 * - `TestState`: the machine's first state alone, by TestState; the other states are only names that it leads to
 */
export type MachineStart = 'version' | 'alias' | 'asynchronous' | 'TestState';

/** JSON, or the exact text where that matters. */
export type CaseInput = { readonly input: JsonValue } | { readonly inputText: string };

export interface FunctionScript {
  /** What `$LATEST` does, one outcome an invocation; the last one repeats. */
  readonly outcomes: readonly Outcome[];
  readonly versions?: Readonly<Record<string, readonly Outcome[]>>;
  readonly aliases?: Readonly<Record<string, AliasTarget>>;
}

/**
 * The version that an alias leads to: one for good; a list where it moves, one an invocation, the last one repeating; or
 * versions with weights, of which any may run.
 */
export type AliasTarget = string | readonly string[] | { readonly weights: Readonly<Record<string, number>> };

/** What one invocation does; `delaySeconds` is how long it takes. */
export type Outcome = { readonly delaySeconds?: number } & (
  | { readonly echo: true }
  | { readonly return: JsonValue }
  | { readonly returnText: string }
  /** Returns a JSON string of so many bytes, its quotes included. */
  | { readonly returnBytes: number }
  /** An unhandled error; the payload is this object as compact JSON, its fields in this order. */
  | { readonly throw: ThrownError }
  | { readonly throwText: string }
  /** Invoke itself fails with this code of Lambda's. */
  | { readonly fault: string }
  /** The function runs into its own time-out. */
  | { readonly timeout: true }
  /** The function's process ends with this status. */
  | { readonly exit: number }
  /** The function's process is killed, for it takes more memory than it has. */
  | { readonly outOfMemory: true }
);

export interface ThrownError {
  readonly errorType?: string;
  readonly errorMessage?: string;
  readonly [field: string]: JsonValue | undefined;
}

/** What is sent for a token. */
export type Answer = {
  /** Seconds after TaskSubmitted; 0 if absent. */
  readonly afterSeconds?: number;
  /** A text sent in place of the real token. */
  readonly token?: string;
  /** The token of an execution of another machine, in which it stays open, is sent in place of the real one. */
  readonly tokenOf?: 'another execution';
  /** The function itself answers, while it runs. */
  readonly from?: 'function';
} & (
  | { readonly success: JsonValue }
  | { readonly successText: string }
  /** A JSON string of so many bytes, its quotes included. */
  | { readonly successBytes: number }
  | { readonly failure: { readonly error?: string; readonly cause?: string } }
  | { readonly heartbeat: true }
);

/** What an integration other than Lambda answers; JSON text keeps its spelling. */
export type IntegrationOutcome = { readonly delaySeconds?: number } & (
  | { readonly result: JsonValue }
  | { readonly resultText: string }
  | { readonly error: string; readonly cause?: string }
);
