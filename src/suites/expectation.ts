/** What AWS does with a directed case, written by hand from what is known of AWS. What isn't named isn't compared. */
import type { Status } from '../case/observation.ts';
import type { JsonValue } from '../json/value.ts';
import type { ExpectedEvent } from './event-line.ts';

export interface Expectation {
  readonly status: Status;
  /** Compared as a JSON value; the order of keys is open, the spelling of numbers isn't. */
  readonly output?: JsonValue;
  /** Compared as text, where white space or the order of keys is the matter. */
  readonly outputText?: string;
  readonly error?: string;
  /** Compared with the spelling of JSON inside of it; request ids and event ids are open. */
  readonly cause?: string;
  /** Fields that DescribeExecution must not have. */
  readonly absent: readonly AbsentField[];
  /** What the functions receive: in order, or in any order where several lines of states run. */
  readonly invocations?: readonly ExpectedInvocation[];
  /** `STATE ATTEMPT KIND: RESULT`, such as `Ask 1 success: ok`; the order is open. */
  readonly callbacks?: readonly string[];
  /** The whole history. */
  readonly events?: readonly ExpectedEvent[];
  readonly eventCount?: number;
  /** Why the definition is refused. */
  readonly diagnostics?: readonly ExpectedDiagnostic[];
  /** Where a state that TestState tries leads to. */
  readonly nextState?: string;
}

export type AbsentField = 'output' | 'error' | 'cause';

export interface ExpectedInvocation {
  readonly function: string;
  /** null where none is asked for. */
  readonly qualifier?: string | null;
  /** Compared as a JSON value, */
  readonly payload?: JsonValue;
  /** or as text. */
  readonly payloadText?: string;
  readonly invocationType?: 'RequestResponse' | 'Event';
  /** Compared as a JSON value. */
  readonly clientContext?: JsonValue;
}

export interface ExpectedDiagnostic {
  readonly code: string;
  readonly message?: string;
  /** A JSON pointer; null where AWS gives none. */
  readonly location?: string | null;
}
