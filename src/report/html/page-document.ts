/** The frame of the page: its head with the policy, its navigation, and the script at its end. */
import { shortLine } from '../printable.ts';
import type { Report } from '../report.ts';
import { html, type Markup } from './markup.ts';
import type { PageParts } from './page-parts.ts';

/** Nothing is loaded, and nothing runs but the page's own script, which can't make markup of text. */
const policyOf = ({ script, style }: PageParts): string =>
  [
    "default-src 'none'",
    `script-src ${script.source}`,
    `style-src ${style.source}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');

/** Everything before the sections. The style sheet stands as it was hashed. */
export const openPage = (report: Report, parts: PageParts): string =>
  [
    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
    html`<meta http-equiv="Content-Security-Policy" content="${policyOf(parts)}" />`.text,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">\n<link rel="icon" href="data:,">',
    html`<title>${shortLine(report.summary.target, 80)}: Step Functions conformance</title>`.text,
    `<style>${parts.style.text}</style>\n</head>\n<body>`,
    navigation(report).text,
    '<main>\n',
  ].join('\n');

/** Everything behind the sections; `data` must hold nothing that ends an element. */
export const closePage = (data: string, { script }: PageParts): string =>
  [
    '</main>\n<p id="said" class="said" role="status"></p>',
    `<script type="application/json" id="data">${data}</script>`,
    `<script>${script.text}</script>\n</body>\n</html>\n`,
  ].join('\n');

const navigation = ({ summary, cases }: Report): Markup =>
  html`<a class="skip" href="#findings">To the findings</a>
    <nav class="bar" aria-label="Sections">
      <a href="#findings">Findings</a>
      ${cases && html`<a href="#features">Features</a>`}
      ${summary.reasons.length > 0 && html`<a href="#reasons">Not judged</a>`}
      ${cases && html`<a href="#cases">Cases</a>`}
      <button type="button" class="theme" aria-label="Switch between light and dark" hidden data-scripted>
        Dark
      </button>
    </nav>`;
