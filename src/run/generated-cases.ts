/** The generated cases of a seed as a run takes them. */
import { drawCases } from '../../generators/draw-cases.ts';
import type { Case } from '../case/case.ts';
import type { Feature } from '../../generators/features/feature.ts';
import type { SourcedCase } from './case-source.ts';
import { casesOf, type CaseList, type ListedCase } from './case-list.ts';
import { meaningOf } from './one-meaning.ts';

export interface GeneratedOptions {
  readonly seed: number;
  readonly count: number;
  /** Features that every case has, all of them; see {@link oftenHas} for which of them come together. */
  readonly features?: readonly Feature[];
  /** What else is asked of each of them. */
  readonly accepts?: (drawn: Case) => Promise<boolean>;
}

interface Tries {
  /** How much further on in the stream of the seed the next try for a place of the list is: behind the end of any list. */
  readonly step: number;
  readonly most: number;
}

/** Of cases with any features one in thousands takes a second try. */
const ANY: Tries = { step: 1 << 24, most: 20 };
/** With features each case takes some, for a case that may have one need not have it. */
const WITH_FEATURES: Tries = { step: 1 << 20, most: 4000 };

/**
 * For each place the first case with the features and with one meaning: the one at that place of the stream of the seed, or
 * where the reference itself runs that in two ways the one a step further on. So no place depends on what is left out before
 * it, and a longer list begins as a shorter one does.
 */
export const generatedList = ({
  seed,
  count,
  features: wanted = [],
  accepts,
}: GeneratedOptions): CaseList => ({
  total: count,
  at: async (position): Promise<ListedCase> => {
    const { step, most } = wanted.length === 0 ? ANY : WITH_FEATURES;
    for (let tried = 0; tried < most; tried++) {
      const start = position + tried * step;
      for (const { case: drawn, features } of drawCases({ seed, start, count: 1, ...withAll(wanted) })) {
        if (!hasAll(features, wanted) || (accepts && !(await accepts(drawn)))) continue;
        const meaning = await meaningOf(drawn);
        if (meaning.kind === 'one') return { case: drawn, features, suite: 'generated' };
      }
    }
    const what = wanted.length === 0 ? '' : ` has ${wanted.join(', ')} and`;
    throw new Error(
      `none of ${most} cases drawn for place ${position} of seed ${seed}${what} has one meaning`,
    );
  },
});

const withAll = (features: readonly Feature[]) =>
  features.length === 0 ? {} : { features: { with: features } };

const hasAll = (features: readonly Feature[], wanted: readonly Feature[]): boolean =>
  wanted.every((feature) => features.includes(feature));

/** Draws that show whether features come together, and how many of them must have them all. */
const LOOKED_AT = 600;
const OFTEN = 4;

/** Whether the features come together often enough for a list: not at all where one rules out the other. */
export function oftenHas(wanted: readonly Feature[]): boolean {
  let having = 0;
  for (const { features } of drawCases({ seed: 1, count: LOOKED_AT, ...withAll(wanted) })) {
    if (hasAll(features, wanted)) having += 1;
    if (having === OFTEN) return true;
  }
  return false;
}

/** The whole list, case by case. */
export const generatedCases = (options: GeneratedOptions): AsyncIterable<SourcedCase> =>
  casesOf(generatedList(options));
