/** The JSON values of a recording's files, each with its place; lines of a run are read as a stream. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ShapeError } from '../../case/shape.ts';
import { parseJson } from '../../json/parse.ts';
import { isJsonArray, type JsonValue } from '../../json/value.ts';
import { textLines } from '../../report/run-files/text-lines.ts';

export interface PlacedValue {
  /** `FILE`, `FILE:LINE` or `FILE[INDEX]`, for messages. */
  readonly place: string;
  readonly value: JsonValue;
}

/** Of a file (`.json`, `.ndjson`) or of all of a folder, in the order of their names. Throws a ShapeError for what isn't JSON. */
export async function* recordedValues(path: string): AsyncGenerator<PlacedValue> {
  for (const file of await filesAt(path)) yield* valuesIn(file);
}

async function filesAt(path: string): Promise<readonly string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const names = await readdir(path, { recursive: true });
  return names
    .filter((name) => /\.(?:json|ndjson)$/.test(name))
    .toSorted()
    .map((name) => join(path, name));
}

async function* valuesIn(file: string): AsyncGenerator<PlacedValue> {
  if (!file.endsWith('.ndjson')) {
    const value = parsed(await readFile(file, 'utf8'), file);
    if (isJsonArray(value))
      for (const [i, item] of value.entries()) yield { place: `${file}[${i}]`, value: item };
    else yield { place: file, value };
    return;
  }
  for await (const { number, text } of textLines(file)) {
    const place = `${file}:${number}`;
    if (text.trim() !== '') yield { place, value: parsed(text, place) };
  }
}

function parsed(text: string, place: string): JsonValue {
  const parsing = parseJson(text);
  if (!parsing.ok) throw new ShapeError(place, `JSON (${parsing.message})`, text.slice(0, 40));
  return parsing.value;
}
