/** A recording as drift sees it: what one executor did with each case, and when that was. */
import type { Case } from '../case/case.ts';
import type { ExecutorOutcome } from '../executors/executor.ts';

export interface Recording extends RecordingIdentity {
  /** By content of the case. */
  readonly cases: ReadonlyMap<string, RecordedCase>;
}

export interface RecordingIdentity {
  readonly path: string;
  /** The target of the run that made it; absent where the recording is no run. */
  readonly target?: string;
  /** The kit's version. */
  readonly kit?: string;
  /** When it was begun, ISO-8601; absent where nothing says so. */
  readonly started?: string;
  /** False where the run that made it ended early. */
  readonly complete: boolean;
}

export interface RecordedCase {
  readonly case: Case;
  readonly features: readonly string[];
  readonly suite: string;
  readonly outcome: ExecutorOutcome;
}

/** `2026-11-22`; undefined where the recording has no date. */
export const dayOf = ({ started }: Pick<RecordingIdentity, 'started'>): string | undefined =>
  started?.slice(0, 'yyyy-mm-dd'.length);
