/** The directed suites from the project's own files; the only part of them that touches the disk. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseJson } from '../json/parse.ts';
import { readSuite } from './read-suite.ts';
import type { SuiteFile } from './suite.ts';

const FOLDER = fileURLToPath(new URL('../../suites/', import.meta.url));

/** Folders of `suites/` that hold something else than cases. */
const OTHERS = ['rules', 'profiles', 'facts'];

/** Every file of every suite, in the order of their names; `names` picks suites. */
export function loadSuites(names?: readonly string[], folder = FOLDER): readonly SuiteFile[] {
  return globSync('*/*.json', { cwd: folder })
    .filter((file) => !OTHERS.some((other) => file.startsWith(`${other}/`)))
    .toSorted()
    .map((file) => loadFile(join(folder, file), file))
    .filter(({ suite }) => names === undefined || names.includes(suite));
}

function loadFile(path: string, name: string): SuiteFile {
  const parsing = parseJson(readFileSync(path, 'utf8'));
  if (!parsing.ok) throw new Error(`${path}: not JSON: ${parsing.message}`);
  return readSuite(parsing.value, name);
}
