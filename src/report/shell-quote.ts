/** Words of a shell's command line. */
import { isPrintable } from './printable.ts';

const PLAIN = /^[A-Za-z0-9_@%+=:,./-]+$/;

/**
 * The text as one word that a shell takes literally. What can't be seen is spelled out, byte by byte, in the `$'...'` of
 * bash, zsh and ksh; NUL, which no argument can hold, is left out.
 */
export function shellQuote(text: string): string {
  if (PLAIN.test(text)) return text;
  if (isPrintable(text)) return `'${text.replaceAll("'", `'\\''`)}'`;
  return `$'${[...Buffer.from(text)].map(ansiC).join('')}'`;
}

/** A file's name that no command takes for an option. */
export const shellPath = (path: string): string => shellQuote(path.startsWith('-') ? `./${path}` : path);

function ansiC(byte: number): string {
  if (byte === 0) return '';
  const character = String.fromCharCode(byte);
  if (character === "'" || character === '\\') return `\\${character}`;
  return byte >= 0x20 && byte < 0x7f ? character : `\\${byte.toString(8).padStart(3, '0')}`;
}
