/** Freezes a profile: the next version, or the newest one again as long as nobody has it. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { KIT_VERSION } from '../kit.ts';
import type { DrawnProfile } from './draw-profile.ts';
import { apiCaseText } from '../suites/api-cases/write-api-case.ts';
import { casesFile, indexFile } from './load-profile.ts';
import type { Profile } from './profile.ts';
import type { Selection } from './selection.ts';
import { compressedLines, digestOf, hashOfLine, indexText, lineOfCase } from './write-profile.ts';

export interface Freezing {
  readonly version: number;
  /** `2026-11-22` */
  readonly date: string;
  readonly reason: string;
  readonly folder: string;
}

export async function freeze(
  { name, about }: Selection,
  { cases, leftOut, apiCases }: DrawnProfile,
  { version, date, reason, folder }: Freezing,
): Promise<Profile> {
  const apiLines = apiCases.map(apiCaseText);
  const lines = [...cases.map(({ case: testCase, entry }) => lineOfCase(testCase, entry)), ...apiLines];
  const profile: Profile = {
    name,
    version,
    date,
    reason,
    about,
    kit: KIT_VERSION,
    digest: digestOf(lines),
    leftOut,
    cases: cases.map(({ entry }) => entry),
    apiCases: apiCases.map(({ name: api, rules }, i) => ({
      api,
      rules,
      hash: hashOfLine(apiLines[i] ?? ''),
    })),
  };
  const file = indexFile(folder, name, version);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(casesFile(folder, name, version), compressedLines(lines));
  await writeFile(file, indexText(profile));
  return profile;
}
