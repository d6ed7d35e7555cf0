/** Whether shards are the parts of one run: of one list, each part once, none missing. */
import { RunFileError } from '../report/run-files/run-file-error.ts';
import { shardText } from '../run/shard.ts';
import type { ShardHeader, ShardRun } from './shard-run.ts';

/** What shards of one run have in common, with what it means that they don't. */
const IN_COMMON: readonly {
  readonly field: string;
  readonly of: (header: ShardHeader) => string;
}[] = [
  { field: 'kit', of: ({ kit }) => kit },
  { field: 'target', of: ({ target }) => target },
  { field: 'oracle', of: ({ oracle }) => oracle },
  { field: 'seed', of: ({ seed }) => String(seed) },
  { field: 'runs', of: ({ runs }) => String(runs) },
  { field: 'suites', of: ({ suites }) => suites.join(', ') },
  { field: 'the machine', of: ({ machine }) => JSON.stringify(machine ?? null) },
  { field: 'the number of shards', of: ({ shard }) => String(shard.of) },
  { field: 'the length of the list', of: ({ list }) => String(list.total) },
  { field: 'the fingerprint of the list', of: ({ list }) => list.fingerprint },
];

/** The shards in order of their parts. Throws a RunFileError that names both sides where they don't belong together. */
export function partsOfOneRun(shards: readonly ShardRun[]): readonly ShardRun[] {
  const [first, ...others] = shards;
  if (first === undefined) throw new RunFileError('nothing', 'expected the folders of shards.');
  for (const other of others) compareHeaders(first, other);
  const { of } = first.header.shard;
  const parts = new Map<number, ShardRun>();
  for (const shard of shards) {
    const { index } = shard.header.shard;
    const twin = parts.get(index);
    if (twin !== undefined)
      throw new RunFileError(
        `${shard.file}:1`,
        `is shard ${shardText(shard.header.shard)}, and so is ${twin.file}: expected every part once. Leave one of the two out.`,
      );
    parts.set(index, shard);
  }
  const missing = Array.from({ length: of }, (_, i) => i + 1).filter((index) => !parts.has(index));
  if (missing.length > 0)
    throw new RunFileError(
      first.folder,
      `is one of ${of} shards, and ${missing.map((index) => `${index}/${of}`).join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing: ` +
        `expected the folders of all ${of}. Without them nothing is graded.`,
    );
  return [...parts.values()].toSorted((a, b) => a.header.shard.index - b.header.shard.index);
}

function compareHeaders(first: ShardRun, other: ShardRun): void {
  for (const { field, of } of IN_COMMON) {
    const [expected, found] = [of(first.header), of(other.header)];
    if (expected === found) continue;
    throw new RunFileError(
      `${other.file}:1`,
      `${field}: expected ${expected}, as in ${first.file}, found ${found}. ` +
        'Shards of one run have one kit, target, seed and list: run the odd one again with the options of the others.',
    );
  }
}
