/** `--shard`. */
import { readShard, type Shard } from '../run/shard.ts';
import { UsageError } from './command.ts';

/** Undefined where the option isn't given: the run is the whole list. */
export function shardOption(text: string | undefined): Shard | undefined {
  if (text === undefined) return undefined;
  const reading = readShard(text, process.env);
  if (!reading.ok) throw new UsageError(`--shard: ${reading.problem}.`);
  return reading.shard;
}
