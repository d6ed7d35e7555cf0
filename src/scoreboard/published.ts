/** A published result: what one run said of a target, small enough to be kept for each version of the kit. */
import type { JsonValue } from '../json/value.ts';
import type { ListIdentity } from '../run/case-list.ts';
import type { Counts } from '../run/tally.ts';

/** Changes when the meaning of a field changes. */
export const PUBLISHED_FORMAT = 1;

/** `reports/published/TARGET/KIT.json` */
export interface Published {
  readonly format: typeof PUBLISHED_FORMAT;
  readonly target: string;
  /** The target's own version, where it is known. */
  readonly version?: string;
  /** The kit's version. */
  readonly kit: string;
  /** `2026-11-22` */
  readonly date: string;
  readonly seed: number;
  readonly suites: readonly string[];
  readonly list: ListIdentity;
  readonly counts: Counts;
  /** Diverging among all cases, and judged among all cases: two figures, never one. */
  readonly divergenceRate: number;
  readonly coverageRate: number;
  /** By id: the cases that carry out a rule, by verdict. */
  readonly rules: Readonly<Record<string, RuleCounts>>;
  readonly findings: readonly PublishedFinding[];
  /** Why cases were declined or stayed indeterminate. */
  readonly reasons: readonly { readonly reason: string; readonly count: number }[];
}

export interface RuleCounts {
  readonly conforms: number;
  /** Differences that are put down to this rule. */
  readonly diverges: number;
  readonly declined: number;
  readonly indeterminate: number;
  /** Cases that differ, but by another rule: they say nothing of this one. */
  readonly elsewhere: number;
}

export interface PublishedFinding {
  readonly id: string;
  readonly title: string;
  readonly level: 'failure' | 'warning';
  readonly rules: readonly string[];
  readonly count: number;
  readonly states: number;
  /** What differs, in words, cut where it is long. */
  readonly sides: readonly {
    readonly label: string;
    readonly expected: string;
    readonly observed: string;
  }[];
  /** The minimal case, as files carry it. */
  readonly case: JsonValue;
}

export const RULE_COUNTS = [
  'conforms',
  'diverges',
  'declined',
  'indeterminate',
  'elsewhere',
] as const satisfies readonly (keyof RuleCounts)[];

/** How a target fares with a rule: broken as soon as one case shows it. */
export type Standing = 'holds' | 'differs' | 'unjudged';

export function standingOf(counts: RuleCounts | undefined): Standing {
  if (counts === undefined) return 'unjudged';
  if (counts.diverges > 0) return 'differs';
  return counts.conforms > 0 ? 'holds' : 'unjudged';
}
