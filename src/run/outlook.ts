/** What is known of a case before a target is asked: how long it takes by its own clock, and what AWS does with it. */
import type { Case } from '../case/case.ts';
import type { Observation } from '../case/observation.ts';
import { usualPrediction } from '../executors/reference/usual-prediction.ts';

export interface Outlook {
  /** That the case takes by its own clock. */
  readonly seconds: number;
  /** What any target should do with it; undefined where AWS may do one thing or another, or where nothing is known. */
  readonly expected?: Observation;
}

export async function referenceOutlook(testCase: Case): Promise<Outlook> {
  const { prediction, picks } = await usualPrediction(testCase);
  const { seconds } = prediction;
  if (prediction.status === 'DECLINED' || picks.choices.length > 0) return { seconds };
  return { seconds, expected: prediction };
}
