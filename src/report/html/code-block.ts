/** Text of any length as a block that scrolls sideways; what is very long is cut, and says so. */
import { html, type Markup } from './markup.ts';

/** Characters of one block; a state's output may have 262,144. */
export const LONGEST = 12_000;

/** The text, cut where it is longer, with a line that says where the rest is. */
export const shortened = (text: string, longest = LONGEST): string =>
  text.length <= longest
    ? text
    : `${text.slice(0, longest)}\n… (${text.length} characters in all; the finding's file has them)`;

/** It takes the focus, so that a keyboard can scroll it. */
export const codeBlock = (text: string): Markup =>
  html`<pre tabindex="0"><code>${shortened(text)}</code></pre>`;
