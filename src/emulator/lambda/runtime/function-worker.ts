/** A process that runs one function, one event after the other, however it is spoken to. */

export interface Event {
  readonly requestId: string;
  /** The ARN that was invoked, with its qualifier. */
  readonly arn: string;
  /** Milliseconds since 1970 of the real clock. */
  readonly deadline: number;
  /** JSON text. */
  readonly event: string;
  readonly clientContext?: unknown;
}

export type Answer =
  | { readonly kind: 'answered'; readonly ok: boolean; readonly payload: string }
  /** The process ended without an answer; null where a signal ended it. */
  | { readonly kind: 'exited'; readonly status: number | null }
  /** It didn't answer in time, and was ended. */
  | { readonly kind: 'late' }
  /** The program of the runtime isn't there. */
  | { readonly kind: 'notStarted'; readonly reason: string };

export interface FunctionWorker {
  /** One event at a time. Seconds of the real clock; a process that is late is ended. */
  invoke(event: Event, seconds: number): Promise<Answer>;
  /** What the last event wrote. */
  readonly log: string;
  readonly alive: boolean;
  close(): void;
}

/** Bytes of the log that are kept for LogType Tail. */
export const LOG_TAIL = 4096;
