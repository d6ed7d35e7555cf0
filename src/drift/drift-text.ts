/** A drift for the console. */
import { definitionText, inputText } from '../executors/case-text.ts';
import { shortLine } from '../report/printable.ts';
import { shellPath } from '../report/shell-quote.ts';
import { sidesOf } from '../report/side-by-side.ts';
import { counted } from '../report/verdict-line.ts';
import { driftExitCode, type Drift, type SupportChange } from './drift.ts';
import { cautions, countsLine, NOT_SHRUNK, recordingTitle, sinceWhen } from './drift-words.ts';

export function driftText(drift: Drift): string {
  const { changes, support } = drift;
  return [
    `old: ${shortLine(recordingTitle(drift.old))}`,
    `new: ${shortLine(recordingTitle(drift.new))}`,
    countsLine(drift),
    ...cautions(drift).map((caution) => `Note: ${shortLine(caution)}`),
    '',
    verdictOf(drift),
    ...changes.flatMap((change, i) => ['', ...changeLines(change, i + 1)]),
    ...support.flatMap((change) => ['', ...supportLines(change)]),
    ...(changes.length > 0 ? ['', NOT_SHRUNK] : []),
    '',
  ].join('\n');
}

function verdictOf(drift: Drift): string {
  const { counts, changes, support } = drift;
  if (driftExitCode(drift) === 2) return 'Nothing could be compared: no case has a result in both.';
  if (counts.changed + counts.support === 0) return 'Nothing has changed.';
  return `Changed ${sinceWhen(drift)}: ${counted(changes.length + support.length, 'cause')}.`;
}

function changeLines(change: Drift['changes'][number], number: number): readonly string[] {
  return [
    `${number}. ${cut(change.title)}: ${counted(change.count, 'case')}`,
    `   rule: ${change.rules.join(', ')}`,
    `   smallest machine (${counted(change.states, 'state')}): ${cut(definitionText(change.case))}`,
    `   input: ${cut(inputText(change.case))}`,
    ...sidesOf(change).flatMap(({ label, expected, observed }) => [
      `   ${label}`,
      `     before: ${expected}`,
      `     now:    ${observed}`,
    ]),
  ];
}

const supportLines = ({ kind, reason, count, case: smallest }: SupportChange): readonly string[] => [
  `${kind}: ${counted(count, 'case')}: ${cut(reason)}`,
  `   smallest machine: ${cut(definitionText(smallest))}`,
];

const cut = (text: string): string => shortLine(text, 700);

/** How to keep what was found. */
export const changelogHint = (old: string, now: string): string =>
  `Write it into the changelog: npm run -s drift -- ${shellPath(old)} ${shellPath(now)} --changelog\n`;
