/** The frame of every page: no script, nothing from elsewhere, one style sheet. */
import { html, type Markup, type Piece } from '../report/html/markup.ts';

export interface PageFrame {
  readonly title: string;
  /** `../` as often as the page lies deep. */
  readonly root: string;
  readonly body: Piece;
}

const POLICY =
  "default-src 'none'; style-src 'self' file:; img-src 'self' file: data:; base-uri 'none'; form-action 'none'";

export function pageText({ title, root, body }: PageFrame): string {
  const page: Markup = html`<html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="referrer" content="no-referrer" />
      <link rel="icon" href="data:," />
      <link rel="stylesheet" href="${root}style.css" />
      <title>${title}</title>
    </head>
    <body>
      <a class="skip" href="#content">To the content</a>
      <header><a href="${root}index.html">Step Functions conformance</a></header>
      <main id="content">${body}</main>
    </body>
  </html>`;
  return `<!doctype html>\n${page.text}\n`;
}
