/** Two texts as one list of lines: those that both have, those that only one has. */
import { diffArrays } from 'diff';

export interface DiffLine {
  readonly side: 'both' | 'expected' | 'observed';
  readonly text: string;
}

/** Lines that may have to change before the search for a smallest difference is given up. */
const MOST_EDITS = 1000;

/** Of two texts that have little in common, first all of the one, then all of the other. */
export function diffLines(expected: string, observed: string): readonly DiffLine[] {
  return align(expected.split('\n'), observed.split('\n')).flatMap(({ side, items }) =>
    items.map((text) => ({ side, text })),
  );
}

export interface AlignedRun {
  readonly side: DiffLine['side'];
  readonly items: readonly string[];
}

/** The smallest set of items to take out and put in; equal items stand once. */
export function align(expected: readonly string[], observed: readonly string[]): readonly AlignedRun[] {
  const changes = diffArrays([...expected], [...observed], { maxEditLength: MOST_EDITS });
  if (changes === undefined) {
    return [
      { side: 'expected', items: expected },
      { side: 'observed', items: observed },
    ];
  }
  return changes.map(({ added, removed, value }) => ({
    side: added ? 'observed' : removed ? 'expected' : 'both',
    items: value,
  }));
}
