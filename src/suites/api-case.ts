/**
 * A case of the API: calls in order, with what each answers. For what one run of a machine can't tell.
 *
 * Texts of requests and expectations may refer to what is known by then: `{role}` is the ARN of a role, `{unique.NAME}` a
 * name of the run's own, the same wherever it occurs in the case, `{LABEL.FIELD}` a field of the answer of the call with
 * that label.
 */
import type { JsonObject } from '../json/value.ts';

export interface ApiCase {
  /** `suite/id`. */
  readonly name: string;
  readonly suite: string;
  readonly rules: readonly string[];
  readonly about: string;
  readonly calls: readonly ApiCall[];
}

export interface ApiCall {
  /** The operation's name in the API's model: `CreateStateMachine`. */
  readonly operation: string;
  readonly request: JsonObject;
  /** The label under which later calls refer to the answer. */
  readonly as?: string;
  /** The call is repeated until its answer has these fields. */
  readonly until?: JsonObject;
  readonly expect: ApiExpectation;
}

export type ApiExpectation =
  | {
      readonly kind: 'answer';
      /** Fields that the answer has, with their values; objects are compared field by field. */
      readonly fields: JsonObject;
      /** Fields that it doesn't have. */
      readonly absent: readonly string[];
    }
  | { readonly kind: 'error'; readonly error: string; readonly message?: string };
