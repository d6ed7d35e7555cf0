import { expect, test } from 'vitest';
import type { Executor } from '../executors/executor.ts';
import { openEmbedded } from '../targets/presets/embedded.ts';
import { runOnReference } from './run-on-reference.fixture.ts';
import { exitCode } from './summary.ts';

/** Sound for so many executions; from then on it refuses every definition. */
async function spoiling(after: number): Promise<Executor> {
  const { executor } = await openEmbedded('spoiling');
  let executed = 0;
  return {
    name: 'spoiling',
    execute: (testCase, signal) =>
      ++executed <= after
        ? executor.execute(testCase, signal)
        : Promise.resolve({
            kind: 'observed',
            observation: { status: 'INVALID_DEFINITION', diagnostics: [] },
          }),
    close: () => executor.close(),
  };
}

test('a target that turns while it is examined has no findings, and the run says so', async () => {
  const target = await spoiling(30);
  const { findings, complete, stopped, turned, tally } = await runOnReference(target, { runs: 60, seed: 1 });
  await target.close();
  expect(tally.counts.diverges).toBeGreaterThan(20);
  expect({ findings, complete, turned }).toEqual({ findings: [], complete: false, turned: true });
  expect(stopped).toMatch(
    /^the target has turned while it was examined: case \d+ of the list conformed when it was first run, and differs now/,
  );
  expect(exitCode({ ...tally.counts, complete, turned: true })).toBe(2);
});

test('one that is wrong from the beginning has not turned', async () => {
  const target = await spoiling(0);
  const { turned, complete } = await runOnReference(target, { runs: 12, seed: 1, shrinkBudget: 1 });
  await target.close();
  expect({ turned, complete }).toEqual({ turned: undefined, complete: true });
});
