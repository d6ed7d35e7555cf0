/** The figures of a run in words; reporters share them. */
import type { Summary } from '../run/summary.ts';
import { oneLine } from './printable.ts';

/** Where the limit on shrinking ended the search for causes, what that means. */
export const LIMIT_REACHED =
  'Shrinking reached its limit: further causes may be behind what differs. --shrink-limit N sets it.';

export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** `1 case`, `2 cases`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

export function verdictLine({ cases, conforms, diverges, declined, indeterminate }: Summary): string {
  return `${cases} cases: ${conforms} conform, ${diverges} diverge, ${declined} declined, ${indeterminate} indeterminate`;
}

/** Both figures, never one. */
export const ratesLine = ({ divergenceRate, coverageRate }: Summary): string =>
  `divergence ${percent(divergenceRate)}, coverage ${percent(coverageRate)}`;

/** Whose behaviour is expected: AWS's where the reference or AWS itself is the oracle, else the oracle's. */
export const believed = ({ oracle }: Pick<Summary, 'oracle'>): string =>
  oracle === 'reference' || oracle === 'aws' ? 'AWS' : oneLine(oracle);

/** What the run says as a whole. */
export function conclusion(summary: Summary): string {
  const { complete, stopped, cases, conforms, diverges } = summary;
  const target = oneLine(summary.target);
  if (!complete) {
    return `INCOMPLETE: ${oneLine(stopped ?? 'not every case was run')}. Such a run grades nothing.`;
  }
  if (diverges > 0) return `${target} differs from ${believed(summary)}.`;
  if (conforms === cases) return `${target} conforms on every case that it ran.`;
  return conforms === 0
    ? `Nothing is known of ${target}: none of the ${cases} cases could be judged.`
    : `${target} conforms on the ${conforms} of ${cases} cases that could be judged.`;
}
