/** The catalogue from the project's own files; the only part of the rules that touches the disk. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseJson } from '../json/parse.ts';
import type { JsonValue } from '../json/value.ts';
import type { Catalogue } from './catalogue.ts';
import { readCatalogue } from './read-catalogue.ts';

const FOLDER = fileURLToPath(new URL('../../suites/rules/', import.meta.url));

/** Reads every file of the folder, in the order of their names. */
export function loadCatalogue(folder = FOLDER): Catalogue {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .toSorted();
  return readCatalogue(names.map((name) => ({ name, content: readFile(join(folder, name)) })));
}

function readFile(path: string): JsonValue {
  const parsing = parseJson(readFileSync(path, 'utf8'));
  if (!parsing.ok) throw new Error(`${path}: not JSON: ${parsing.message}`);
  return parsing.value;
}
