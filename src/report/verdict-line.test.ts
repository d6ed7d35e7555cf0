import { describe, expect, it } from 'vitest';
import type { Summary } from '../run/summary.ts';
import { EXAMPLE_REPORT } from './example-report.ts';
import { believed, conclusion, ratesLine, verdictLine } from './verdict-line.ts';

const saying = (change: Partial<Summary>): string => conclusion({ ...EXAMPLE_REPORT.summary, ...change });

describe('the figures in words', () => {
  it('are two, never one', () => {
    expect(ratesLine(EXAMPLE_REPORT.summary)).toBe('divergence 50.0 %, coverage 75.0 %');
    expect(verdictLine(EXAMPLE_REPORT.summary)).toBe(
      '8 cases: 2 conform, 4 diverge, 1 declined, 1 indeterminate',
    );
  });

  it.each<[string, Partial<Summary>]>([
    ['some-emulator differs from AWS.', {}],
    ['some-emulator differs from moto.', { oracle: 'moto' }],
    ['some-emulator conforms on every case that it ran.', { conforms: 8, diverges: 0 }],
    ['some-emulator conforms on the 6 of 8 cases that could be judged.', { conforms: 6, diverges: 0 }],
    [
      'Nothing is known of some-emulator: none of the 8 cases could be judged.',
      { conforms: 0, diverges: 0, declined: 8 },
    ],
    [
      'INCOMPLETE: it was stopped. Such a run grades nothing.',
      { complete: false, stopped: 'it was stopped' },
    ],
    ['INCOMPLETE: not every case was run. Such a run grades nothing.', { complete: false, diverges: 0 }],
  ])('%s', (sentence, change) => {
    expect(saying(change)).toBe(sentence);
  });

  it.each([
    ['reference', 'AWS'],
    ['aws', 'AWS'],
    ['recording:a.json', 'recording:a.json'],
  ])('believe %s as %s', (oracle, name) => {
    expect(believed({ oracle })).toBe(name);
  });
});
