/** How states and lines of states end. */
import type { JsonDocument } from '../json/document.ts';
import type { Failure } from './failure.ts';

/** What the reference doesn't model ends an execution without a verdict. */
export interface Declined {
  readonly kind: 'declined';
  readonly reason: string;
}

export interface Failed {
  readonly kind: 'failed';
  readonly failure: Failure;
}

/** A step inside of a state. */
export type Step<T> = { readonly kind: 'done'; readonly value: T } | Failed | Declined;

/** A state. */
export type StateOutcome =
  | { readonly kind: 'next'; readonly next: string; readonly output: JsonDocument }
  | { readonly kind: 'end'; readonly output: JsonDocument }
  | Failed
  | Declined;

/** A line of states. */
export type FlowOutcome = { readonly kind: 'succeeded'; readonly output: JsonDocument } | Failed | Declined;

export const done = <T>(value: T): Step<T> => ({ kind: 'done', value });
export const failed = (failure: Failure): Failed => ({ kind: 'failed', failure });
export const declined = (reason: string): Declined => ({ kind: 'declined', reason });
