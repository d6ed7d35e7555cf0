/** One thing that the kit needs of a target, and whether it works there. */

export interface Step {
  /** What is tried: `creates a state machine`. */
  readonly name: string;
  readonly result: StepResult;
}

export type StepResult =
  | { readonly kind: 'fine'; readonly said?: string }
  /** The target says that it doesn't have it: cases that need it are declined, and nothing has to be done. */
  | { readonly kind: 'lacking'; readonly said: string }
  /** It works, but not as on AWS: a run finds such things, and more. */
  | { readonly kind: 'differs'; readonly found: string; readonly onAws: string }
  /** The kit can't do its work. */
  | { readonly kind: 'wrong'; readonly found: string; readonly remedy: string }
  /** Not tried, for something before it is wrong. */
  | { readonly kind: 'untried'; readonly reason: string };

export const fine = (said?: string): StepResult => ({ kind: 'fine', ...(said !== undefined && { said }) });

export const differs = (found: string, onAws: string): StepResult => ({ kind: 'differs', found, onAws });

export const wrong = (found: string, remedy: string): StepResult => ({ kind: 'wrong', found, remedy });
