/** What a run of the kit judges and shrinks by: the catalogue of rules, the generators' shrinker, the reference's clock. */
import { featuresOf } from '../../generators/features/features-of.ts';
import { shrinkCandidates } from '../../generators/shrink/shrink-candidates.ts';
import type { Catalogue } from '../rules/catalogue.ts';
import { judgingBy, type Judging } from '../rules/judging.ts';
import { referenceOutlook } from './outlook.ts';
import type { RunParts } from './run.ts';

export type StandardParts = Judging & Pick<RunParts, 'featuresOf' | 'candidates' | 'outlook'>;

/** A run, the merging of its shards and the check of a certificate take the same, so that they come to the same. */
export const standardParts = (catalogue: Catalogue): StandardParts => ({
  ...judgingBy(catalogue),
  featuresOf,
  candidates: shrinkCandidates,
  outlook: referenceOutlook,
});
