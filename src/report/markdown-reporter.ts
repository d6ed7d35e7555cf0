/** Markdown, fit for the summary of a pull request: figures, a table of the findings, then each of them folded. */
import type { Finding } from '../run/finding.ts';
import { prettyDefinition, prettyInput } from './case-listing.ts';
import { cell, fenced, inline, summaryText } from './markdown-text.ts';
import { machineFigures, machineSections } from './machine-report.ts';
import { shortLine } from './printable.ts';
import { MAY_BE_SMALLER, replayCommand, type Report, type Reporter } from './report.ts';
import { sidesOf } from './side-by-side.ts';
import { believed, conclusion, counted, LIMIT_REACHED, percent } from './verdict-line.ts';

export const markdownReporter = {
  name: 'markdown',
  file: 'report.md',
  render: (report: Report): string => {
    const { summary, findings } = report;
    return [
      `# ${inline(summary.target)} against ${inline(summary.oracle)}`,
      '',
      inline(conclusion(summary)),
      '',
      '| cases | conform | diverge | declined | indeterminate | divergence | coverage |',
      '| --: | --: | --: | --: | --: | --: | --: |',
      `| ${summary.cases} | ${summary.conforms} | ${summary.diverges} | ${summary.declined} | ${summary.indeterminate} | ${percent(summary.divergenceRate)} | ${percent(summary.coverageRate)} |`,
      '',
      `Seed ${summary.seed}, kit ${inline(summary.kit)}, suites ${inline(summary.suites.join(', '))}.`,
      ...reasons(report),
      ...machine(report),
      ...table(findings),
      ...(summary.shrinkLimitReached ? ['', LIMIT_REACHED] : []),
      ...findings.slice(0, MOST_FULL).flatMap((finding, i) => ['', ...section(finding, i + 1, report)]),
      ...(findings.length > MOST_FULL
        ? [
            '',
            `The other ${findings.length - MOST_FULL} findings are in \`findings/\` and in the HTML report.`,
          ]
        : []),
      '',
    ].join('\n');
  },
} satisfies Reporter;

/** What is in full; GitHub takes a summary of 1 MiB. */
const MOST_FULL = 50;
const LONGEST_LISTING = 6000;

function table(findings: readonly Finding[]): readonly string[] {
  if (findings.length === 0) return [];
  return [
    '',
    '## Findings',
    '',
    '| | finding | rule | cases |',
    '| --: | --- | --- | --: |',
    ...findings.map(
      ({ title, rules, level, count }, i) =>
        `| ${i + 1} | ${inline(shortLine(title))}${level === 'warning' ? ' (warning)' : ''} | ${inline(rules.join(', '))} | ${count} |`,
    ),
  ];
}

function reasons({ summary }: Report): readonly string[] {
  if (summary.reasons.length === 0) return [];
  return [
    '',
    '## Not judged',
    '',
    ...summary.reasons.map(({ reason, count }) => `- ${count} × ${inline(shortLine(reason))}`),
  ];
}

/** A user's own machine. */
function machine({ summary: { machine: examined, target } }: Report): readonly string[] {
  if (examined === undefined) return [];
  return [
    '',
    `## ${inline(examined.name)}`,
    '',
    `${examined.type}, ${counted(examined.states, 'state')}. ${inline(machineFigures(examined, target))}`,
    ...machineSections(examined, target).flatMap(({ title, items }) => [
      '',
      `### ${inline(title)}`,
      '',
      ...items.map((item) => `- ${inline(shortLine(item))}`),
    ]),
  ];
}

function section(finding: Finding, number: number, report: Report): readonly string[] {
  const { title, level, count, states, rules } = finding;
  return [
    '<details>',
    `<summary>${number}. ${summaryText(shortLine(title))}</summary>`,
    '',
    `${counted(count, 'case')}; ${finding.mayBeSmaller ? 'smallest' : 'minimal'} machine of ${counted(states, 'state')}.`,
    ...(finding.mayBeSmaller ? ['', `${sentence(MAY_BE_SMALLER)}.`] : []),
    ...(level === 'warning' ? ['', 'A warning: AWS is known by inference only.'] : []),
    '',
    ...rules.flatMap((id) => ruleLines(id, report)),
    fenced(shortened(prettyDefinition(finding.case)), 'json'),
    '',
    'Input:',
    '',
    fenced(shortened(prettyInput(finding.case)), 'json'),
    '',
    `| | ${inline(believed(report.summary))} | target |`,
    '| --- | --- | --- |',
    ...sidesOf(finding).map(
      ({ label, expected, observed }) => `| ${cell(label)} | ${cell(expected)} | ${cell(observed)} |`,
    ),
    '',
    fenced(replayCommand(report.folder, finding), 'sh'),
    '',
    '</details>',
  ];
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const shortened = (text: string): string =>
  text.length <= LONGEST_LISTING
    ? text
    : `${text.slice(0, LONGEST_LISTING)}\n… (${text.length} characters in all; the finding's file has them)`;

function ruleLines(id: string, { rules }: Report): readonly string[] {
  const rule = rules[id];
  if (rule === undefined) return [];
  return [
    `**${inline(id)}** ${inline(rule.text)}`,
    '',
    ...rule.evidence.map((line) => `- ${inline(line)}`),
    '',
  ];
}
