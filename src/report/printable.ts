/**
 * Text that a target sent, made fit to be shown: what would move a terminal's cursor, turn the direction of writing or be
 * invisible stands as its escape.
 */

/** Control characters but tab and line feed, marks of direction, invisible marks, and halves of surrogate pairs. */
const UNPRINTABLE =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Lines and tabs stay; everything else that can't be seen becomes `\u001B` and the like, as JSON would spell it. */
export const printable = (text: string): string => text.replace(UNPRINTABLE, escaped);

/** True where nothing has to be escaped. */
export const isPrintable = (text: string): boolean => text.search(UNPRINTABLE) < 0;

/** The same on one line. */
export const oneLine = (text: string): string =>
  printable(text).replaceAll('\n', '\\n').replaceAll('\t', '\\t');

const escaped = (character: string): string =>
  `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;

/** One line of at most so many characters, with the mark of a cut where it was longer. */
export const shortLine = (text: string, longest = 400): string =>
  oneLine(text.length > longest ? `${text.slice(0, longest)}… (${text.length} characters)` : text);
