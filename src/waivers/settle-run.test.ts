import { describe, expect, test } from 'vitest';
import type { Case } from '../case/case.ts';
import { signatureOf } from '../compare/signature.ts';
import type { Difference } from '../compare/difference.ts';
import { Divergences } from '../run/divergences.ts';
import type { Finding } from '../run/finding.ts';
import { settleRun } from './settle-run.ts';
import type { Waiver } from './waiver.ts';

const testCase: Case = {
  id: 'a',
  machine: { definition: {}, type: 'STANDARD' },
  input: { input: {} },
  functions: {},
  callbacks: {},
  integrations: {},
};
const output: Difference = { facet: 'output', place: 'output', expected: 1, observed: 2 };
const cause: Difference = { facet: 'cause', place: 'cause', expected: 'a', observed: 'b' };

const diverging = (...cases: readonly (readonly [Difference, readonly string[]])[]): Divergences => {
  const divergences = new Divergences();
  for (const [index, [difference, features]] of cases.entries())
    divergences.add({ index, case: testCase, features, suite: 'generated' }, [difference]);
  return divergences;
};

const finding = (rule: string, difference: Difference, features: readonly string[]): Finding => ({
  id: rule,
  title: rule,
  level: 'failure',
  rules: [rule],
  facets: [difference.facet],
  signature: signatureOf(difference),
  count: 1,
  target: 'mutated',
  difference,
  case: testCase,
  features,
  expected: { status: 'SUCCEEDED' },
  observed: { status: 'SUCCEEDED' },
  states: 1,
  also: [],
});

const waiver = (rule: string): Waiver => ({
  rule,
  reason: 'known',
  link: 'https://example.com/1',
  expires: '2027-03-31',
});

const whole = { complete: true, diverges: 2 };
const both = diverging([output, ['retry']], [cause, ['catch']]);
const findings = [finding('retry.backoff', output, ['retry']), finding('catch.cause', cause, ['catch'])];

describe('the end of a run', () => {
  test('is the usual one without waivers', () => {
    expect(settleRun(whole, both, findings, [])).toEqual({ code: 1, lines: [] });
    expect(settleRun({ complete: true, diverges: 0 }, diverging(), [], [])).toEqual({ code: 0, lines: [] });
  });

  test('conforms where all that differs is waived', () => {
    const settled = settleRun(whole, both, findings, [waiver('retry.backoff'), waiver('catch.cause')]);
    expect(settled.code).toBe(0);
    expect(settled.lines).toContain(
      'Waived until 2027-03-31: retry.backoff, 1 findings in 1 cases (known; https://example.com/1)',
    );
  });

  test('diverges where one way to differ is not waived', () => {
    expect(settleRun(whole, both, findings, [waiver('retry.backoff')])).toMatchObject({
      code: 1,
      lines: [expect.any(String), '1 ways to differ are not waived.'],
    });
  });

  test('diverges where a way to differ has no finding', () => {
    const settled = settleRun(whole, both, findings.slice(0, 1), [waiver('retry.backoff')]);
    expect(settled.code).toBe(1);
  });

  test('is an error where a waiver is not needed', () => {
    const waivers = [waiver('retry.backoff'), waiver('catch.cause'), waiver('map.order')];
    expect(settleRun(whole, both, findings, waivers)).toMatchObject({
      code: 2,
      lines: expect.arrayContaining([
        'Nothing needs the waiver of map.order any more: remove it.',
      ]) as unknown,
    });
  });

  test('calls no waiver idle where cases were left out', () => {
    const waivers = [waiver('retry.backoff'), waiver('catch.cause'), waiver('map.order')];
    const settled = settleRun({ complete: false, diverges: 2 }, both, findings, waivers);
    expect(settled.code).toBe(2);
    expect(settled.lines.join()).not.toContain('any more');
  });
});
