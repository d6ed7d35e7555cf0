/** A finding as an issue for the tracker of the target, in Markdown. */
import type { Observation } from '../../case/observation.ts';
import type { ComparedEvent } from '../../compare/history/event.ts';
import { writeJson } from '../../json/write.ts';
import type { Finding } from '../../run/finding.ts';
import { prettyDefinition, prettyInput } from '../case-listing.ts';
import { alignHistories, type HistoryRow } from '../histories/align-histories.ts';
import { cell, fenced, inline } from '../markdown-text.ts';
import { oneLine, printable, shortLine } from '../printable.ts';
import type { ReportedRule } from '../report.ts';
import { placeText, sidesOf } from '../side-by-side.ts';
import { reproductionOf } from './reproduction.ts';

export interface BugReportSetting {
  /** The rules that the finding names, as far as the catalogue has them. */
  readonly rules: Readonly<Record<string, ReportedRule>>;
  /** What the reproduction asks: a URL, quoted for a shell. */
  readonly endpoint: string;
  /** Whose behaviour is expected. */
  readonly oracle: string;
  /** The command that runs the minimal case again. */
  readonly replay: string;
  readonly kit: string;
}

export function bugReport(finding: Finding, setting: BugReportSetting): string {
  const { title, target, level, rules } = finding;
  const { oracle } = setting;
  const reproduction = reproductionOf(finding, setting.endpoint, oracle);
  return [
    `# ${inline(title)}`,
    '',
    `Step Functions on ${inline(target)} does something else than ${inline(oracle)}: ${inline(placeText(finding.difference))} differs.`,
    ...(level === 'warning'
      ? [
          '',
          `**How ${inline(oracle)} behaves here is inferred, not seen: please check before changing anything.**`,
        ]
      : []),
    '',
    ...differenceTable(finding, oracle),
    '',
    `## What ${inline(oracle)} does, and how that is known`,
    '',
    ...rules.flatMap((id) => ruleLines(id, setting.rules[id])),
    '## The smallest machine that shows it',
    '',
    fenced(prettyDefinition(finding.case), 'json'),
    '',
    `${finding.case.machine.type === 'EXPRESS' ? 'An Express machine. ' : ''}Its input:`,
    '',
    fenced(prettyInput(finding.case), 'json'),
    '',
    '## How to reproduce it',
    '',
    'With the AWS CLI, `zip` and a POSIX shell:',
    '',
    fenced(printable(reproduction.script).trimEnd(), 'sh'),
    ...reproduction.notes.map((note) => `\n${note}`),
    '',
    ...outcome(`Expected (${inline(oracle)})`, finding.expected),
    ...outcome('Observed', finding.observed),
    ...histories(finding, oracle),
    '---',
    '',
    `Found by sfn-conformance ${inline(setting.kit)}, which runs generated machines on a target and compares with what AWS does. It repeats the case with:`,
    '',
    fenced(setting.replay, 'sh'),
    '',
  ].join('\n');
}

const differenceTable = (finding: Finding, oracle: string): readonly string[] => [
  `| | ${inline(oracle)} | ${inline(finding.target)} |`,
  '| --- | --- | --- |',
  ...sidesOf(finding).map(
    ({ label, expected, observed }) => `| ${cell(label)} | ${cell(expected)} | ${cell(observed)} |`,
  ),
];

function ruleLines(id: string, rule: ReportedRule | undefined): readonly string[] {
  if (rule === undefined) return [`Rule ${inline(id)}.`, ''];
  return [
    `${inline(rule.text)} (rule ${inline(id)})`,
    '',
    ...rule.evidence.map((line) => `- ${inline(line)}`),
    '',
  ];
}

/** What DescribeExecution says, and what else was seen but the history. */
function outcome(heading: string, { history: _, ...seen }: Observation): readonly string[] {
  const fields = Object.entries(seen).filter(
    ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
  );
  const lines = fields.map(([field, value]) => {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return `${field}: ${shortLine(text, 2000)}`;
  });
  return [`## ${heading}`, '', fenced(lines.join('\n'), ''), ''];
}

/** Rows of both histories around the first difference. */
const BEFORE = 3;
const BEHIND = 8;

function histories({ expected, observed }: Finding, oracle: string): readonly string[] {
  const aligned = alignHistories(expected, observed);
  if (aligned?.first === undefined) return [];
  const at = aligned.rows.indexOf(aligned.first);
  const start = Math.max(0, at - BEFORE);
  const rows = aligned.rows.slice(start, at + BEHIND);
  const left = aligned.rows.length - start - rows.length;
  const text = [
    ...(start > 0 ? [`  (${start} equal events before)`] : []),
    ...rows.flatMap(rowLines),
    ...(left > 0 ? [`  (${left} more)`] : []),
  ];
  return [
    '## Where the histories part',
    '',
    `\`-\` only ${inline(oracle)}, \`+\` only ${inline('the target')}:`,
    '',
    fenced(text.join('\n'), 'diff'),
    '',
  ];
}

function rowLines({ kind, expected, observed }: HistoryRow): readonly string[] {
  if (kind === 'different') {
    return [
      ...(expected ? [`- ${eventText(expected)}`] : []),
      ...(observed ? [`+ ${eventText(observed)}`] : []),
    ];
  }
  const event = expected ?? observed;
  return event ? [`  ${Number.isNaN(event.id) ? '' : `${event.id} `}${oneLine(event.type)}`] : [];
}

const eventText = ({ id, type, details }: ComparedEvent): string =>
  `${Number.isNaN(id) ? '' : `${id} `}${oneLine(type)} ${shortLine(writeJson(details), 600)}`;
