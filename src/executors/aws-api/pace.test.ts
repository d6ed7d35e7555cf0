import { expect, test } from 'vitest';
import { Pace } from './pace.ts';

test('looks first when most of what executions have taken has passed, and never before the least', () => {
  const pace = new Pace();
  expect(pace.first(20)).toBe(20);
  pace.note(100);
  expect(pace.first(20)).toBe(70);
  for (let i = 0; i < 100; i++) pace.note(10);
  expect(pace.first(20)).toBe(20);
});

test('one execution that takes long moves it by little, and none beyond its limit', () => {
  const pace = new Pace();
  pace.note(100);
  pace.note(1100);
  expect(pace.first(20)).toBe(140);
  for (let i = 0; i < 100; i++) pace.note(60_000);
  expect(pace.first(20)).toBe(2000);
});
