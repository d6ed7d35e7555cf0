/** Whether a bundle's files are those of its manifest. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseJson } from '../json/parse.ts';
import { isJsonArray, isJsonObject, valueAt, type JsonValue } from '../json/value.ts';
import { MANIFEST } from './bundle.ts';
import { describeFiles, manifestText, type ManifestFile } from './manifest.ts';

/** What doesn't agree, file by file. */
export async function checkManifest(folder: string): Promise<readonly string[]> {
  const file = join(folder, MANIFEST);
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return [`${file}: there is no such file.`];
  const found = await describeFiles(folder);
  if (text === manifestText(found)) return [];
  const parsing = parseJson(text);
  if (!parsing.ok) return [`${file}: not JSON (${parsing.message}).`];
  const problems = compare(listed(parsing.value), found, folder);
  return problems.length > 0
    ? problems
    : [`${file}: it names the right files and isn't written as the kit writes it: it was changed.`];
}

function compare(
  said: ReadonlyMap<string, JsonValue>,
  found: readonly ManifestFile[],
  folder: string,
): readonly string[] {
  const there = new Set(found.map(({ path }) => path));
  const gone = [...said.keys()].filter((path) => !there.has(path));
  return [
    ...gone.map((path) => `${join(folder, path)}: the manifest lists it, and it isn't there.`),
    ...found.flatMap(({ path, bytes, sha256 }) => {
      const entry = said.get(path);
      if (entry === undefined) return [`${join(folder, path)}: the manifest doesn't list it.`];
      const [length, hash] = isJsonObject(entry) ? [valueAt(entry, 'bytes'), valueAt(entry, 'sha256')] : [];
      if (length !== bytes)
        return [
          `${join(folder, path)}: expected ${JSON.stringify(length)} bytes, as the manifest says, found ${bytes}.`,
        ];
      return hash === sha256
        ? []
        : [`${join(folder, path)}: its SHA-256 isn't the manifest's: the file was changed, or the manifest.`];
    }),
  ];
}

/** The entries by path, as far as they can be made out. */
function listed(value: JsonValue): ReadonlyMap<string, JsonValue> {
  const files = isJsonObject(value) ? valueAt(value, 'files') : undefined;
  const entries = isJsonArray(files) ? files : [];
  return new Map(
    entries.flatMap((entry) => {
      const path = isJsonObject(entry) ? valueAt(entry, 'path') : undefined;
      return typeof path === 'string' ? [[path, entry] as const] : [];
    }),
  );
}
