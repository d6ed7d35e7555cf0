/** One difference between what was expected and what was observed. */
import type { JsonValue } from '../json/value.ts';

export type Facet =
  'status' | 'output' | 'error' | 'cause' | 'invocations' | 'history' | 'callback' | 'api' | 'timing';

export interface Difference {
  readonly facet: Facet;
  /**
   * Where, with what depends on the case left out, so that equal causes have equal places: `TaskFailed.cause`,
   * `output`, `TaskStateExited missing`.
   */
  readonly place: string;
  /** undefined where there is nothing on that side. */
  readonly expected: JsonValue | undefined;
  readonly observed: JsonValue | undefined;
}
