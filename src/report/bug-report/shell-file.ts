/** Shell commands that write a file, whatever is in it. */
import { isPrintable } from '../printable.ts';
import { shellQuote } from '../shell-quote.ts';

/** The very bytes of a text, without a line feed at its end. */
export const fileFromText = (name: string, text: string): string =>
  `printf '%s' ${shellQuote(text)} > ${name}`;

/** A here-document; text that can't be seen goes through printf instead, spelled out. */
export function fileFromLines(name: string, lines: readonly string[]): readonly string[] {
  const text = lines.join('\n');
  if (!isPrintable(text)) return [fileFromText(name, text)];
  let mark = 'END';
  while (lines.includes(mark)) mark += '_';
  return [`cat > ${name} <<'${mark}'`, ...lines, mark];
}
