/**
 * The interpreter's way to wait. A state that may have to is a generator that yields what it waits for; the execution resumes
 * it when that has come. So states read like the specification, and no clock and no network is in them.
 */
import type { ServiceCall } from './task/service-call.ts';
import type { Mailbox } from './mailbox.ts';

/** A computation that may wait. */
export type Program<Result> = Generator<Request, Result, unknown>;

/**
 * What a step gives at once, or the program that will give it where the step may have to wait. Most steps of JSONPath states
 * wait for nothing, and a generator for each of them would cost more than the step.
 */
export type Ongoing<Result> = Result | Program<Result>;

/** `waits(step) ? yield* step : step` is the result of a step. */
export const waits = <Result extends { readonly kind: string }>(
  step: Ongoing<Result>,
): step is Program<Result> => (step as Partial<Result>).kind === undefined;

export type Request =
  /** Until an instant, in milliseconds since 1970. */
  | { readonly kind: 'sleep'; readonly until: number }
  /** For a computation that JavaScript can only do asynchronously (JSONata); it takes no time of the execution. */
  | { readonly kind: 'evaluate'; readonly run: () => Promise<unknown> }
  /** Not at all: hands a call to the outside, whose answers will come to the mailbox. */
  | { readonly kind: 'call'; readonly call: ServiceCall; readonly mailbox: Mailbox }
  /** For the next message of a mailbox, or the deadline. */
  | { readonly kind: 'receive'; readonly mailbox: Mailbox; readonly deadline?: number }
  /** Not at all: starts a program beside this one; its result will come to the mailbox under the tag. */
  | {
      readonly kind: 'spawn';
      readonly program: Program<unknown>;
      readonly mailbox: Mailbox;
      readonly tag: number;
    };

export function* evaluate<T>(run: () => Promise<T>): Program<T> {
  return (yield { kind: 'evaluate', run }) as T;
}
