/** A line of a run's file, parsed; what is wrong with it is said with the file and the line. */
import { ShapeError } from '../case/shape.ts';
import { parseJson, type JsonParsing } from '../json/parse.ts';
import type { JsonValue } from '../json/value.ts';
import { RunFileError } from '../report/run-files/run-file-error.ts';

/**
 * Throws a RunFileError where the text isn't JSON, or `parse` finds another shape. A line whose numbers and keys nobody looks
 * at is read without regard to how they were spelled, which is several times as fast.
 */
export function parsedLine<T>(
  text: string,
  place: string,
  parse: (value: JsonValue, place: string) => T,
  spelling: 'as spelled' | 'any' = 'as spelled',
): T {
  const parsing = spelling === 'any' ? parsedQuickly(text) : parseJson(text);
  if (!parsing.ok)
    throw new RunFileError(place, `expected a line of JSON, found what isn't (${parsing.message}).`);
  try {
    return parse(parsing.value, place);
  } catch (error) {
    if (error instanceof ShapeError) throw new RunFileError(place, `${error.message}.`);
    throw error;
  }
}

function parsedQuickly(text: string): JsonParsing {
  try {
    return { ok: true, value: JSON.parse(text) as JsonValue };
  } catch {
    // It says where.
    return parseJson(text);
  }
}
