/** Puts emitted files into a folder: a new one, an empty one, or one that the kit wrote before. */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseJson } from '../../json/parse.ts';
import { isJsonArray, isJsonObject, valueAt } from '../../json/value.ts';
import { MachineProblem } from '../machine-problem.ts';
import { CASES_FOLDER, MANIFEST, TEST_FILE, type EmittedFile } from './emitted-file.ts';

/** Throws a MachineProblem, and touches nothing, where the folder holds what the kit didn't write. */
export async function checkFolder(folder: string): Promise<void> {
  const names = await namesIn(folder);
  const own = new Set(await ownFiles(folder));
  const foreign = names.filter((name) => !own.has(name));
  if (foreign.length === 0) return;
  const shown = foreign.slice(0, 3).join(', ') + (foreign.length > 3 ? ', …' : '');
  throw new MachineProblem(
    `--emit-tests ${folder}: the folder holds what this kit didn't write (${shown}), and nothing is written over. ` +
      'Name a new folder, or an earlier one of --emit-tests.',
  );
}

/** What the kit wrote there before goes first. */
export async function writeFiles(folder: string, files: readonly EmittedFile[]): Promise<void> {
  await checkFolder(folder);
  for (const name of await ownFiles(folder)) await rm(join(folder, name), { force: true });
  for (const { path, text } of files) {
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text);
  }
}

/** Files of a folder and of those in it; none where there is no such folder. */
async function namesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw new MachineProblem(`--emit-tests ${folder}: expected a folder (${error.code}).`);
    },
  );
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, '/').length).replaceAll('\\', '/'));
}

const CASE_FILE = /^[\w.-]+\.json$/;

/** What the manifest of an earlier time lists, and itself. */
async function ownFiles(folder: string): Promise<readonly string[]> {
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch(() => undefined);
  const parsing = text === undefined ? undefined : parseJson(text);
  if (!parsing?.ok || !isJsonObject(parsing.value) || valueAt(parsing.value, 'madeBy') !== 'sfn-conformance')
    return [];
  const cases = valueAt(parsing.value, 'cases');
  const files = (isJsonArray(cases) ? cases : [])
    .map((one) => (isJsonObject(one) ? valueAt(one, 'file') : undefined))
    .filter((file): file is string => typeof file === 'string' && CASE_FILE.test(file));
  return [MANIFEST, TEST_FILE, ...files.map((file) => `${CASES_FOLDER}/${file}`)];
}
