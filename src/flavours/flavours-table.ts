/** The table of flavours by targets, as Markdown. */
import { inline } from '../report/markdown-text.ts';
import type { Counts } from '../run/tally.ts';
import type { FlavoursOfTarget } from './count-flavours.ts';
import { FLAVOURS } from './flavours-of.ts';

const LEGEND =
  'Cases run, and of them: conform / diverge / declined / indeterminate. A case with several flavours counts for each of them; ' +
  'its difference may be elsewhere than in the flavour.';

export function flavoursTable(targets: readonly FlavoursOfTarget[]): string {
  const names = targets.map(({ target }) => inline(target));
  return [
    `| flavour | ${names.join(' | ')} |`,
    `| --- |${' ---: |'.repeat(targets.length)}`,
    ...FLAVOURS.map(
      (flavour) => `| ${flavour} | ${targets.map(({ flavours }) => cellOf(flavours[flavour])).join(' | ')} |`,
    ),
    '',
    LEGEND,
    '',
  ].join('\n');
}

const cellOf = ({ cases, conforms, diverges, declined, indeterminate }: Counts): string =>
  cases === 0 ? '–' : `${cases}: ${conforms} / ${diverges} / ${declined} / ${indeterminate}`;
