import { expect, test } from 'vitest';
import type { ExecutorOutcome } from '../executors/executor.ts';
import { costOf } from './trial-cost.ts';

const ended: ExecutorOutcome = { kind: 'observed', observation: { status: 'SUCCEEDED' } };
const running: ExecutorOutcome = { kind: 'observed', observation: { status: 'RUNNING' } };

test('what waits in vain, or long by its own clock, counts for several', () => {
  expect(costOf({ oracle: ended, target: ended }, 0)).toBe(1);
  expect(costOf({ oracle: ended, target: running }, 0)).toBe(5);
  const givenUp: ExecutorOutcome = { kind: 'indeterminate', fault: 'cancelled', reason: 'given up' };
  expect(costOf({ oracle: ended, target: givenUp }, 0)).toBe(2);
  expect(costOf({ oracle: running, target: running }, 0)).toBe(1);
  expect(costOf({ oracle: ended, target: ended }, 9)).toBe(5);
});
