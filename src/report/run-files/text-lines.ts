/** The lines of a file as a stream: however long the file is, one line is in memory. */
import { createReadStream } from 'node:fs';

export interface TextLine {
  /** Counted from 1. */
  readonly number: number;
  readonly text: string;
  /** False for a last line without a line feed: what wrote it was cut off. */
  readonly ended: boolean;
}

/**
 * Splits at line feeds only. node:readline isn't used: it also splits at U+2028 and U+2029, which JSON may hold as they are.
 */
export async function* textLines(path: string): AsyncGenerator<TextLine> {
  let rest = '';
  let number = 0;
  for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: 1 << 18 })) {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop() ?? '';
    for (const text of lines) yield { number: ++number, text, ended: true };
  }
  if (rest !== '') yield { number: ++number, text: rest, ended: false };
}
