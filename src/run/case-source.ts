/** Where the cases of a run come from: generated, directed, or given. */
import type { Case } from '../case/case.ts';

export interface SourcedCase {
  /** Its place in the list; shards and reports name it. */
  readonly index: number;
  readonly case: Case;
  /** What the case contains, for the tables of features. */
  readonly features: readonly string[];
  /** The suite that it belongs to: `generated`, or a directed one. */
  readonly suite: string;
  /** Of a case of a user's own machine: the ids of the transitions that it takes. */
  readonly transitions?: readonly string[];
}
