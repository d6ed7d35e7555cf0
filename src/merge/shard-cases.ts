/** The cases of a shard, read as a stream and held against the part of the list that the shard is. */
import { parseCase } from '../case/parse-case.ts';
import { expectObject, ShapeError } from '../case/shape.ts';
import type { Case } from '../case/case.ts';
import { valueAt, type JsonObject, type JsonValue } from '../json/value.ts';
import type { OutlinedLine } from '../report/case-outline.ts';
import { parseRecord, type ReadRecord } from '../report/run-files/parse-run-line.ts';
import { RunFileError } from '../report/run-files/run-file-error.ts';
import type { RunFooter } from '../run/record.ts';
import { shardOfCase, shardSize, shardText } from '../run/shard.ts';
import { parsedLine } from './parsed-line.ts';
import type { Places } from './places.ts';
import { runLines } from './run-lines.ts';
import type { ShardRun } from './shard-run.ts';

export interface ShardCase extends OutlinedLine {
  /** The case itself, parsed when it is asked for. */
  readonly whole: () => Case;
  /** The line as JSON. */
  readonly source: JsonObject;
}

/**
 * Yields the cases and returns the footer. `seen` notes the places that were read, over all shards. Throws a RunFileError
 * where the run is incomplete, and where a case is doubled or belongs to another shard.
 */
export async function* shardCases(
  { file, header }: ShardRun,
  seen: Places,
): AsyncGenerator<ShardCase, RunFooter> {
  const { shard, list } = header;
  const name = `shard ${shardText(shard)}`;
  let footer: RunFooter | undefined;
  let [last, cases] = [1, 0];
  for await (const line of runLines(file)) {
    const place = `${file}:${line.number}`;
    last = line.number;
    if (line.number === 1) continue;
    if (footer !== undefined) throw new RunFileError(place, 'expected the end of the file after the footer.');
    const { record, source } = lineOf(line.text, place);
    if (record.kind === 'header')
      throw new RunFileError(place, 'expected a case or the footer, found a header.');
    if (record.kind === 'footer') footer = record;
    else {
      cases += 1;
      checkPlace(record.index, { file, header }, seen, place);
      yield { ...record, source, whole: () => wholeCase(source, place) };
    }
  }
  if (footer === undefined)
    throw new RunFileError(
      `${file}:${last}`,
      `expected a footer as the last line. ${name} was killed half-way, or is still going: nothing is graded. Run it again with --shard ${shardText(shard)}.`,
    );
  const size = shardSize(list.total, shard);
  if (!footer.complete || cases !== size)
    throw new RunFileError(
      `${file}:${last}`,
      `${name} is incomplete: expected ${size} cases, found ${cases}${footer.stopped === undefined ? '' : ` (${footer.stopped})`}. Nothing is graded. Run it again with --shard ${shardText(shard)}.`,
    );
  return footer;
}

interface Line {
  readonly record: ReadRecord;
  readonly source: JsonObject;
}

/** Of a case that differs all is needed as it was spelled, of the others nothing. */
function lineOf(text: string, place: string): Line {
  const line = parsedLine(text, place, recordOf, 'any');
  const differs = line.record.kind === 'case' && line.record.verdict.kind === 'diverges';
  return differs ? parsedLine(text, place, recordOf) : line;
}

const recordOf = (value: JsonValue): Line => ({
  record: parseRecord(value),
  source: expectObject(value, ''),
});

function checkPlace(
  index: number,
  { header }: Pick<ShardRun, 'file' | 'header'>,
  seen: Places,
  place: string,
): void {
  const { shard, list } = header;
  if (!Number.isInteger(index) || index >= list.total)
    throw new RunFileError(
      place,
      `index: expected a place of the list, from 0 to ${list.total - 1}, found ${index}.`,
    );
  const owner = shardOfCase(index, shard.of);
  if (owner !== shard.index)
    throw new RunFileError(
      place,
      `index: case ${index} belongs to shard ${owner}/${shard.of}, found it in ${shardText(shard)}: the shards overlap.`,
    );
  if (!seen.add(index))
    throw new RunFileError(place, `index: case ${index} was there before: a line is doubled.`);
}

function wholeCase(source: JsonObject, place: string): Case {
  const value = valueAt(source, 'case') ?? null;
  const parsing = parseCase(value);
  if (!parsing.ok)
    throw new RunFileError(place, `${new ShapeError('case', `a case (${parsing.message})`, value).message}.`);
  return parsing.case;
}
