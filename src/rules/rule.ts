/** A rule: one named behaviour of AWS with the evidence for it. The catalogue is data, `suites/rules/*.json`. */

import type { Aspect } from './aspect.ts';

export interface Rule {
  /** Short and stable: `subject.behaviour`. Findings, profiles and certificates name rules by it. */
  readonly id: string;
  readonly title: string;
  /** What AWS does, in one paragraph. */
  readonly text: string;
  readonly evidence: readonly [Evidence, ...Evidence[]];
  /** Differences that this rule explains: regular expressions over `facet place`, such as `history TaskFailed.cause`. */
  readonly covers: readonly RegExp[];
  /** Kinds of differences that it may explain where it was carried out; none for rules that nothing notes. */
  readonly decides: readonly Aspect[];
  /** From 1 (stands behind nearly every case) to 9 (decides one thing only); the most specific rule explains a difference. */
  readonly specificity: number;
  /** Directed cases that show it: `suite/case`. */
  readonly cases: readonly string[];
}

export type Evidence =
  /** A recording of AWS by its id in the folder of recordings. */
  | { readonly kind: 'recorded'; readonly recording: string; readonly note?: string }
  /** Measured on AWS by somebody else, who says so; the record itself isn't at hand. */
  | { readonly kind: 'measured'; readonly source: string; readonly note?: string }
  | {
      readonly kind: 'documented';
      readonly document: string;
      readonly section: string;
      readonly note?: string;
    }
  /** Follows from the others by reasoning; nobody has seen it. */
  | { readonly kind: 'inferred'; readonly why: string };

/** `inferred` rules rest on inference alone: a difference under one is a warning, never a failure. */
export type Level = 'proven' | 'inferred';

export const levelOf = ({ evidence }: Pick<Rule, 'evidence'>): Level =>
  evidence.every(({ kind }) => kind === 'inferred') ? 'inferred' : 'proven';
