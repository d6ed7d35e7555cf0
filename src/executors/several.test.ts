import { expect, test } from 'vitest';
import type { Case } from '../case/case.ts';
import { parseCase } from '../case/parse-case.ts';
import type { Executor, ExecutorOutcome } from './executor.ts';
import { SeveralExecutors } from './several.ts';

const never = new AbortController().signal;
const testCase = read();

function read(): Case {
  const parsing = parseCase({ machine: { definition: {} } });
  if (!parsing.ok) throw new Error(parsing.message);
  return parsing.case;
}

const outcome: ExecutorOutcome = { kind: 'declined', reason: 'for the test' };

/** Cases end when they are told to. */
class Held implements Executor {
  readonly name = 'held';
  readonly ends: (() => void)[] = [];
  closed = false;

  execute(): Promise<ExecutorOutcome> {
    return new Promise((resolve) => this.ends.push(() => resolve(outcome)));
  }

  endAll(): void {
    for (const end of this.ends.splice(0)) end();
  }

  async close(): Promise<void> {
    this.closed = true;
  }
}

async function work(several: Executor, first: Held, cases: number): Promise<void> {
  for (let i = 0; i < cases; i++) {
    const ended = several.execute(testCase, never);
    first.endAll();
    await ended;
  }
}

test('opens another one where there is work for it, and shares the cases out', async () => {
  const [first, second] = [new Held(), new Held()];
  let opened = 0;
  const several = new SeveralExecutors({ first, most: 2, open: async () => (opened++, second) });
  await work(several, first, 20);
  expect(opened).toBe(0);
  const running = [several.execute(testCase, never), several.execute(testCase, never)];
  expect(opened).toBe(0);
  running.push(several.execute(testCase, never));
  expect(opened).toBe(1);
  await Promise.resolve();
  await Promise.resolve();
  running.push(...Array.from({ length: 3 }, () => several.execute(testCase, never)));
  expect([first.ends.length, second.ends.length]).toEqual([3, 3]);
  expect(opened).toBe(1);
  first.endAll();
  second.endAll();
  expect(await Promise.all(running)).toEqual(running.map(() => outcome));
  await several.close();
  expect([first.closed, second.closed]).toEqual([true, true]);
});

test('goes on with what it has where another one can not be had', async () => {
  const first = new Held();
  let tried = 0;
  const several = new SeveralExecutors({ first, most: 2, open: async () => void (tried += 1) });
  await work(several, first, 20);
  const running = Array.from({ length: 4 }, () => several.execute(testCase, never));
  await Promise.resolve();
  await Promise.resolve();
  running.push(several.execute(testCase, never));
  expect([tried, first.ends.length]).toEqual([1, 5]);
  first.endAll();
  await Promise.all(running);
  await several.close();
  expect(first.closed).toBe(true);
});

test('gives up one that is being opened when it is closed', async () => {
  const first = new Held();
  let given: AbortSignal | undefined;
  const several = new SeveralExecutors({
    first,
    most: 2,
    open: (signal) =>
      new Promise((resolve) => {
        given = signal;
        signal.addEventListener('abort', () => resolve(undefined));
      }),
  });
  await work(several, first, 20);
  const running = Array.from({ length: 3 }, () => several.execute(testCase, never));
  expect(given?.aborted).toBe(false);
  first.endAll();
  await Promise.all(running);
  await several.close();
  expect(given?.aborted).toBe(true);
});
