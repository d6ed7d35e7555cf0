/** What a comparison says of a target. */
import type { Difference } from './difference.ts';

export type Verdict =
  | {
      readonly kind: 'conforms';
      /** Differences that prove nothing, for what was expected rests on inference. */
      readonly warnings?: readonly Difference[];
      /** The inferred rules that the case carried out. */
      readonly inferred?: readonly string[];
    }
  | { readonly kind: 'diverges'; readonly differences: readonly Difference[] }
  /** The target says that it doesn't support something. */
  | { readonly kind: 'declined'; readonly reason: string }
  /** Nothing was learnt: transport, throttling, a fault of ours, or the case has more than one meaning. */
  | { readonly kind: 'indeterminate'; readonly reason: string };

export type VerdictKind = Verdict['kind'];

export const VERDICT_KINDS: readonly VerdictKind[] = ['conforms', 'diverges', 'declined', 'indeterminate'];
