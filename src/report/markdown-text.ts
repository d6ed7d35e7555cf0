/** Text that Markdown takes for text: targets send whatever they like. */
import { oneLine } from './printable.ts';

/**
 * One line that can't become Markdown, HTML, a formula, a link or a mention. A zero-width space parts `@` from a name: a
 * backslash would keep it from Markdown, but not from notifying somebody.
 */
export const inline = (text: string): string =>
  oneLine(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\\`*_{}[\]()#|!~$^]/g, (character) => `\\${character}`)
    .replace(/(?<=https?|ftp):(?=\/\/)|(?<=www)\./gi, (character) => `\\${character}`)
    .replace(/@(?=\w)/g, '@\u200b');

/**
 * One line within a tag of HTML, where Markdown should read nothing: what has a meaning stands as its entity. Links, mentions and
 * numbers of issues are looked for in what comes of it, so a zero-width space parts them.
 */
export const summaryText = (text: string): string =>
  oneLine(text)
    .replace(/[&<>"\\`*_{}[\]|~$^]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(
      /(?<=https?|ftp):(?=\/\/)|(?<=www)\.|@(?=\w)|(?<!&)#(?=\w)/gi,
      (character) => `${character}\u200b`,
    );

/** A cell of a table, its text as code. */
export const cell = (text: string): string => `<code>${inline(text)}</code>`;

/** A block of code; its fence is longer than any run of backticks inside. */
export function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}
