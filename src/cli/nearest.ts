/** Which known name was probably meant. */
import { distance } from 'fastest-levenshtein';

/** The nearest name, where it is near enough to be a slip. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const [best] = known
    .map((candidate) => ({ candidate, slips: distance(name.toLowerCase(), candidate.toLowerCase()) }))
    .toSorted((a, b) => a.slips - b.slips);
  return best && best.slips <= Math.max(2, Math.ceil(best.candidate.length / 3)) ? best.candidate : undefined;
}

/** ` Did you mean 'x'?`, or nothing. */
export function didYouMean(name: string, known: readonly string[], prefix = ''): string {
  const candidate = nearest(name, known);
  return candidate === undefined ? '' : ` Did you mean '${prefix}${candidate}'?`;
}
