/** The files of `findings/`, in the order of the summary. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Finding } from '../../run/finding.ts';
import type { Summary } from '../../run/summary.ts';
import { parseFinding } from './parse-finding.ts';
import { readJsonFile } from './read-json-file.ts';
import { RunFileError } from './run-file-error.ts';

/** Throws a RunFileError where a file is missing, isn't the finding that its name says, or isn't in the summary. */
export async function readFindings(
  folder: string,
  { findings }: Pick<Summary, 'findings'>,
  summaryFile: string,
): Promise<readonly Finding[]> {
  const directory = join(folder, 'findings');
  await refuseStrangers(directory, new Set(findings.map(({ id }) => `${id}.json`)), summaryFile);
  const read: Finding[] = [];
  for (const { id } of findings) {
    if (/[/\\]/.test(id)) {
      throw new RunFileError(summaryFile, `findings: expected the name of a file, found "${id}".`);
    }
    const file = join(directory, `${id}.json`);
    const finding = await readFinding(file, `${summaryFile} names it: expected its minimal case here.`);
    if (finding.id !== id) {
      throw new RunFileError(file, `id: expected "${id}", as the file's name says, found "${finding.id}".`);
    }
    read.push(finding);
  }
  return read;
}

/** One finding from its file; throws a RunFileError. */
export const readFinding = (file: string, missing: string): Promise<Finding> =>
  readJsonFile(file, missing, parseFinding);

async function refuseStrangers(
  directory: string,
  known: ReadonlySet<string>,
  summaryFile: string,
): Promise<void> {
  let names: readonly string[] = [];
  try {
    names = await readdir(directory);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    if (known.size > 0)
      throw new RunFileError(
        directory,
        `there is no such folder; ${summaryFile} names ${known.size} findings.`,
      );
  }
  const stranger = names.find((name) => name.endsWith('.json') && !known.has(name));
  if (stranger === undefined) return;
  throw new RunFileError(
    join(directory, stranger),
    `${summaryFile} doesn't name this finding: expected as many files as findings. Move it elsewhere, or run again.`,
  );
}
