/**
 * Whether a case means one thing on AWS. Where lines of states run side by side, the reference runs it in another order and
 * with other delays too; a case whose result then differs proves nothing against a target.
 */
import type { Case } from '../case/case.ts';
import { compareObservations } from '../compare/compare-observations.ts';
import { predict } from '../executors/reference/predict.ts';
import { usualPrediction } from '../executors/reference/usual-prediction.ts';

export type Meaning =
  | { readonly kind: 'one' }
  /** Why it can't be judged. */
  | { readonly kind: 'none'; readonly reason: string };

export async function meaningOf(testCase: Case): Promise<Meaning> {
  const { prediction: first } = await usualPrediction(testCase);
  if (first.status === 'DECLINED') return { kind: 'none', reason: first.reason };
  if (first.status === 'RUNNING') return { kind: 'none', reason: 'nothing ends it' };
  const second = await predict(testCase, 'reversed');
  if (second.status === 'DECLINED') return { kind: 'none', reason: second.reason };
  const [difference] = compareObservations(first, second);
  return difference === undefined
    ? { kind: 'one' }
    : { kind: 'none', reason: `its ${difference.facet} depends on the order of what runs side by side` };
}
