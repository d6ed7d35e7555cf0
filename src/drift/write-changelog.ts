/** Writes an entry of the changelog; what is there already is never written over. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { changelogEntry } from './changelog.ts';
import type { Drift } from './drift.ts';

/** The entry's file. A second entry of a day and a target is called `NAME-2`, and so on. */
export async function writeChangelog(drift: Drift, folder: string, today: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (let n = 1; ; n++) {
    const { name, text, cases } = changelogEntry(drift, today, n);
    const file = join(folder, `${name}.md`);
    if (!(await writeNew(file, text))) continue;
    if (Object.keys(cases).length > 0) await mkdir(join(folder, name), { recursive: true });
    for (const [caseName, caseText] of Object.entries(cases))
      await writeFile(join(folder, name, caseName), caseText);
    return file;
  }
}

/** False where the file exists already. */
async function writeNew(file: string, text: string): Promise<boolean> {
  try {
    await writeFile(file, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
