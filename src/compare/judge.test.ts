/** The verdict's words where there is nothing to compare, or several things to compare with. */
import { expect, test } from 'vitest';
import type { Observation } from '../case/observation.ts';
import type { ExecutorOutcome } from '../executors/executor.ts';
import { judge } from './judge.ts';

const observed = (output: string, more: object = {}): ExecutorOutcome => ({
  kind: 'observed',
  observation: { status: 'SUCCEEDED', output },
  ...more,
});
const other = (output: string): Observation => ({ status: 'SUCCEEDED', output });
const fault: ExecutorOutcome = { kind: 'indeterminate', fault: 'throttled', reason: 'too fast' };
const declines: ExecutorOutcome = { kind: 'declined', reason: 'not here' };
const NONE: ReadonlySet<string> = new Set();

test.each<[string, ExecutorOutcome, ExecutorOutcome, object]>([
  [
    'the oracle declines',
    declines,
    observed('1'),
    { kind: 'indeterminate', reason: 'the oracle declines: not here' },
  ],
  [
    'the oracle failed',
    fault,
    observed('1'),
    { kind: 'indeterminate', reason: 'the oracle failed: too fast' },
  ],
  ['the target declines', observed('1'), declines, { kind: 'declined', reason: 'not here' }],
  ['the target failed', observed('1'), fault, { kind: 'indeterminate', reason: 'throttled: too fast' }],
  ['neither is known', declines, fault, { kind: 'indeterminate', reason: 'the oracle declines: not here' }],
  ['they are the same', observed('1'), observed('1'), { kind: 'conforms' }],
])('%s', (_, oracle, target, verdict) => {
  expect(judge(oracle, target, NONE)).toEqual(verdict);
});

test('what differs diverges, or warns where a rule is inferred', () => {
  const oracle = observed('1', { rules: ['a.sure', 'a.guess'] });
  expect(judge(oracle, observed('2'), new Set(['a.guess', 'a.not-here']))).toMatchObject({
    kind: 'conforms',
    warnings: [{ place: 'output' }],
    inferred: ['a.guess'],
  });
  expect(judge(oracle, observed('2'), new Set(['a.not-here']))).toMatchObject({
    kind: 'diverges',
    differences: [{ place: 'output' }],
  });
});

test('any of the ways that AWS may go conforms; else the nearest one counts', () => {
  const oracle = observed('1', { others: [other('2'), other('3')] });
  for (const output of ['1', '2', '3'])
    expect(judge(oracle, observed(output), NONE)).toEqual({ kind: 'conforms' });
  const far: Observation = { status: 'FAILED', error: 'E' };
  const near = judge(observed('1', { others: [far] }), observed('2'), NONE);
  expect(near).toMatchObject({
    kind: 'diverges',
    differences: [{ place: 'output', expected: 1, observed: 2 }],
  });
  const nearer = { kind: 'observed', observation: far, others: [other('1')] } as const;
  expect(judge(nearer, observed('2'), NONE)).toMatchObject({
    kind: 'diverges',
    differences: [{ place: 'output' }],
  });
});

test('a cause that is inferred is not compared', () => {
  const failed = (cause: string, more: object = {}): ExecutorOutcome => ({
    kind: 'observed',
    observation: { status: 'FAILED', error: 'E', cause },
    ...more,
  });
  expect(judge(failed('a', { inferred: ['cause'] }), failed('b'), NONE)).toEqual({ kind: 'conforms' });
  expect(judge(failed('a', { inferred: ['TaskFailed.cause'] }), failed('b'), NONE)).toMatchObject({
    kind: 'diverges',
  });
});
