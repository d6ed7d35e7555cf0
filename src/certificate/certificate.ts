/** A certificate: what a target came to on a frozen list. Every word of it follows from the raw observations. */
import type { Facet } from '../compare/difference.ts';
import type { Finding, Way } from '../run/finding.ts';
import type { FindingSummary } from '../run/summary.ts';
import type { Counts } from '../run/tally.ts';
import type { Waiver } from '../waivers/waiver.ts';
import type { CertifiedTarget } from './observations.ts';

/**
 * What a target reached, in one facet or in all of them:
 * - `full`: every case of the list was judged, and none differs
 * - `waived`: the same, but for differences under rules that are waived
 * - `partial`: what was judged doesn't differ, but something was declined, not learnt or can't be seen on this target
 * - `differs`: there are differences that nobody waived
 */
export const LEVELS = ['full', 'waived', 'partial', 'differs'] as const;
export type CertificateLevel = (typeof LEVELS)[number];

export interface Certificate extends Counts {
  readonly format: number;
  readonly target: CertifiedTarget;
  /** The kit's version. */
  readonly kit: string;
  readonly profile: {
    readonly name: string;
    readonly version: number;
    readonly date: string;
    /** SHA-256 of the texts of its cases. */
    readonly digest: string;
  };
  readonly started: string;
  readonly ended: string;
  readonly level: CertificateLevel;
  /** Diverging among all cases; waived or not. */
  readonly divergenceRate: number;
  /** Judged among all cases; the two are never one figure. */
  readonly coverageRate: number;
  readonly facets: Readonly<Partial<Record<Facet, FacetResult>>>;
  readonly rules: RuleResults;
  readonly findings: readonly CertifiedFinding[];
  /** Diverging cases of which at least one way to differ has no finding. */
  readonly unexplained: number;
  /** Cases that differ where AWS is known by inference only: they count as conforming. */
  readonly onInference: number;
  /** Why cases were declined or stayed indeterminate. */
  readonly reasons: readonly { readonly reason: string; readonly count: number }[];
  readonly waivers: readonly (Waiver & { readonly findings: readonly string[] })[];
  /** The last day on which all of its waivers count; absent where there are none. */
  readonly validUntil?: string;
  readonly doesNotProve: readonly string[];
}

export interface FacetResult {
  readonly level: CertificateLevel;
  /** Judged cases in which AWS shows something of this facet. */
  readonly asked: number;
  /** Those of them in which the target shows it too, so that it could be compared. */
  readonly compared: number;
  readonly differs: number;
  /** Those that differ because of waived rules alone. */
  readonly waived: number;
}

/** The rules that the profile's directed cases show. */
export interface RuleResults {
  readonly listed: number;
  /** All directed cases of the rule conform. */
  readonly held: number;
  readonly broken: readonly string[];
  /** None of its cases differs, but at least one was not judged. */
  readonly unjudged: readonly string[];
}

export interface CertifiedFinding extends FindingSummary {
  readonly signature: string;
  /** In how many ways it shows, each with a minimal case among the observations. */
  readonly ways: number;
  readonly waived: boolean;
}

/** A finding as far as certificates go into it. */
export type CertificateFinding = Pick<
  Finding,
  'id' | 'title' | 'level' | 'rules' | 'facets' | 'signature' | 'features'
> & { readonly case: { readonly id: string }; readonly also?: readonly Way[] };

export const certificateText = (certificate: Certificate): string =>
  `${JSON.stringify(certificate, undefined, 2)}\n`;

/** The lowest of several levels; `full` where there is none. */
export const lowest = (levels: readonly CertificateLevel[]): CertificateLevel =>
  levels.reduce<CertificateLevel>(
    (low, level) => (LEVELS.indexOf(level) > LEVELS.indexOf(low) ? level : low),
    'full',
  );
