import { expect, test } from 'vitest';
import { readShard, shardOfCase, shardSize } from './shard.ts';

const shardOf = (text: string, environment: Readonly<Record<string, string>> = {}): unknown => {
  const reading = readShard(text, environment);
  return reading.ok ? reading.shard : reading.problem;
};

test('a place and a number of shards', () => {
  expect(shardOf('3/8')).toEqual({ index: 3, of: 8 });
  expect(shardOf('1/1')).toEqual({ index: 1, of: 1 });
});

test.each(['0/8', '9/8', '3', '3/0', '-1/8', 'x/8', '1.5/2', '3/8/9', ''])("'%s' is refused", (text) => {
  expect(shardOf(text)).toMatch(/expected i|of how many/);
});

test('auto takes what the engine says, counted from 0', () => {
  const batch = { AWS_BATCH_JOB_ARRAY_INDEX: '2', AWS_BATCH_JOB_ARRAY_SIZE: '5' };
  expect(shardOf('auto', batch)).toEqual({ index: 3, of: 5 });
  expect(shardOf('auto/8', { JOB_COMPLETION_INDEX: '7' })).toEqual({ index: 8, of: 8 });
});

test('auto without what it needs says what is missing', () => {
  expect(shardOf('auto')).toMatch(/AWS_BATCH_JOB_ARRAY_INDEX \(AWS Batch\) nor JOB_COMPLETION_INDEX/);
  expect(shardOf('auto', { JOB_COMPLETION_INDEX: '0' })).toMatch(/write auto\/n/);
  expect(shardOf('auto/8', { JOB_COMPLETION_INDEX: '8' })).toMatch(/from 1 to n/);
  expect(shardOf('auto/8', { JOB_COMPLETION_INDEX: 'third' })).toMatch(/'third', and not a number/);
});

test('each case falls to one shard, and sizes differ by one at most', () => {
  for (const [total, of] of [
    [10, 3],
    [8, 8],
    [5, 8],
    [0, 2],
  ] as const) {
    const counts = Array.from({ length: of }, () => 0);
    for (let place = 0; place < total; place++) {
      const index = shardOfCase(place, of) - 1;
      counts[index] = (counts[index] ?? 0) + 1;
    }
    expect(counts).toEqual(Array.from({ length: of }, (_, i) => shardSize(total, { index: i + 1, of })));
  }
});
