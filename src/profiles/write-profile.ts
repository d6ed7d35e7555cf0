/** A profile as its two files: the index, for people and for diffs, and the texts of its cases, compressed. */
import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Case } from '../case/case.ts';
import { caseText } from '../case/write-case.ts';
import type { Profile, ProfileEntry } from './profile.ts';

/** The line of a case in the file of texts; its id is the name that the list knows it by. */
export const lineOfCase = (testCase: Case, entry: ProfileEntry): string =>
  caseText({ ...testCase, id: 'directed' in entry ? entry.directed : entry.hash });

export const digestOf = (lines: readonly string[]): string =>
  createHash('sha256').update(textOf(lines)).digest('hex');

/** As short as the hash of a case. */
export const hashOfLine = (line: string): string =>
  createHash('sha256').update(line).digest('hex').slice(0, 16);

const textOf = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

export const compressedLines = (lines: readonly string[]): Buffer => gzipSync(textOf(lines), { level: 9 });

/** Throws where the bytes are no gzip. */
export const uncompressedLines = (bytes: Buffer): readonly string[] =>
  gunzipSync(bytes).toString('utf8').split('\n').slice(0, -1);

/** One case a line, so that two versions can be compared line by line. */
export function indexText({ name, leftOut, cases, apiCases, ...head }: Profile): string {
  const fields = Object.entries({ profile: name, ...head }).map(
    ([field, value]) => `  ${JSON.stringify(field)}: ${JSON.stringify(value)},\n`,
  );
  const lists = { leftOut, cases, apiCases };
  const parts = Object.entries(lists).map(
    ([field, items]) => `  ${JSON.stringify(field)}: ${oneALine(items)}`,
  );
  return `{\n${fields.join('')}${parts.join(',\n')}\n}\n`;
}

const oneALine = (items: readonly object[]): string =>
  items.length === 0 ? '[]' : `[\n${items.map((item) => `    ${JSON.stringify(item)}`).join(',\n')}\n  ]`;
