/** A dated entry of the changelog: what a target does differently, since when, with the cases that show it. */
import { prettyDefinition, prettyInput } from '../report/case-listing.ts';
import { cell, fenced, inline } from '../report/markdown-text.ts';
import { shortLine } from '../report/printable.ts';
import { sidesOf } from '../report/side-by-side.ts';
import { counted } from '../report/verdict-line.ts';
import { findingText } from '../run/run-line-text.ts';
import type { Drift } from './drift.ts';
import { cautions, countsLine, NOT_SHRUNK, recordingTitle, sinceWhen } from './drift-words.ts';
import { dayOf } from './recording.ts';

export interface ChangelogEntry {
  /** `2026-11-22-aws`: the entry is `NAME.md`, its cases lie in the folder `NAME`. */
  readonly name: string;
  readonly text: string;
  /** By the name of the file; `replay` and `bug-report` take them as they take findings. */
  readonly cases: Readonly<Record<string, string>>;
}

/** `today` stands for a recording without a date; `number` tells entries of one day apart, counted from 1. */
export function changelogEntry(drift: Drift, today: string, number = 1): ChangelogEntry {
  const day = dayOf(drift.new) ?? today;
  const target = drift.new.target ?? 'recording';
  const name = `${day}-${target.replace(/[^A-Za-z0-9.-]+/g, '-')}${number === 1 ? '' : `-${number}`}`;
  const { changes, support } = drift;
  const text = [
    `# ${inline(target)}: ${counted(changes.length + support.length, 'change')}, seen ${day}`,
    '',
    `Changed ${sinceWhen(drift)}.`,
    '',
    `- before: ${inline(recordingTitle(drift.old))}`,
    `- now: ${inline(recordingTitle(drift.new))}`,
    `- ${countsLine(drift)}`,
    ...cautions(drift).map((caution) => `- ${inline(caution)}`),
    ...changes.flatMap((change, i) => ['', ...changeSection(change, i + 1, name)]),
    ...support.flatMap(({ kind, reason, count, case: smallest }) => [
      '',
      `## ${kind}: ${counted(count, 'case')}`,
      '',
      inline(shortLine(reason)),
      '',
      fenced(prettyDefinition(smallest), 'json'),
    ]),
    ...(changes.length > 0 ? ['', NOT_SHRUNK] : []),
    '',
  ].join('\n');
  return {
    name,
    text,
    cases: Object.fromEntries(changes.map((change) => [`${change.id}.json`, findingText(change)])),
  };
}

function changeSection(change: Drift['changes'][number], number: number, name: string): readonly string[] {
  return [
    `## ${number}. ${inline(change.title)}`,
    '',
    `Rule ${change.rules.map((rule) => `\`${rule}\``).join(', ')}; ${counted(change.count, 'case')}; the smallest: [${change.id}.json](${name}/${change.id}.json).`,
    '',
    '| | before | now |',
    '| --- | --- | --- |',
    ...sidesOf(change).map(
      ({ label, expected, observed }) => `| ${inline(label)} | ${cell(expected)} | ${cell(observed)} |`,
    ),
    '',
    fenced(prettyDefinition(change.case), 'json'),
    '',
    'Input:',
    '',
    fenced(prettyInput(change.case), 'json'),
  ];
}
