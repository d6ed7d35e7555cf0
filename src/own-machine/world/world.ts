/** The world around one execution of a machine: its input, and what comes of each call that a state makes. */
import type { JsonObject, JsonValue } from '../../json/value.ts';

export interface World {
  readonly input: JsonValue;
  /**
   * By state: what comes of its calls, one plan a call; the last one repeats. Each iteration of a Map begins at the first. A
   * state without plans is given one when it calls.
   */
  readonly plans: Readonly<Record<string, readonly Plan[]>>;
}

/**
 * - `result`: the function returns it; a state that waits for its token gets it as the answer
 * - `error`: the call fails by this name, with these fields beside it in what is thrown
 * - `fault`: Lambda's Invoke itself fails with this code
 * - `silence`: no answer comes within the state's time
 * - `too large`: more comes back than a state may hand on
 */
export type Plan =
  | { readonly kind: 'result'; readonly value: JsonValue }
  | {
      readonly kind: 'error';
      readonly name: string;
      readonly detail: JsonObject;
      /** Seconds until it fails: what runs beside it must have ended by then. */
      readonly after?: number;
    }
  | { readonly kind: 'fault'; readonly code: string }
  | { readonly kind: 'silence' }
  | { readonly kind: 'too large' };

/** The world with other plans for a state. */
export const withPlans = (world: World, state: string, plans: readonly Plan[]): World => ({
  ...world,
  plans: { ...world.plans, [state]: plans },
});
