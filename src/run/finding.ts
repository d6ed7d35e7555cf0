/** A finding: divergences with one root cause, and the smallest case that shows them. */
import type { Case } from '../case/case.ts';
import type { Observation } from '../case/observation.ts';
import type { Difference, Facet } from '../compare/difference.ts';

export interface Finding {
  /** Stable from run to run: made of the rule and the signature. */
  readonly id: string;
  readonly title: string;
  /** `warning` where AWS is known by inference only. */
  readonly level: 'failure' | 'warning';
  readonly rules: readonly string[];
  readonly facets: readonly Facet[];
  /** The signature of the difference. */
  readonly signature: string;
  /** Cases of the run that it explains. */
  readonly count: number;
  readonly target: string;
  readonly difference: Difference;
  /** The minimal case. */
  readonly case: Case;
  readonly features: readonly string[];
  readonly expected: Observation;
  readonly observed: Observation;
  /** States of the minimal machine, inner ones included. */
  readonly states: number;
  /** True where a bound on shrinking, or the end of the run, came before everything smaller was tried. */
  readonly mayBeSmaller?: true;
  /** The other ways in which the cause shows. */
  readonly also: readonly OtherWay[];
}

/** Another difference that has the cause of a finding, with the smallest case that shows it. */
export type OtherWay = Pick<Finding, 'signature' | 'case' | 'features' | 'observed'>;

/** One way in which the cause of a finding shows. */
export type Way = Pick<Finding, 'signature' | 'features'>;

/** Every way in which a finding's cause shows; its own first. */
export const waysOf = (finding: Way & { readonly also?: readonly Way[] }): readonly Way[] => [
  finding,
  ...(finding.also ?? []),
];
