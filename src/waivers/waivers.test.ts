import { expect, test } from 'vitest';
import { unneededWaivers, waivedDifference } from './waived.ts';
import { readWaivers } from './read-waivers.ts';
import { dayOf, type Waiver } from './waiver.ts';

const waiver = {
  rule: 'retry.backoff',
  reason: 'fixed in their next release',
  link: 'https://example.com/issues/7',
  expires: '2027-03-31',
};
const known = ['retry.backoff', 'catch.result-path'];
const read = (waivers: readonly object[], today = '2027-03-31'): unknown =>
  readWaivers({ waivers } as never, { known, today });

test('a waiver counts on its last day', () => {
  expect(read([waiver])).toEqual([waiver]);
});

test.each([
  [
    'one that has expired',
    [waiver, { ...waiver, rule: 'catch.result-path', expires: '2027-03-30' }],
    /^waivers\[1\]\.expires: expected a day that isn't over \(today is 2027-03-31/,
  ],
  [
    'a rule that nobody knows',
    [{ ...waiver, rule: 'retry.backof' }],
    /^waivers\[0\]\.rule: expected a rule of the catalogue \(the nearest ones are retry\.backoff\)/,
  ],
  [
    'a rule twice',
    [waiver, waiver],
    /^waivers\[1\]\.rule: expected a rule that no other waiver names \(waivers\[0\] does\)/,
  ],
  ['no reason', [{ ...waiver, reason: ' ' }], /^waivers\[0\]\.reason: expected a reason/],
  ['no link', [{ ...waiver, link: 'ISSUE-7' }], /^waivers\[0\]\.link: expected the address/],
  [
    'a day that there isn’t',
    [{ ...waiver, expires: '2027-02-30' }],
    /^waivers\[0\]\.expires: expected a day/,
  ],
  ['a field that nobody knows', [{ ...waiver, until: 'ever' }], /^waivers\[0\]: expected only the fields/],
  ['a field missing', [{ rule: 'retry.backoff' }], /^waivers\[0\]\.reason: expected a string, found nothing/],
] as const)('%s is refused', (_, waivers, message) => {
  expect(() => read(waivers)).toThrow(message);
});

const finding = (rule: string, features: readonly string[]) => ({ signature: 's', features, rules: [rule] });
const waive = (...rules: readonly string[]): readonly Waiver[] => rules.map((rule) => ({ ...waiver, rule }));

test('a case passes where every finding that may explain it is waived', () => {
  const findings = [finding('a', ['retry']), finding('b', ['catch'])];
  const waived = waivedDifference(findings, waive('a'));
  expect(waived('s', ['retry', 'task'])).toBe(true);
  expect(waived('s', ['catch', 'task'])).toBe(false);
  expect(waived('s', ['retry', 'catch'])).toBe(false);
  // Which of the two it is nobody knows.
  expect(waived('s', ['task'])).toBe(false);
  expect(waivedDifference(findings, waive('a', 'b'))('s', ['task'])).toBe(true);
  expect(waived('another way to differ', ['retry'])).toBe(false);
});

test('waivers that nothing needs', () => {
  expect(unneededWaivers([finding('a', [])], waive('a', 'b')).map(({ rule }) => rule)).toEqual(['b']);
});

test('the day of a time is that of UTC', () => {
  expect(dayOf(Date.UTC(2026, 10, 22, 23, 59))).toBe('2026-11-22');
});
