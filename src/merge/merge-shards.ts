/** What the shards of a run come to together: counts of all, and the divergences that findings are made of. */
import { Divergences } from '../run/divergences.ts';
import type { RunFooter, RunHeader } from '../run/record.ts';
import { Tally } from '../run/tally.ts';
import { Places } from './places.ts';
import { shardCases } from './shard-cases.ts';
import type { ShardRun } from './shard-run.ts';

export interface MergedShards {
  /** The header that the whole run would have had; it started when the first shard did. */
  readonly header: RunHeader;
  readonly tally: Tally;
  readonly divergences: Divergences;
  readonly footer: RunFooter;
}

/** Reads every shard once, as a stream. Throws a RunFileError where one can't be graded. */
export async function mergeShards(
  shards: readonly [ShardRun, ...ShardRun[]],
  onCases: (cases: number) => void = () => {},
): Promise<MergedShards> {
  const [first] = shards;
  const { shard: _, ...header } = first.header;
  const seen = new Places(header.list.total);
  const tally = new Tally();
  const divergences = new Divergences();
  let [cases, ended] = [0, ''];
  for (const shard of shards) {
    const lines = shardCases(shard, seen);
    for (;;) {
      const next = await lines.next();
      if (next.done) {
        ended = latest(ended, next.value.ended);
        break;
      }
      const { verdict, features, transitions, index, suite, whole } = next.value;
      tally.add(verdict, features, transitions);
      if (verdict.kind === 'diverges')
        divergences.add({ index, case: whole(), features, suite }, verdict.differences);
      onCases(++cases);
    }
  }
  const started = shards.map((shard) => shard.header.started).reduce(earliest);
  return {
    header: { ...header, started },
    tally,
    divergences,
    footer: { kind: 'footer', ...tally.counts, complete: true, ended },
  };
}

const earliest = (a: string, b: string): string => (a < b ? a : b);
const latest = (a: string, b: string): string => (a > b ? a : b);
