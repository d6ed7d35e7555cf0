import { expect, test } from 'vitest';
import { Allowance } from './allowance.ts';

test('those at work together never get more than there is, and what is left over goes to those to come', () => {
  const allowance = new Allowance(1000, 5);
  const first = Array.from({ length: 5 }, (_, i) => allowance.share(100 - i));
  expect(first.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(1000);
  const early = allowance.share(50);
  allowance.spend(400);
  expect(allowance.share(50)).toBeLessThan(early);
  // The last one may have a good part of what nobody used.
  expect(allowance.share(1)).toBe(120);
  allowance.spend(10_000);
  expect(allowance.share(1)).toBe(0);
});
