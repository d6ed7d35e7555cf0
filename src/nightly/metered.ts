/** An executor whose cases are paid for, and which stops at a ceiling. */
import type { Case } from '../case/case.ts';
import type { Executor } from '../executors/executor.ts';
import { costOf, type Driven } from './case-cost.ts';
import { dollarsOf } from './prices.ts';

export interface Meter {
  /** Dollars, by what was seen of the cases so far. */
  readonly spent: number;
  /** Fires when the ceiling is reached. */
  readonly reached: AbortSignal;
}

/** `ceiling` in dollars: no case is begun any more once what was seen has cost as much. */
export function metered(
  executor: Executor,
  ceiling: number,
  driven: Driven,
  placeOf: (testCase: Case) => 'alone' | 'packed' = () => 'alone',
): { readonly executor: Executor; readonly meter: Meter } {
  const stop = new AbortController();
  let spent = 0;
  return {
    executor: {
      name: executor.name,
      execute: async (testCase, signal) => {
        if (stop.signal.aborted)
          return { kind: 'indeterminate', fault: 'cancelled', reason: 'the ceiling of the night is reached' };
        const outcome = await executor.execute(testCase, signal);
        const seen = outcome.kind === 'observed' ? outcome.observation : undefined;
        const history = seen?.history ?? [];
        const seconds = (history.at(-1)?.timestamp ?? 0) - (history[0]?.timestamp ?? 0);
        spent += dollarsOf(costOf(testCase, seen, seconds, driven, placeOf(testCase)));
        if (spent >= ceiling) stop.abort();
        return outcome;
      },
      close: () => executor.close(),
    },
    meter: {
      get spent() {
        return spent;
      },
      reached: stop.signal,
    },
  };
}
