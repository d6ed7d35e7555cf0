/** An error that an API answers with. It is a value: operations return it, nothing is thrown. */

/** Whose error it is; AWS names it before the code in `__type`. */
export type RefusedBy = 'service' | 'validation' | 'protocol';

export class Refusal {
  /** `StateMachineDoesNotExist`, `ValidationException` ... */
  readonly code: string;
  readonly message: string;
  readonly by: RefusedBy;
  /** What the error's body has beside the message. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, by: RefusedBy = 'service', details: Refusal['details'] = {}) {
    this.code = code;
    this.message = message;
    this.by = by;
    this.details = details;
  }
}

/** A result, or why there is none. */
export type Outcome<T> = T | Refusal;

export const isRefusal = (outcome: unknown): outcome is Refusal => outcome instanceof Refusal;
