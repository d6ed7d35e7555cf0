/** Everything that a finished run leaves in its folder, and what it prints. */
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { consoleReporter } from '../report/console-reporter.ts';
import { htmlReporter } from '../report/html/html-reporter.ts';
import { jsonReporter } from '../report/json-reporter.ts';
import { junitReporter } from '../report/junit-reporter.ts';
import { markdownReporter } from '../report/markdown-reporter.ts';
import { piecesOf, type Report, type ReportedRule, type Reporter } from '../report/report.ts';
import { readLines } from '../report/run-files/read-lines.ts';
import type { Catalogue } from '../rules/catalogue.ts';
import { evidenceText } from '../rules/explain.ts';
import type { Finding } from '../run/finding.ts';
import type { RunFolder } from '../run/run-folder.ts';
import { UsageError } from './command.ts';
import { didYouMean } from './nearest.ts';

export const REPORTERS: readonly Reporter[] = [
  consoleReporter,
  jsonReporter,
  junitReporter,
  markdownReporter,
  htmlReporter,
];

/** The reporters of a run by name; all of them where none is named. `summary.json` is always written. */
export function chosenReporters(names: readonly string[]): readonly Reporter[] {
  if (names.length === 0) return REPORTERS;
  const chosen = reportersNamed(names);
  return chosen.includes(jsonReporter) ? chosen : [jsonReporter, ...chosen];
}

/** The reporters by name and no others, each once. */
export const reportersNamed = (names: readonly string[]): readonly Reporter[] =>
  [...new Set(names)].map((name) => {
    const reporter = REPORTERS.find((one) => one.name === name);
    const known = REPORTERS.map((one) => one.name);
    if (reporter === undefined) {
      throw new UsageError(
        `--reporter: there is no reporter '${name}'.${didYouMean(name, known)} Known are ${known.join(', ')}.`,
      );
    }
    return reporter;
  });

/** Writes the files of a run that has ended and whose lines are written; returns what is for the console. */
export async function writeReports(
  report: Report,
  reporters: readonly Reporter[],
  folder: RunFolder,
): Promise<string> {
  for (const finding of report.findings) await folder.writeFinding(finding);
  const needsCases = report.cases === undefined && reporters.some(({ listsCases }) => listsCases);
  const full = needsCases
    ? { ...report, cases: (await readLines(join(folder.path, 'run.ndjson'))).cases }
    : report;
  return (await renderReports(full, reporters, folder.path)).printed;
}

/** What reporters printed, and the files that they wrote. */
export interface Rendered {
  readonly printed: string;
  readonly files: readonly string[];
}

/**
 * Renders into a folder. A file that is there already is replaced once all of them are whole: what fails half-way leaves
 * everything as it was.
 */
export async function renderReports(
  report: Report,
  reporters: readonly Reporter[],
  folder: string,
): Promise<Rendered> {
  await mkdir(folder, { recursive: true });
  let printed = '';
  const files: string[] = [];
  const partial = (file: string): string => `${file}.partial`;
  try {
    for (const reporter of reporters) {
      const pieces = piecesOf(reporter.render(report));
      if (reporter.file === undefined) {
        printed += [...pieces].join('');
        continue;
      }
      const file = join(folder, reporter.file);
      files.push(file);
      await writeFile(partial(file), pieces);
    }
    for (const file of files) await rename(partial(file), file);
  } finally {
    for (const file of files) await rm(partial(file), { force: true });
  }
  return { printed, files };
}

/** The rules that findings name, as reports show them. */
export function rulesOf(
  findings: readonly Finding[],
  catalogue: Catalogue,
): Readonly<Record<string, ReportedRule>> {
  const ids = new Set(findings.flatMap(({ rules }) => rules));
  return Object.fromEntries(
    [...ids].flatMap((id) => {
      const rule = catalogue.find(id);
      return rule
        ? [[id, { title: rule.title, text: rule.text, evidence: rule.evidence.map(evidenceText) }]]
        : [];
    }),
  );
}
