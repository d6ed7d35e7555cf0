/**
 * How long to wait for an execution: as long as its case takes by the reference's clock, and a grace beyond it. What the case
 * is expected to lead to decides nothing else.
 */
import type { Case } from '../../case/case.ts';
import { usualPrediction } from '../reference/usual-prediction.ts';

export interface Patience {
  /** Seconds that the case itself takes. */
  readonly seconds: number;
  /** False where nothing is expected to end it: then a short look beyond its last event tells as much as a long one. */
  readonly ends: boolean;
  /** False where AWS itself refuses the definition. */
  readonly valid: boolean;
  /** Invocations to wait for where nothing else tells when they have been made: Lambda hands an event on when it likes. */
  readonly invocations: number;
  /** Seconds after its start at which calls with tokens are submitted, in order. */
  readonly submissions: readonly number[];
}

export async function patienceFor(testCase: Case): Promise<Patience> {
  const { prediction } = await usualPrediction(testCase);
  const { seconds, status } = prediction;
  const invocations = 'invocations' in prediction ? (prediction.invocations ?? []) : [];
  const history = 'history' in prediction ? (prediction.history ?? []) : [];
  const [{ timestamp: started } = { timestamp: 0 }] = history;
  const late = status === 'STARTED' || invocations.some(({ invocationType }) => invocationType === 'Event');
  return {
    seconds,
    ends: status !== 'RUNNING',
    valid: status !== 'INVALID_DEFINITION',
    invocations: late ? invocations.length : 0,
    submissions: history
      .filter(({ type }) => type === 'TaskSubmitted')
      .map(({ timestamp }) => timestamp - started),
  };
}

/** Seconds of grace where nothing is expected to happen any more. */
export const QUIET_SECONDS = 3;
