/** How much room the words of a graph take, in pixels. Fonts differ from machine to machine, so the figures are generous. */
import { shortLine } from '../printable.ts';
import type { Size } from './layout.ts';
import type { GraphState } from './machine-graph.ts';

/** Width of an average character of a name at 13 px, and of a note or label at 11 px. */
const NAME_CHARACTER = 7.6;
const NOTE_CHARACTER = 6.4;

export const LABEL_LINE = 14;
const LONGEST_NAME = 30;
const LONGEST_LABEL = 34;
const MOST_LABELS = 3;

export const nameText = (name: string): string => cut(name, LONGEST_NAME);

/** The type, and what the state does besides. */
export const noteText = ({ type, notes }: GraphState): string => cut([type, ...notes].join(' · '), 40);

export const stateSize = (state: GraphState): Size => ({
  width: Math.max(
    96,
    nameText(state.name).length * NAME_CHARACTER + 28,
    noteText(state).length * NOTE_CHARACTER + 28,
  ),
  height: 46,
});

/** At most three lines; where there are more, the last one says how many. */
export function labelLines(labels: readonly string[]): readonly string[] {
  const lines = labels.slice(0, MOST_LABELS).map((label) => cut(label, LONGEST_LABEL));
  const left = labels.length - lines.length;
  return left === 0 ? lines : [...lines.slice(0, -1), `and ${left + 1} more rules`];
}

export const labelSize = (lines: readonly string[]): Size => ({
  width: Math.max(0, ...lines.map(({ length }) => length * NOTE_CHARACTER + 10)),
  height: lines.length * LABEL_LINE,
});

/** One line, cut with an ellipsis. */
function cut(text: string, longest: number): string {
  const line = shortLine(text, 200);
  return line.length <= longest ? line : `${line.slice(0, longest - 1)}…`;
}
