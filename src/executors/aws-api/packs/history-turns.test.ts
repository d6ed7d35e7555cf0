import { expect, test } from 'vitest';
import { VirtualClock } from '../../../clock/virtual-clock.ts';
import { HistoryTurns } from './history-turns.ts';

const never = new AbortController().signal;
const QUOTA = { size: 10, refill: 2 };

test('readings are as many as the bucket holds, then as many as it gets', async () => {
  const clock = new VirtualClock(0);
  const turns = new HistoryTurns(clock, QUOTA);
  const at = await Promise.all(
    Array.from({ length: 15 }, async () => {
      await turns.take(false, never);
      return clock.now();
    }),
  );
  // One of the ten is kept for those who can't wait.
  expect(at.filter((time) => time === 0)).toHaveLength(9);
  expect(at.slice(9)).toEqual([500, 1000, 1500, 2000, 2500, 3000]);
});

test('an urgent reading waits for nobody', async () => {
  const clock = new VirtualClock(0);
  const turns = new HistoryTurns(clock, QUOTA);
  const waiting = Array.from({ length: 12 }, () => turns.take(false, never));
  await waiting[8];
  await turns.take(true, never);
  expect(clock.now()).toBe(0);
  await Promise.all(waiting);
  // It took what the others had to do without.
  expect(clock.now()).toBe(2000);
});

test('who is given up takes no turn', async () => {
  const clock = new VirtualClock(0);
  const turns = new HistoryTurns(clock, QUOTA);
  const stop = new AbortController();
  const waiting = Array.from({ length: 10 }, () => turns.take(false, stop.signal));
  await waiting[8];
  stop.abort();
  await Promise.all(waiting);
  expect(clock.now()).toBe(0);
  await turns.take(false, never);
  expect(clock.now()).toBe(500);
});
