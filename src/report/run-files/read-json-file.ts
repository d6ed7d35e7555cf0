/** A JSON file of a run's folder, or a line of one, read by a parser of ours; what is wrong is said with file and line. */
import { readFile } from 'node:fs/promises';
import { ShapeError } from '../../case/shape.ts';
import { parseJson } from '../../json/parse.ts';
import type { JsonValue } from '../../json/value.ts';
import { RunFileError } from './run-file-error.ts';

/** Throws a RunFileError; `missing` is what to do where there is no such file. */
export async function readJsonFile<T>(
  file: string,
  missing: string,
  parse: (value: JsonValue) => T,
): Promise<T> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new RunFileError(file, `there is no such file. ${missing}`);
  }
  return readJson(text, file, 'the file', parse);
}

/** `place` is `FILE`, to which the line is added, or `FILE:LINE`. */
export function readJson<T>(text: string, place: string, what: string, parse: (value: JsonValue) => T): T {
  const parsing = parseJson(text);
  if (!parsing.ok) {
    const lines = text.slice(0, parsing.offset).split('\n');
    const at = lines.length > 1 || !/:\d+$/.test(place) ? `${place}:${lines.length}` : place;
    const cut = parsing.offset >= text.trimEnd().length ? ' It ends in the middle: it was cut.' : '';
    throw new RunFileError(
      at,
      `expected ${what} as JSON, found what isn't: ${parsing.message} (column ${(lines.at(-1) ?? '').length + 1}).${cut}`,
    );
  }
  return shaped(parsing.value, place, parse);
}

/**
 * The same for a line of thousands: numbers lose their spelling, which takes most of the time to keep. `place` must be
 * `FILE:LINE`.
 */
export function readPlainJson<T>(
  text: string,
  place: string,
  what: string,
  parse: (value: JsonValue) => T,
): T {
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch {
    return readJson(text, place, what, parse);
  }
  return shaped(value, place, parse);
}

function shaped<T>(value: JsonValue, place: string, parse: (value: JsonValue) => T): T {
  try {
    return parse(value);
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    throw new RunFileError(place, `${error.message}.`);
  }
}
