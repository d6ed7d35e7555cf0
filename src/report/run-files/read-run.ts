/** A finished run read back from its folder, so that every reporter can be run on it again. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Counts } from '../../run/tally.ts';
import type { Report } from '../report.ts';
import { readFindings } from './read-findings.ts';
import { readJsonFile } from './read-json-file.ts';
import { readLines, type ReadLines } from './read-lines.ts';
import { RunFileError } from './run-file-error.ts';
import { parseSummary } from './parse-summary.ts';
import type { Summary } from '../../run/summary.ts';

/** All of a report but the rules, which the catalogue holds, and the name of the folder. */
export type FinishedRun = Required<Pick<Report, 'summary' | 'findings' | 'cases'>>;

/**
 * Reads `run.ndjson` as a stream, `summary.json` and `findings/`, and holds them against each other. Throws a RunFileError
 * that names the file and the line where something is cut, missing, or contradicts the rest. Writes nothing.
 */
export async function readRun(folder: string): Promise<FinishedRun> {
  const found = await stat(folder).catch(() => undefined);
  if (!found?.isDirectory()) {
    throw new RunFileError(
      folder,
      'there is no such folder. Expected the folder of a run, with its run.ndjson.',
    );
  }
  const lines = await readLines(join(folder, 'run.ndjson'));
  const summaryFile = join(folder, 'summary.json');
  const summary = await readJsonFile(
    summaryFile,
    'The run ended before its reports were written: run it again.',
    parseSummary,
  );
  holdAgainst(summary, lines, summaryFile);
  return { summary, findings: await readFindings(folder, summary, summaryFile), cases: lines.cases };
}

const COUNTS = [
  'cases',
  'conforms',
  'diverges',
  'declined',
  'indeterminate',
] as const satisfies readonly (keyof Counts)[];

/** What the summary and the lines both say must be the same. */
function holdAgainst(summary: Summary, { header, footer }: ReadLines, file: string): void {
  const said: Readonly<Record<string, unknown>> = { ...summary };
  const expected: Readonly<Record<string, unknown>> = {
    target: header.target,
    oracle: header.oracle,
    seed: header.seed,
    kit: header.kit,
    complete: footer.complete,
    ...Object.fromEntries(COUNTS.map((count) => [count, footer[count]])),
  };
  for (const [field, value] of Object.entries(expected)) {
    if (said[field] === value) continue;
    throw new RunFileError(
      file,
      `${field}: expected ${JSON.stringify(value)}, as run.ndjson says, found ${JSON.stringify(said[field])}. ` +
        'The two files are not of one run, or one was changed.',
    );
  }
}
