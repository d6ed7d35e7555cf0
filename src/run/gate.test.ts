import { expect, test } from 'vitest';
import { Gate } from './gate.ts';

test('lets no more through than there are places, in the order in which they came', async () => {
  const gate = new Gate(2);
  const started: number[] = [];
  let [inside, most] = [0, 0];
  const work = (n: number) => async (): Promise<void> => {
    started.push(n);
    most = Math.max(most, ++inside);
    await new Promise((resolve) => setImmediate(resolve));
    inside -= 1;
    if (n === 1) throw new Error('one that fails leaves its place too');
  };
  const ends = await Promise.allSettled([0, 1, 2, 3, 4].map((n) => gate.pass(work(n))));
  expect(most).toBe(2);
  expect(started).toEqual([0, 1, 2, 3, 4]);
  expect(ends.filter(({ status }) => status === 'rejected')).toHaveLength(1);
});

test('work that only waits steps aside for others, so many at most', async () => {
  const gate = new Gate(1, 1);
  const [first, second] = [await gate.enter(), gate.enter()];
  first.stepAside();
  const next = await second;
  next.stepAside(); // one is aside already
  let entered = false;
  const third = gate.enter().then((place) => {
    entered = true;
    return place;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(entered).toBe(false);
  first.leave(); // it had left its place before
  await new Promise((resolve) => setImmediate(resolve));
  expect(entered).toBe(false);
  next.leave();
  (await third).leave();
});
