/** The prediction of a case as everybody needs it: whether it means one thing, what is expected, how long to wait. Made once. */
import type { Case } from '../../case/case.ts';
import { VersionPicks } from '../../case/version-picks.ts';
import { predict, type Prediction } from './predict.ts';

export interface UsualPrediction {
  readonly prediction: Prediction;
  /** Where aliases with weights led: to the heaviest version, each time. */
  readonly picks: VersionPicks;
}

/** For as long as somebody has the case. */
const made = new WeakMap<Case, Promise<UsualPrediction>>();

export function usualPrediction(testCase: Case): Promise<UsualPrediction> {
  const known = made.get(testCase);
  if (known) return known;
  const making = make(testCase);
  made.set(testCase, making);
  return making;
}

async function make(testCase: Case): Promise<UsualPrediction> {
  const picks = new VersionPicks();
  return { prediction: await predict(testCase, 'in order', undefined, picks), picks };
}
