/** The reference interpreter as an executor. */
import type { Case } from '../case/case.ts';
import type { Observation } from '../case/observation.ts';
import type { Executor, ExecutorOutcome } from './executor.ts';
import { predict, type Prediction } from './reference/predict.ts';
import { usualPrediction } from './reference/usual-prediction.ts';
import { nextPicks, VersionPicks } from '../case/version-picks.ts';

export function referenceExecutor(): Executor {
  return {
    name: 'reference',
    execute: async (testCase: Case, signal: AbortSignal): Promise<ExecutorOutcome> => {
      if (signal.aborted) return { kind: 'indeterminate', fault: 'cancelled', reason: 'the run was stopped' };
      const { prediction, picks } = await usualPrediction(testCase);
      const outcome = outcomeOf(prediction);
      if (picks.choices.length === 0 || outcome.kind !== 'observed') return outcome;
      const others = await otherObservations(testCase, picks);
      if (others === undefined) return { kind: 'declined', reason: TOO_MANY };
      return { ...outcome, others };
    },
    close: async () => {},
  };
}

function outcomeOf(prediction: Prediction): ExecutorOutcome {
  if (prediction.status === 'DECLINED') return { kind: 'declined', reason: prediction.reason };
  const { rules, inferred, seconds: _seconds, ...observation } = prediction;
  return { kind: 'observed', observation, rules, inferred };
}

/** Ways to go that are predicted one by one; each call of an alias with weights doubles them. */
const MOST_WAYS = 32;

const TOO_MANY = `aliases with weights are called so often that there are more than ${MOST_WAYS} ways to go`;

/** Everything else that AWS may do, one observation for each way in which its aliases may lead; undefined if that is too much. */
async function otherObservations(
  testCase: Case,
  first: VersionPicks,
): Promise<readonly Observation[] | undefined> {
  const others: Observation[] = [];
  for (let wanted = nextPicks([], first.choices); wanted !== undefined;) {
    if (others.length + 1 >= MOST_WAYS) return undefined;
    const picks = new VersionPicks(wanted);
    const outcome = outcomeOf(await predict(testCase, 'in order', undefined, picks));
    if (outcome.kind !== 'observed') return undefined;
    others.push(outcome.observation);
    wanted = nextPicks(wanted, picks.choices);
  }
  return others;
}
