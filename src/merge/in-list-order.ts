/** The lines of the cases of all shards in the order of the list, as they were written, one a shard in memory. */
import { runLines } from './run-lines.ts';
import type { ShardRun } from './shard-run.ts';

interface Head {
  readonly index: number;
  readonly text: string;
}

/**
 * For shards that were read before and are as they should be. Within a shard cases stand in the order in which they ended, so
 * of the next ones of all shards the earliest is taken.
 */
export async function* inListOrder(shards: readonly ShardRun[]): AsyncGenerator<string> {
  const streams = shards.map(({ file }) => caseLines(file));
  const heads = await Promise.all(streams.map(nextOf));
  for (;;) {
    let earliest = -1;
    for (const [i, head] of heads.entries()) {
      if (head && head.index < (heads[earliest]?.index ?? Infinity)) earliest = i;
    }
    const [head, stream] = [heads[earliest], streams[earliest]];
    if (head === undefined || stream === undefined) return;
    yield head.text;
    heads[earliest] = await nextOf(stream);
  }
}

async function* caseLines(file: string): AsyncGenerator<Head> {
  for await (const { text } of runLines(file)) {
    const { kind, index } = JSON.parse(text) as { readonly kind: string; readonly index: number };
    if (kind === 'case') yield { index, text };
  }
}

async function nextOf(stream: AsyncGenerator<Head>): Promise<Head | undefined> {
  const next = await stream.next();
  return next.done ? undefined : next.value;
}
