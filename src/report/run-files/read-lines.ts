/** The lines of `run.ndjson` as outlines, one line in memory at a time. */
import { VERDICT_KINDS } from '../../compare/verdict.ts';
import type { RunFooter, RunHeader } from '../../run/record.ts';
import { outlineOf, type CaseOutline } from '../case-outline.ts';
import { parseRecord } from './parse-run-line.ts';
import { readPlainJson } from './read-json-file.ts';
import { RunFileError } from './run-file-error.ts';
import { textLines, type TextLine } from './text-lines.ts';

export interface ReadLines {
  readonly header: RunHeader;
  readonly cases: readonly CaseOutline[];
  readonly footer: RunFooter;
}

/**
 * Throws a RunFileError for a file without header or footer, a line that is cut or isn't a record, a line after the footer,
 * and a footer that counts other lines.
 */
export async function readLines(file: string): Promise<ReadLines> {
  let header: RunHeader | undefined;
  let footer: RunFooter | undefined;
  const cases: CaseOutline[] = [];
  let last = 0;
  for await (const line of linesOf(file)) {
    const place = `${file}:${line.number}`;
    last = line.number;
    if (footer !== undefined) throw new RunFileError(place, 'expected the end of the file after the footer.');
    if (!line.ended) {
      throw new RunFileError(
        place,
        'the line was cut off: expected a whole JSON object and a line feed. The run was killed while it wrote; run it again.',
      );
    }
    const record = readPlainJson(line.text, place, 'a line of a run', parseRecord);
    if ((header === undefined) !== (record.kind === 'header')) {
      throw new RunFileError(
        place,
        `expected ${header === undefined ? 'the header of a run' : 'a case or the footer'}, found a ${record.kind}.`,
      );
    }
    if (record.kind === 'header') header = record;
    else if (record.kind === 'footer') footer = record;
    else cases.push(outlineOf(record));
  }
  if (header === undefined) throw new RunFileError(file, 'is empty: expected the header of a run in line 1.');
  if (footer === undefined) {
    throw new RunFileError(
      `${file}:${last}`,
      'expected a footer as the last line. Without it the run is incomplete and grades nothing: it was killed; run it again.',
    );
  }
  holdAgainst(footer, cases, `${file}:${last}`);
  return { header, cases: cases.toSorted((a, b) => a.index - b.index), footer };
}

async function* linesOf(file: string): AsyncGenerator<TextLine> {
  try {
    yield* textLines(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new RunFileError(
      file,
      'there is no such file. Expected the folder of one run, as conformance writes it.',
    );
  }
}

function holdAgainst(footer: RunFooter, cases: readonly CaseOutline[], place: string): void {
  const found = { cases: cases.length, ...countsOf(cases) };
  for (const [kind, count] of Object.entries(found)) {
    const said = footer[kind as keyof typeof found];
    if (said === count) continue;
    throw new RunFileError(
      place,
      `the footer counts ${said} ${kind}, the lines before it ${count}: expected them to agree. Lines are missing or doubled.`,
    );
  }
}

function countsOf(cases: readonly CaseOutline[]): Record<CaseOutline['verdict'], number> {
  const counts = Object.fromEntries(VERDICT_KINDS.map((kind) => [kind, 0])) as Record<
    CaseOutline['verdict'],
    number
  >;
  for (const { verdict } of cases) counts[verdict] += 1;
  return counts;
}
