/** The generated cases of a seed, as a stream. */
import { sample, type Arbitrary } from 'fast-check';
import type { Case } from '../src/case/case.ts';
import { drawCase } from './machine/draw-case.ts';
import { DrawnArbitrary } from './draw/drawn-arbitrary.ts';
import { featuresOf } from './features/features-of.ts';
import type { FeatureRestrictions } from './features/feature-mask.ts';
import type { Feature } from './features/feature.ts';
import { shrinkCandidates } from './shrink/shrink-candidates.ts';

export interface DrawOptions {
  readonly seed: number;
  readonly count: number;
  /** The index of the first case, 0 by default: a shard or a resumed run begins in the middle. */
  readonly start?: number;
  readonly features?: FeatureRestrictions;
}

export interface GeneratedCase {
  /** Named by its content. */
  readonly case: Case;
  /** Its place in the stream of the seed; with the seed and the restrictions it gives the case again. */
  readonly index: number;
  /** What the case contains, in the order of the list of features. */
  readonly features: readonly Feature[];
  /** Smaller cases, the largest cuts first; each has one meaning as the case itself has. */
  shrink(): Iterable<Case>;
}

/** Cases as an arbitrary of fast-check's, for whoever wants to run properties with it. */
export const caseArbitrary = (features: FeatureRestrictions = {}): Arbitrary<Case> =>
  new DrawnArbitrary((draw) => drawCase(draw, features), shrinkCandidates);

/** Draws cases one after the other. Each has a seed of its own, so that it doesn't matter how many are drawn before it. */
export function* drawCases({ seed, count, start = 0, features }: DrawOptions): Iterable<GeneratedCase> {
  const arbitrary = caseArbitrary(features);
  for (let index = start; index < start + count; index++) {
    const [drawn] = sample(arbitrary, { seed: seedOf(seed, index), numRuns: 1 });
    if (drawn === undefined) throw new Error('fast-check sampled nothing');
    yield {
      case: drawn,
      index,
      features: featuresOf(drawn),
      shrink: () => shrinkCandidates(drawn),
    };
  }
}

/** A 32-bit seed for each index; neighbours share no bits (the finalizer of MurmurHash3). */
function seedOf(seed: number, index: number): number {
  let mixed = (seed ^ Math.imul(index + 1, 0x9e3779b1)) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
