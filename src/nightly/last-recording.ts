/** The recording that tonight's is compared with. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseSummary } from '../report/run-files/parse-summary.ts';
import { readJsonFile } from '../report/run-files/read-json-file.ts';
import { RunFileError } from '../report/run-files/run-file-error.ts';

/** What each night's recording is called in the folder of the night. */
export const RECORDING = 'recording';

/** The newest complete one under the folder of all nights; undefined on the first night. */
export async function lastRecording(nights: string): Promise<string | undefined> {
  let newest: { readonly path: string; readonly started: string } | undefined;
  for (const night of await foldersIn(nights)) {
    const path = join(nights, night, RECORDING);
    const summary = await readJsonFile(join(path, 'summary.json'), '', parseSummary).catch(
      (error: unknown) => {
        // A night that was killed has none.
        if (error instanceof RunFileError) return undefined;
        throw error;
      },
    );
    if (summary?.complete && (newest === undefined || summary.started > newest.started))
      newest = { path, started: summary.started };
  }
  return newest?.path;
}

async function foldersIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder, { withFileTypes: true })).flatMap((entry) =>
      entry.isDirectory() ? [entry.name] : [],
    );
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
