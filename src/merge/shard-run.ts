/** A shard as merging takes it: the folder of a run whose header says which part of which list it is. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expectNumber, expectObject, expectText } from '../case/shape.ts';
import { hasKey, type JsonObject, type JsonValue } from '../json/value.ts';
import { parseRecord } from '../report/run-files/parse-run-line.ts';
import { RunFileError } from '../report/run-files/run-file-error.ts';
import type { ListIdentity } from '../run/case-list.ts';
import type { RunHeader } from '../run/record.ts';
import type { Shard } from '../run/shard.ts';
import { parsedLine } from './parsed-line.ts';
import { runLines } from './run-lines.ts';

export interface ShardHeader extends RunHeader {
  readonly list: ListIdentity;
  readonly shard: Shard;
}

export interface ShardRun {
  readonly folder: string;
  /** Its `run.ndjson`. */
  readonly file: string;
  readonly header: ShardHeader;
}

/** The runs in a folder: itself, or those right below it, as `--out` of a run gathers them. Throws a RunFileError. */
export async function runFoldersIn(folder: string): Promise<readonly string[]> {
  const found = await stat(folder).catch(() => undefined);
  if (!found?.isDirectory())
    throw new RunFileError(
      folder,
      'there is no such folder. Expected the folder of a run, or one with runs in it.',
    );
  if (await holdsRun(folder)) return [folder];
  const inner: string[] = [];
  for (const name of (await readdir(folder)).toSorted()) {
    if (await holdsRun(join(folder, name))) inner.push(join(folder, name));
  }
  if (inner.length === 0)
    throw new RunFileError(
      folder,
      'holds no run.ndjson, nor does a folder in it. Expected the folder of a run, as conformance --out writes it.',
    );
  return inner;
}

const holdsRun = async (folder: string): Promise<boolean> =>
  (await stat(join(folder, 'run.ndjson')).catch(() => undefined))?.isFile() ?? false;

/** Reads the header alone. Throws a RunFileError where the run is no shard. */
export async function openShard(folder: string): Promise<ShardRun> {
  const file = join(folder, 'run.ndjson');
  for await (const line of runLines(file)) {
    const header = parsedLine(line.text, `${file}:1`, shardHeader);
    return { folder, file, header };
  }
  throw new RunFileError(
    file,
    'is empty: expected the header of a run in line 1. The shard was killed at its start.',
  );
}

function shardHeader(value: JsonValue, place: string): ShardHeader {
  const source = expectObject(value, '');
  const record = parseRecord(value);
  if (record.kind !== 'header')
    throw new RunFileError(place, `expected the header of a run, found a ${record.kind}.`);
  if (!hasKey(source, 'shard') || !hasKey(source, 'list'))
    throw new RunFileError(
      place,
      'expected the header of a shard, found that of a whole run: there is nothing to merge. Shards are runs with --shard i/n.',
    );
  return { ...record, list: listIdentity(source), shard: shardOf(source) };
}

function listIdentity(source: JsonObject): ListIdentity {
  const list = expectObject(source['list'], 'list');
  return {
    total: expectNumber(list['total'], 'list.total'),
    fingerprint: expectText(list['fingerprint'], 'list.fingerprint'),
  };
}

function shardOf(source: JsonObject): Shard {
  const shard = expectObject(source['shard'], 'shard');
  return { index: expectNumber(shard['index'], 'shard.index'), of: expectNumber(shard['of'], 'shard.of') };
}
