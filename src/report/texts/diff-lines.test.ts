import { expect, it } from 'vitest';
import { clipLines } from './clip-lines.ts';
import { diffLines } from './diff-lines.ts';

const shown = (expected: string, observed: string): string =>
  diffLines(expected, observed)
    .map(({ side, text }) => `${{ both: ' ', expected: '-', observed: '+' }[side]}${text}`)
    .join('\n');

it('takes out and puts in as little as it can', () => {
  expect(shown('a\nb\nc', 'a\nx\nc\nd')).toBe(' a\n-b\n+x\n c\n+d');
  expect(shown('a', 'a')).toBe(' a');
});

it('gives up on texts that have little in common, and loses nothing', () => {
  const [one, other] = ['a', 'b'].map((mark) =>
    Array.from({ length: 3000 }, (_, i) => `${mark}${i}`).join('\n'),
  );
  const lines = diffLines(one ?? '', other ?? '');
  expect(lines.filter(({ side }) => side === 'expected').length).toBe(3000);
  expect(lines.filter(({ side }) => side === 'observed').length).toBe(3000);
});

it('cuts long lines to where they part', () => {
  const long = 'x'.repeat(2000);
  const shownLines = clipLines(diffLines(`a\n${long}1\nb`, `a\n${long}2\nb`)).map(({ text }) => text);
  expect(shownLines).toEqual([
    'a',
    `(1920 characters) …${'x'.repeat(80)}1`,
    `(1920 characters) …${'x'.repeat(80)}2`,
    'b',
  ]);
  expect(clipLines([{ side: 'both', text: long }])[0]?.text).toBe(`${'x'.repeat(800)}… (1200 characters)`);
});
