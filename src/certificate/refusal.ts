/** When there is no certificate, whatever the verdicts are. */
import type { Counts } from '../run/tally.ts';
import type { ObservationsFooter } from './observations.ts';

/** Of the whole list; beyond it too little was learnt. */
const MOST_INDETERMINATE = 0.01;

/** Why nothing can be certified; undefined where it can. */
export function refusal(
  { cases, indeterminate }: Pick<Counts, 'cases' | 'indeterminate'>,
  total: number,
  { stopped }: Pick<ObservationsFooter, 'stopped'>,
): string | undefined {
  if (cases < total || stopped !== undefined)
    return `the run is incomplete: ${cases} of ${total} cases were run${stopped === undefined ? '' : ` (${stopped})`}`;
  if (indeterminate > total * MOST_INDETERMINATE)
    return (
      `of ${indeterminate} of ${total} cases nothing was learnt, and ${Math.floor(total * MOST_INDETERMINATE)} ` +
      `(${MOST_INDETERMINATE * 100} % of the list) are the most`
    );
  return undefined;
}
