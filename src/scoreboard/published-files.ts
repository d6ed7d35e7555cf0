/** The folder of published results: `TARGET/KIT.json`. */
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { spelled } from '../json/spelled.ts';
import { readJsonFile } from '../report/run-files/read-json-file.ts';
import { RunFileError } from '../report/run-files/run-file-error.ts';
import { parsePublished } from './parse-published.ts';
import type { Published } from './published.ts';

/** A name that is safe in paths and addresses. */
export const fileName = (text: string): string => text.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^\.+/, '');

/** A newer result of the same version of the kit takes the place of the older one. Returns the file. */
export async function writePublished(published: Published, folder: string): Promise<string> {
  const file = join(folder, fileName(published.target), `${fileName(published.kit)}.json`);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(published, spelled, 1)}\n`);
  return file;
}

/** All of them, by target and date. Throws a RunFileError that names file and place. */
export async function readAllPublished(folder: string): Promise<readonly Published[]> {
  let names: readonly string[];
  try {
    names = await readdir(folder, { recursive: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new RunFileError(
      folder,
      'there is no such folder. Publish a run first: npm run -s publish -- RUNDIR',
    );
  }
  const files = names.filter((name) => name.endsWith('.json')).toSorted();
  const published = await Promise.all(
    files.map((name) => readJsonFile(join(folder, name), 'It was there a moment ago.', parsePublished)),
  );
  return published.toSorted(
    (a, b) => compare(a.target, b.target) || compare(a.date, b.date) || compareVersions(a.kit, b.kit),
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const compareVersions = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });
