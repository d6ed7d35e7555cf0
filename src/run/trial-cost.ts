/**
 * What a trial costs when a case is shrunk, as bounds count it: not by a clock, so that equal runs end at the same place on a
 * machine of any speed.
 */
import type { Trial } from './trial.ts';

/** One that waits for an end in vain takes as long as a target's grace; so many others are made meanwhile. */
const IN_VAIN = 5;

/** One that is given up when it is overdue. */
const GIVEN_UP = 2;

/** Seconds by a case's own clock that go by in the shadow of its other work. */
const IN_PASSING = 2;

/** 1 for most; more for what is waited for. */
export function costOf({ oracle, target }: Pick<Trial, 'oracle' | 'target'>, seconds: number): number {
  const wait = isInVain({ oracle, target }) ? IN_VAIN : isGivenUp(target) ? GIVEN_UP : 1;
  return wait + Math.floor(seconds / IN_PASSING);
}

/** The target says that it runs, long after it should have ended. */
export const isInVain = ({ oracle, target }: Pick<Trial, 'oracle' | 'target'>): boolean =>
  isRunning(target) && !isRunning(oracle);

const isGivenUp = (outcome: Trial['target']): boolean =>
  outcome.kind === 'indeterminate' && outcome.fault === 'cancelled';

const isRunning = (outcome: Trial['target']): boolean =>
  outcome.kind === 'observed' && outcome.observation.status === 'RUNNING';
