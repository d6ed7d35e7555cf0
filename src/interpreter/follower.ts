/** Who wants to know which way an execution goes: told of each visit to a state and of how it is left. */
import type { Visit } from './visit.ts';

/** How a state was left, or that it is tried again; the index is that of the rule, the retrier or the catcher. */
export type Way =
  | { readonly kind: 'next' | 'end' | 'fail' | 'default' }
  | { readonly kind: 'rule' | 'retry' | 'catch'; readonly index: number };

/** It sees, and changes nothing. */
export interface Follower {
  readonly entered: (visit: Visit) => void;
  /** Not called where a failure goes up from the state. */
  readonly took: (visit: Visit, way: Way) => void;
  /** A rule of the catalogue was carried out when so many events had been written. */
  readonly noted?: (rule: string, events: number) => void;
}
