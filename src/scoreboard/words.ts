/** Words and addresses that the pages share. */
import { html, type Markup } from '../report/html/markup.ts';
import type { Published, Standing } from './published.ts';
import { fileName } from './published-files.ts';

/** Told by words, and by colour beside them: not every font has signs. */
const WORDS: Readonly<Record<Standing, string>> = { holds: 'holds', differs: 'differs', unjudged: '–' };

export const standingCell = (standing: Standing): Markup =>
  html`<td class="${standing}">${WORDS[standing]}</td>`;

export const targetTitle = ({ target, version }: Pick<Published, 'target' | 'version'>): string =>
  version === undefined ? target : `${target} ${version}`;

export const targetPage = (target: string): string => `targets/${fileName(target)}.html`;
export const badgeFile = (target: string): string => `badges/${fileName(target)}.svg`;
export const rulePage = (id: string): string => `rules/${fileName(id)}.html`;
