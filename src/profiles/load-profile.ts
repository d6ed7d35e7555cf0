/** Profiles from the project's own files; the only part of them that touches the disk. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ShapeError } from '../case/shape.ts';
import { parseJson, parseJsonOrThrow } from '../json/parse.ts';
import { readApiCase, type FrozenApiCase } from '../suites/api-cases/write-api-case.ts';
import { FrozenList } from './frozen-list.ts';
import { profileTitle, type Profile } from './profile.ts';
import { readProfile } from './read-profile.ts';
import { digestOf, hashOfLine, uncompressedLines } from './write-profile.ts';

export const PROFILES_FOLDER = fileURLToPath(new URL('../../suites/profiles/', import.meta.url));

export const indexFile = (folder: string, name: string, version: number): string =>
  join(folder, name, `${version}.json`);

export const casesFile = (folder: string, name: string, version: number): string =>
  join(folder, name, `${version}.cases.ndjson.gz`);

/** The names of all profiles, and the versions of each, the oldest first. */
export function profileVersions(folder = PROFILES_FOLDER): ReadonlyMap<string, readonly number[]> {
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return new Map(
    names
      .map(({ name }) => name)
      .toSorted()
      .map((name) => [
        name,
        readdirSync(join(folder, name))
          .flatMap((file) => (/^\d+\.json$/.test(file) ? [Number.parseInt(file, 10)] : []))
          .toSorted((a, b) => a - b),
      ]),
  );
}

export interface LoadedProfile {
  readonly profile: Profile;
  readonly list: FrozenList;
  /** In the order of the profile's entries. */
  readonly apiCases: readonly FrozenApiCase[];
}

/** Cases of both kinds. */
export const totalOf = ({ list, apiCases }: LoadedProfile): number => list.total + apiCases.length;

/** Throws an Error that names the file where it is damaged: that is a defect of this checkout. */
export function loadProfile(name: string, version: number, folder = PROFILES_FOLDER): LoadedProfile {
  const file = indexFile(folder, name, version);
  const profile = readIndex(file);
  if (profile.name !== name || profile.version !== version)
    throw new Error(`${file}: expected ${name} ${version}, found ${profileTitle(profile)}`);
  const lines = uncompressedLines(readFileSync(casesFile(folder, name, version)));
  if (digestOf(lines) !== profile.digest || lines.length !== profile.cases.length + profile.apiCases.length)
    throw new Error(
      `${casesFile(folder, name, version)}: its texts are not those that ${file} was frozen with. ` +
        'A published version is never changed: get both files back, and freeze another version.',
    );
  const count = profile.cases.length;
  const list = new FrozenList(profile, lines.slice(0, count));
  return { profile, list, apiCases: lines.slice(count).map((line, i) => apiCaseOf(line, profile, i)) };
}

function apiCaseOf(line: string, profile: Profile, index: number): FrozenApiCase {
  const apiCase = readApiCase(parseJsonOrThrow(line));
  const entry = profile.apiCases[index];
  if (entry?.api !== apiCase.name || entry.hash !== hashOfLine(line))
    throw new Error(
      `${profileTitle(profile)}: apiCases[${index}]: expected the text of ${entry?.api}, found another`,
    );
  return apiCase;
}

function readIndex(file: string): Profile {
  const parsing = parseJson(readFileSync(file, 'utf8'));
  if (!parsing.ok) throw new Error(`${file}: not JSON: ${parsing.message}`);
  try {
    return readProfile(parsing.value);
  } catch (error) {
    if (error instanceof ShapeError) throw new Error(`${file}: ${error.message}`, { cause: error });
    throw error;
  }
}
