/**
 * What a trial costs when a case is shrunk, as bounds count it: not by a clock, so that equal runs end at the same place on a
 * machine of any speed.
 */
import type { Trial } from './trial.ts';

/** One that waits for an end in vain takes as long as a target's grace; so many others are made meanwhile. */
const IN_VAIN = 5;

/** Seconds by a case's own clock that go by in the shadow of its other work. */
const IN_PASSING = 2;

/** 1 for most; more for what is waited for. */
export function costOf({ oracle, target }: Pick<Trial, 'oracle' | 'target'>, seconds: number): number {
  const inVain = isRunning(target) && !isRunning(oracle);
  return (inVain ? IN_VAIN : 1) + Math.floor(seconds / IN_PASSING);
}

const isRunning = (outcome: Trial['target']): boolean =>
  outcome.kind === 'observed' && outcome.observation.status === 'RUNNING';
