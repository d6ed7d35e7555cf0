/** How a target differs from AWS in ways that decide how it must be driven; none of them is a verdict. */
import type { Case } from '../../case/case.ts';
import { realClock, type Clock } from '../../clock/clock.ts';
import type { RegionClass } from '../../emulator/strict/published-quotas.ts';
import { ROLE_ARN } from '../observed-names.ts';
import type { Refusal } from './refusals.ts';

export interface TargetTraits {
  /** Role of machines and functions; only AWS checks it. */
  readonly roleArn: string;
  readonly clock: Clock;
  /** Whether the history shows the parameters of a call and its submission; else tokens are taken from what functions receive. */
  readonly historyShowsTokens: boolean;
  /** Whether a deployed function learns under which alias it was called; else it knows its version only. */
  readonly functionsKnowAliases: boolean;
  /** Milliseconds between two looks at an execution: from the first to the last, growing by a factor. */
  readonly look: {
    readonly first: number;
    readonly growth: number;
    readonly last: number;
    /** The last where tokens must be answered to the moment, and nobody says when there are new ones. */
    readonly withCallbacks: number;
    /** Whether to look whenever a function is called, too: worth it where time leaps from one look to the next. */
    readonly uponCalls: boolean;
  };
  /** Seconds beyond the predicted end after which an execution counts as one that never ends. */
  readonly graceSeconds: number;
  /** Seconds of a case's own waiting that are accepted: longer ones say nothing. */
  readonly longestSeconds: number;
  /** Words by which the target says that it lacks something, where it has no name for that. */
  readonly refusals: readonly Refusal[];
  /** By how many milliseconds an answer to a token may miss its time before the case says nothing; by any if absent. */
  readonly mostLate?: number;
  /**
   * Seconds for which what was made a moment ago may be unknown or of no use yet (AWS-BEHAVIOUR 10.1); 0 if absent. What makes
   * it known is waited for so long.
   */
  readonly settleSeconds?: number;
  /** How often a case is run, each time anew, until calls that were throttled or lost spoil it no more; once if absent. */
  readonly mostRuns?: number;
  /** Whose published quotas its API has; none if absent. Cases are packed only where there are some. */
  readonly quotas?: RegionClass;
  /** What a case needs that the target is known to lack: declared, or found out beforehand. */
  readonly lacks?: (testCase: Case) => string | undefined;
}

/** For a program on this machine that works in real time. */
export const localTraits: TargetTraits = {
  roleArn: ROLE_ARN,
  clock: realClock,
  historyShowsTokens: true,
  functionsKnowAliases: true,
  look: { first: 20, growth: 1.5, last: 250, withCallbacks: 50, uponCalls: false },
  graceSeconds: 20,
  longestSeconds: 120,
  refusals: [{ says: /[\w:. -]{0,80}\bnot (?:yet )?(?:been )?(?:implemented|emulated)\b/i }],
};
