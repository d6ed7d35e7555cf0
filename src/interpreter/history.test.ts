import { expect, test } from 'vitest';
import { History } from './history.ts';

test('numbers its events from 1 and names their details by their type', () => {
  const history = new History(10);
  expect(history.write('TaskStateEntered', 0, 5, { name: 'A' })).toBe(1);
  expect(history.write('TaskStarted', 1, 6)).toBe(2);
  history.write('TaskStateExited', 2, 7, { name: 'A' });
  history.close('ExecutionFailed', 2, 7, { error: 'E' });
  expect(history.events).toEqual([
    {
      id: 1,
      type: 'TaskStateEntered',
      previousEventId: 0,
      timestamp: 5,
      stateEnteredEventDetails: { name: 'A' },
    },
    { id: 2, type: 'TaskStarted', previousEventId: 1, timestamp: 6 },
    {
      id: 3,
      type: 'TaskStateExited',
      previousEventId: 2,
      timestamp: 7,
      stateExitedEventDetails: { name: 'A' },
    },
    {
      id: 4,
      type: 'ExecutionFailed',
      previousEventId: 2,
      timestamp: 7,
      executionFailedEventDetails: { error: 'E' },
    },
  ]);
  expect(history.length).toBe(4);
});

test('keeps room for the event that ends the execution', () => {
  const history = new History(3);
  expect([history.full, history.write('A', 0, 0), history.full]).toEqual([false, 1, false]);
  expect([history.write('B', 1, 0), history.full, history.overflowed]).toEqual([2, true, false]);
  expect([history.write('C', 2, 0), history.overflowed]).toEqual([2, true]);
  history.close('ExecutionFailed', 2, 0);
  expect(history.events.map(({ type }) => type)).toEqual(['A', 'B', 'ExecutionFailed']);
});

test('takes its last event back', () => {
  const history = new History(3);
  history.write('A', 0, 0);
  history.write('B', 1, 0);
  history.retract();
  expect([history.length, history.full]).toEqual([1, false]);
});
