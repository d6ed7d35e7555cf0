/** What became different from one recording to a later one. */
import type { Case } from '../case/case.ts';
import type { Finding } from '../run/finding.ts';
import type { RecordingIdentity } from './recording.ts';

export interface Drift {
  readonly old: RecordingIdentity;
  readonly new: RecordingIdentity;
  /** Cases of each recording, and those that both have. */
  readonly cases: { readonly old: number; readonly new: number; readonly shared: number };
  /** Shared cases by what the comparison says of them. */
  readonly counts: DriftCounts;
  /** Changes of behaviour, one for each cause; `expected` is what was, `observed` what is. */
  readonly changes: readonly Finding[];
  /** What is declined that was answered, and the other way round. */
  readonly support: readonly SupportChange[];
}

export interface DriftCounts {
  readonly same: number;
  readonly changed: number;
  /** Declined in one of the two only. */
  readonly support: number;
  /** Nothing was learnt in one of the two: a fault, or a result that was another one each time. */
  readonly unknown: number;
}

export interface SupportChange {
  readonly kind: 'now declined' | 'now answered';
  /** Why it is, or was, declined. */
  readonly reason: string;
  readonly count: number;
  /** The smallest case. */
  readonly case: Case;
}

/** 0 nothing has changed, 1 something has; 2 where nothing could be compared. */
export function driftExitCode({ counts }: Pick<Drift, 'counts'>): 0 | 1 | 2 {
  if (counts.changed + counts.support > 0) return 1;
  return counts.same > 0 ? 0 : 2;
}
