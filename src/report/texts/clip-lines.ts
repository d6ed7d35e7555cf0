/** Lines that are too long to be shown, cut to where they part from what stands in their place. */
import type { DiffLine } from './diff-lines.ts';

/** Characters of a line that are shown, and how many of them stand before the first difference. */
const LONGEST = 800;
const BEFORE = 80;

/** A line that only one side has is held against the first one that the other side has in its place. */
export function clipLines(lines: readonly DiffLine[]): readonly DiffLine[] {
  return lines.map((line, i) => {
    if (line.text.length <= LONGEST) return line;
    const start =
      line.side === 'both' ? 0 : Math.max(0, commonStart(line.text, counterpart(lines, i)) - BEFORE);
    return { ...line, text: clipped(line.text, start) };
  });
}

function clipped(text: string, start: number): string {
  const end = Math.min(text.length, start + LONGEST);
  const before = start > 0 ? `(${start} characters) …` : '';
  const behind = end < text.length ? `… (${text.length - end} characters)` : '';
  return before + text.slice(start, end) + behind;
}

/** Blocks stand one behind the other, expected first: the line as far into the other block. */
function counterpart(lines: readonly DiffLine[], at: number): string {
  const side = lines[at]?.side;
  const [other, step] = side === 'expected' ? (['observed', 1] as const) : (['expected', -1] as const);
  let [first, last] = [at, at];
  while (lines[first - 1]?.side === side) first -= 1;
  while (lines[last + 1]?.side === side) last += 1;
  let start = last + 1;
  if (step < 0) {
    start = first;
    while (lines[start - 1]?.side === other) start -= 1;
  }
  const found = lines[start + at - first];
  return found?.side === other ? found.text : '';
}

function commonStart(a: string, b: string): number {
  let i = 0;
  while (i < a.length && a[i] === b[i]) i += 1;
  return i;
}
