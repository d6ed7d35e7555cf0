import { expect, test } from 'vitest';
import { TimerQueue } from './timer-queue.ts';

/** What it fires until nothing is due at the time. */
function fire(queue: TimerQueue, now: number): readonly number[] {
  const at: number[] = [];
  for (let due = queue.takeDue(now); due !== undefined; due = queue.takeDue(now)) {
    due.fire();
    at.push(due.at);
  }
  return at;
}

test.each([
  [[5, 3, 8, 1, 9, 2, 7, 4, 6, 0]],
  [[0, 1, 2, 3, 4, 5]],
  [[5, 4, 3, 2, 1, 0]],
  [[3, 1, 3, 1, 2, 2]],
])('fires %s earliest first', (times) => {
  const queue = new TimerQueue();
  for (const at of times) queue.add(at, () => {});
  expect(fire(queue, 100)).toEqual(times.toSorted((a, b) => a - b));
});

test('fires equal times in the order in which they were set', () => {
  const queue = new TimerQueue();
  const fired: string[] = [];
  for (const name of ['a', 'b', 'c', 'd', 'e']) queue.add(7, () => void fired.push(name));
  queue.add(6, () => void fired.push('first'));
  fire(queue, 7);
  expect(fired).toEqual(['first', 'a', 'b', 'c', 'd', 'e']);
});

test('fires what is due and keeps the rest', () => {
  const queue = new TimerQueue();
  for (const at of [3, 1, 2]) queue.add(at, () => {});
  expect(queue.takeDue(0)).toBeUndefined();
  expect(fire(queue, 2)).toEqual([1, 2]);
  expect(queue.next).toBe(3);
  expect(fire(queue, 3)).toEqual([3]);
  expect(queue.next).toBeUndefined();
});

test('what was taken back is not fired, wherever it stands', () => {
  const queue = new TimerQueue();
  const cancel = [4, 1, 3, 2, 5].map((at) => queue.add(at, () => {}));
  cancel[1]?.();
  cancel[2]?.();
  expect(queue.next).toBe(2);
  expect(fire(queue, 9)).toEqual([2, 4, 5]);
});

test('an emptied queue has nothing to fire', () => {
  const queue = new TimerQueue();
  queue.add(1, () => {});
  queue.clear();
  expect(queue.next).toBeUndefined();
  expect(queue.takeDue(9)).toBeUndefined();
});
