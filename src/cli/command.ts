/** What every command shares: where it prints, how it ends. */

/** The console as a command sees it. */
export interface Terminal {
  /** Results: what a pipe should get. */
  readonly out: (text: string) => void;
  /** Progress and messages. */
  readonly err: (text: string) => void;
  /** True where progress may rewrite its line. */
  readonly interactive: boolean;
  readonly input: AsyncIterable<string>;
  /** Fires when the user wants to stop (Ctrl-C). */
  readonly signal: AbortSignal;
}

/** 0 conforms, 1 diverges, 2 could not run. */
export type ExitCode = 0 | 1 | 2;

export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly about: string;
  readonly usage: string;
  run(args: readonly string[], terminal: Terminal): Promise<ExitCode>;
}

/** Something in what the user gave is wrong; printed as it is, exit code 2. */
export class UsageError extends Error {}
