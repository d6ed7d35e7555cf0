import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Case } from '../case/case.ts';
import type { Executor, ExecutorOutcome } from '../executors/executor.ts';
import { TrialMemory } from './trial-memory.ts';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => vi.useRealTimers());

const CASE: Case = {
  id: 'c',
  machine: { definition: {}, type: 'STANDARD' },
  input: { input: {} },
  functions: {},
  callbacks: {},
  integrations: {},
};

const ended: ExecutorOutcome = { kind: 'observed', observation: { status: 'SUCCEEDED' } };
const running: ExecutorOutcome = { kind: 'observed', observation: { status: 'RUNNING' } };
const givenUp: ExecutorOutcome = { kind: 'indeterminate', fault: 'cancelled', reason: 'given up' };

const executor = (name: string, execute: Executor['execute']): Executor => ({
  name,
  execute,
  close: async () => {},
});

/** It says that its execution is overdue from the fifth second on, and gives up in the twentieth. */
const neverEnding = executor('target', async (_, signal, overdue) => {
  for (let second = 1; second <= 20; second++) {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    if (signal.aborted) return givenUp;
    if (second >= 5) overdue?.();
  }
  return running;
});

test('an overdue execution is given up early where nobody asks for it, and waited for where somebody does', async () => {
  const oracle = executor('oracle', async () => ended);
  const contest = { oracle, target: neverEnding, inferredRules: new Set<string>(), caseTimeLimit: 60_000 };
  const memory = new TrialMemory(contest, { atOnce: 1 }, new AbortController().signal);
  const view = memory.view();
  // There is one place: the second gets it because the first steps aside.
  const [briefly, patiently] = [view.try(CASE, { briefly: true }), view.try(CASE)];
  await vi.advanceTimersByTimeAsync(9000);
  expect((await briefly).trial.verdict.kind).toBe('indeterminate');
  await vi.advanceTimersByTimeAsync(16_000);
  expect((await patiently).trial.verdict.kind).toBe('diverges');
});
