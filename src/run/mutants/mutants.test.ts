import { expect, test } from 'vitest';
import { referenceExecutor } from '../../executors/reference.ts';
import { runOnReference } from '../run-on-reference.fixture.ts';
import { openMutant } from './mutant.ts';
import { MUTANTS } from './mutants.ts';

/** Enough cases for each mistake to be met. */
const CASES = 300;

/** Milliseconds, for a machine that has much else to do. */
const PATIENCE = 600_000;

test.each(MUTANTS)('finds the mutant: $name', { timeout: PATIENCE }, async (mutant) => {
  const target = await openMutant(mutant);
  const { tally, findings } = await runOnReference(target, { runs: CASES, seed: 1 });
  await target.close();
  expect(tally.counts.indeterminate).toBe(0);
  expect(findings.length).toBeGreaterThan(0);
  for (const finding of findings) {
    expect(finding.states).toBeLessThanOrEqual(5);
    // What is reported of the mutant is no fault of the reference's.
    const verdict = await referenceExecutor().execute(finding.case, new AbortController().signal);
    expect(verdict.kind).toBe('observed');
  }
});

test('finds nothing wrong with what is right', { timeout: PATIENCE }, async () => {
  const target = await openMutant({ name: 'none' });
  const { tally, findings } = await runOnReference(target, { runs: CASES, seed: 1 });
  await target.close();
  expect(tally.counts).toMatchObject({ cases: CASES, diverges: 0, indeterminate: 0 });
  expect(findings).toEqual([]);
});
