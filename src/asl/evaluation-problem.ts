/** Why an expression of a definition gives no value. */
export type EvaluationProblem =
  /** States.Runtime with this cause; AWS adds the prefix that names the state. */
  | {
      readonly ok: false;
      readonly kind: 'runtime';
      readonly cause: string;
      /** The rule that the cause carries out. */
      readonly rule: string;
      /** True where the wording is inferred, so that a difference in it is a warning. */
      readonly inferred?: boolean;
    }
  /** States.QueryEvaluationError, with the field that it occurred in. */
  | {
      readonly ok: false;
      readonly kind: 'query';
      readonly cause: string;
      readonly location?: string;
      readonly rule: string;
      readonly inferred?: boolean;
    }
  /** Something that the reference doesn't model. */
  | { readonly ok: false; readonly kind: 'declined'; readonly reason: string };
