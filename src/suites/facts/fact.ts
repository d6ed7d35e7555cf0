/**
 * The edge facts that implementers get wrong (AWS-BEHAVIOUR 11), each with the directed cases that show it, and with what a
 * target shows that gets it wrong.
 */
import type { JsonObject } from '../../json/value.ts';
import type { Expectation } from '../expectation.ts';

export interface EdgeFact {
  /** `E1` to `E122`. */
  readonly fact: string;
  readonly text: string;
  /** Names of the cases, `suite/id`, whose written expectation is the fact. */
  readonly passing: readonly string[];
  readonly differing: readonly Mistake[];
}

/** What a target shows that has the fact wrong; what isn't named is as AWS has it. */
export type Mistake = { readonly name: string; readonly about: string } & (
  | { readonly kind: 'run'; readonly shows: MistakenRun }
  | { readonly kind: 'api'; readonly shows: MistakenAnswer }
);

/** Written like an expectation; without a status it is the right one. */
export type MistakenRun = Omit<Expectation, 'status'> & Partial<Pick<Expectation, 'status'>>;

/** Another answer to one of the calls of an API case. */
export interface MistakenAnswer {
  /** Its number, from 0. */
  readonly call: number;
  readonly answer:
    | { readonly kind: 'fields'; readonly fields: JsonObject; readonly absent: readonly string[] }
    | { readonly kind: 'error'; readonly error: string; readonly message: string };
}
