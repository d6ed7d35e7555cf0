/** What oracle and target did with a few cases of the shards, in place of running them. */
import { contentHash } from '../case/content-hash.ts';
import type { Executor, ExecutorOutcome } from '../executors/executor.ts';
import { parseOutcome } from '../run/parse-outcome.ts';
import { Places } from './places.ts';
import { shardCases } from './shard-cases.ts';
import type { ShardRun } from './shard-run.ts';

export interface RecordedSides {
  readonly oracle: Executor;
  readonly target: Executor;
}

interface RecordedCase {
  readonly oracle: ExecutorOutcome;
  readonly target: ExecutorOutcome;
}

/** `wanted` are places of the list; of other cases nothing is known. */
export async function recordedSides(
  shards: readonly ShardRun[],
  wanted: ReadonlySet<number>,
): Promise<RecordedSides> {
  const recorded = new Map<string, RecordedCase>();
  for (const shard of shards) {
    const seen = new Places(shard.header.list.total);
    for await (const { index, source, whole } of shardCases(shard, seen)) {
      if (!wanted.has(index)) continue;
      recorded.set(contentHash(whole()), {
        oracle: parseOutcome(source['oracle'], 'oracle'),
        target: parseOutcome(source['target'], 'target'),
      });
    }
  }
  const side = (name: string, of: (one: RecordedCase) => ExecutorOutcome): Executor => ({
    name,
    execute: async (testCase) => {
      const found = recorded.get(contentHash(testCase));
      return found ? of(found) : { kind: 'indeterminate', fault: 'setup', reason: 'it was not recorded' };
    },
    close: async () => {},
  });
  const { header } = shards[0] as ShardRun;
  return {
    oracle: side(header.oracle, ({ oracle }) => oracle),
    target: side(header.target, ({ target }) => target),
  };
}
