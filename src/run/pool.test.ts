import { expect, test } from 'vitest';
import { runPool } from './pool.ts';

async function* numbers(count: number): AsyncIterable<number> {
  for (let i = 0; i < count; i++) yield i;
}

const never = new AbortController().signal;

test('an item that only waits makes room for the next ones', async () => {
  const order: string[] = [];
  const first = Promise.withResolvers<void>();
  await runPool(
    numbers(3),
    1,
    async (item, stepAside) => {
      order.push(`begin ${item}`);
      if (item === 0) {
        stepAside();
        await first.promise;
      }
      if (item === 2) first.resolve();
      order.push(`end ${item}`);
    },
    never,
  );
  expect(order.slice(0, 3)).toEqual(['begin 0', 'begin 1', 'end 1']);
  expect(order).toHaveLength(6);
});

test('a defect in the work, or in what gives the items, ends the pool once what runs has ended', async () => {
  const ended: number[] = [];
  const work = async (item: number): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    ended.push(item);
    if (item === 0) throw new Error('work');
  };
  await expect(runPool(numbers(100), 2, work, never)).rejects.toThrow('work');
  expect(ended.length).toBeLessThan(10);
  const broken = async function* (): AsyncIterable<number> {
    yield 1;
    throw new Error('items');
  };
  ended.length = 0;
  await expect(runPool(broken(), 2, work, never)).rejects.toThrow('items');
  expect(ended).toEqual([1]);
});
