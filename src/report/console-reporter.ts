/**
 * What a run prints at its end: the verdict first, then each finding in a few lines, then how to go on. A target's texts are
 * hostile: none reaches the terminal as anything but visible characters.
 */
import { definitionText, inputText } from '../executors/case-text.ts';
import type { Finding } from '../run/finding.ts';
import { machineFigures, machineSections } from './machine-report.ts';
import { oneLine, shortLine } from './printable.ts';
import { MAY_BE_SMALLER, replayCommand, shrinkCommand, type Report, type Reporter } from './report.ts';
import { sidesOf } from './side-by-side.ts';
import { believed, conclusion, counted, LIMIT_REACHED, ratesLine, verdictLine } from './verdict-line.ts';

export const consoleReporter = {
  name: 'console',
  render: (report: Report): string => {
    const { summary, findings, folder } = report;
    const reasons = summary.reasons
      .slice(0, MOST_REASONS)
      .map(({ reason, count }) => `  ${count} × ${cut(reason)}`);
    const left = summary.reasons.length - reasons.length;
    return [
      '',
      conclusion(summary),
      `${verdictLine(summary)} (${ratesLine(summary)})`,
      ...reasons,
      ...(left > 0 ? [`  and ${counted(left, 'other reason')}, all in summary.json`] : []),
      ...machineLines(report),
      ...findings.flatMap((finding, i) => ['', ...findingLines(finding, i + 1, report)]),
      '',
      ...(summary.shrinkLimitReached ? [LIMIT_REACHED] : []),
      `Report: ${oneLine(folder)}`,
      '',
    ].join('\n');
  },
} satisfies Reporter;

const MOST_REASONS = 8;
const MOST_ITEMS = 12;

/** A user's own machine: figures, then what there is to know about them. */
function machineLines({ summary: { machine, target } }: Report): readonly string[] {
  if (machine === undefined) return [];
  return [
    '',
    `${cut(machine.name)} (${machine.type}, ${counted(machine.states, 'state')}): ${machineFigures(machine, target)}`,
    ...machineSections(machine, target).flatMap(({ title, items }) => [
      `  ${title}:`,
      ...items.slice(0, MOST_ITEMS).map((item) => `    ${cut(item)}`),
      ...(items.length > MOST_ITEMS ? [`    and ${items.length - MOST_ITEMS} more, in summary.json`] : []),
    ]),
  ];
}

function findingLines(
  finding: Finding,
  number: number,
  { folder, rules, summary }: Report,
): readonly string[] {
  const { title, count, level, states, case: minimal } = finding;
  const [aws, target] = padded(believed(summary), 'target');
  const evidence = finding.rules.flatMap(
    (id) => rules[id]?.evidence.slice(0, 1).map((line) => `   ${oneLine(id)}: ${cut(line)}`) ?? [],
  );
  return [
    `${number}. ${cut(title)}${level === 'warning' ? ' [warning: inferred]' : ''}: ${counted(count, 'case')}`,
    `   ${finding.mayBeSmaller ? 'smallest' : 'minimal'} machine (${counted(states, 'state')}): ${cut(definitionText(minimal))}`,
    `   input: ${cut(inputText(minimal))}`,
    ...(finding.mayBeSmaller ? [`   ${MAY_BE_SMALLER}: ${shrinkCommand(folder, finding)}`] : []),
    ...sidesOf(finding).flatMap(({ label, expected, observed }) => [
      `   ${label}`,
      `     ${aws} ${expected}`,
      `     ${target} ${observed}`,
    ]),
    ...evidence,
    `   ${replayCommand(folder, finding)}`,
  ];
}

/** Both names with a colon, equally long. */
function padded(one: string, other: string): readonly [string, string] {
  const width = Math.max(one.length, other.length) + 1;
  return [`${one}:`.padEnd(width), `${other}:`.padEnd(width)];
}

const cut = (text: string): string => shortLine(text, 700);
