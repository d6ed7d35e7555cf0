/** Takes up the shrinking of one finding where its run left off. */
import { findingOf, type FindingParts } from './find.ts';
import type { Finding } from './finding.ts';
import { shrink, shrinkingOf, type Shrinking } from './shrink.ts';
import { confirm } from './trial.ts';
import { TrialMemory } from './trial-memory.ts';

export interface ShrinkingFurther
  extends
    Pick<FindingParts, 'contest' | 'featuresOf' | 'attribute'>,
    Pick<Shrinking, 'candidates' | 'outlook' | 'budget' | 'concurrency'> {}

/**
 * The finding with the smallest case that the budget leads to; where it stands and what it counts stay. Undefined where the
 * target doesn't show it, or doesn't show it twice.
 */
export async function shrinkFurther(
  finding: Finding,
  { contest, featuresOf, attribute, budget, concurrency, ...foresight }: ShrinkingFurther,
  signal: AbortSignal,
): Promise<Finding | undefined> {
  const shrinking = shrinkingOf(foresight, { shrinkBudget: budget, shrinkLimit: budget, concurrency });
  const memory = new TrialMemory(contest, shrinking, signal).view();
  const shrunk = await shrink(finding.case, finding.signature, memory, shrinking, signal);
  if (shrunk === undefined) return undefined;
  const trial = await confirm(contest, shrunk.case, shrunk.trial, signal);
  const target = finding.target;
  const found = await findingOf(shrunk.case, trial, finding.signature, { target, featuresOf, attribute });
  if (found === undefined) return undefined;
  const { id, count, also } = finding;
  const further: Finding = { ...found.finding, id, count, also };
  return shrunk.exhausted ? further : { ...further, mayBeSmaller: true };
}
