/** How far a run is. */
import type { Counts } from './tally.ts';

export interface Progress extends Counts {
  readonly phase: 'running' | 'shrinking' | 'done';
  readonly total: number;
  /** Milliseconds since the start. */
  readonly elapsed: number;
  readonly findings: number;
}

/** Cases a second so far. */
export const rateOf = ({ cases, elapsed }: Progress): number =>
  elapsed === 0 ? 0 : (cases * 1000) / elapsed;

/** Seconds that the rest will take at this rate; undefined at the very start. */
export function secondsLeft(progress: Progress): number | undefined {
  const rate = rateOf(progress);
  return rate === 0 ? undefined : (progress.total - progress.cases) / rate;
}

/** One line: counts, rate, time left, divergences so far. */
export function progressLine(progress: Progress): string {
  const { phase, cases, total, conforms, diverges, declined, indeterminate, findings } = progress;
  const left = secondsLeft(progress);
  const rest = left !== undefined ? `, ${duration(left)} left` : '';
  const pace = phase === 'running' ? ` (${rateOf(progress).toFixed(1)}/s${rest})` : '';
  const verdicts = `${conforms} conform, ${diverges} diverge, ${declined} declined, ${indeterminate} indeterminate`;
  const tail =
    phase === 'shrinking'
      ? `; looking for the smallest cases, ${findings} ${findings === 1 ? 'finding' : 'findings'} so far`
      : '';
  return `${cases}/${total} cases${pace}: ${verdicts}${tail}`;
}

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  return `${Math.ceil(seconds / 60)} min`;
}
