/** Whom a run believed, for those who need nothing else of it. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseSummary } from './parse-summary.ts';
import { readJsonFile } from './read-json-file.ts';

/** undefined where the folder has no summary; throws a RunFileError where it has one that can't be read. */
export async function readOracle(folder: string): Promise<string | undefined> {
  const file = join(folder, 'summary.json');
  const found = await stat(file).catch(() => undefined);
  return found === undefined ? undefined : (await readJsonFile(file, '', parseSummary)).oracle;
}
