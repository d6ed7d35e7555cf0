/** HTML as a value: whatever is put into a template is escaped unless it is markup itself. */
import { printable } from '../printable.ts';

/** HTML that is safe to write out. Only {@link html} and {@link trusted} make it. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What a template takes; `undefined` and `false` are nothing. */
export type Piece = Markup | string | number | undefined | false | readonly Piece[];

/**
 * A template of HTML. Attributes must stand in double quotes, and a template must hold whole elements: the formatter of the
 * source takes it for a document of its own. The indentation of the source is left out.
 */
export function html(literals: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  const outdented = literals.map((literal) => literal.replace(/\n\s+/g, '\n'));
  return new Markup(outdented.reduce((text, literal, i) => text + textOf(pieces[i - 1]) + literal));
}

/** HTML of the kit's own making, or text that was escaped already. */
export const trusted = (text: string): Markup => new Markup(text);

/** Text as HTML shows it; what can't be seen is spelled out. */
export const escapeHtml = (text: string): string =>
  printable(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function textOf(piece: Piece): string {
  if (piece === undefined || piece === false) return '';
  if (piece instanceof Markup) return piece.text;
  if (typeof piece === 'object') return piece.map(textOf).join('');
  return typeof piece === 'number' ? String(piece) : escapeHtml(piece);
}
