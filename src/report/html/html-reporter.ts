/**
 * The HTML report: one file that needs no network. Everything is there without its script, but for the list of cases, search
 * and filters. What a target sent is hostile: it is escaped, and the page's policy runs its own script and nothing else.
 */
import { shortLine } from '../printable.ts';
import type { Report, Reporter } from '../report.ts';
import { figures } from './figures.ts';
import { filterForm } from './filter-form.ts';
import { findingArticle } from './finding-article.ts';
import { heatMapSection } from './heat-map-section.ts';
import { html, type Piece } from './markup.ts';
import { ownMachineSection } from './own-machine-section.ts';
import { dataText, pageData } from './page-data.ts';
import { closePage, openPage } from './page-document.ts';
import { pageParts } from './page-parts.ts';

export const htmlReporter = {
  name: 'html',
  file: 'report.html',
  listsCases: true,
  render: pieces,
} satisfies Reporter;

function* pieces(report: Report): Generator<string> {
  const parts = pageParts();
  const { findings } = report;
  yield openPage(report, parts);
  yield html`${figures(report)} ${ownMachineSection(report)} ${filterForm()}`.text;
  yield '<section id="findings">\n<h2>Findings</h2>\n<ol class="findings">\n';
  for (const [i, finding] of findings.entries()) yield findingArticle(finding, i + 1, report).text;
  yield html`${findings.length === 0 && html`<li class="quiet">There are none.</li>`}`.text;
  yield '</ol>\n</section>\n';
  yield html`${heatMapSection(report)} ${reasons(report)} ${casesSection(report)}`.text;
  yield closePage(dataText(pageData(report)), parts);
}

function reasons({ summary }: Report): Piece {
  if (summary.reasons.length === 0) return undefined;
  return html`<section id="reasons" class="block">
    <h2>Not judged</h2>
    <ul class="reasons">
      ${summary.reasons.map(({ reason, count }) => html`<li>${count} × ${shortLine(reason)}</li>`)}
    </ul>
  </section>`;
}

const casesSection = ({ cases }: Report): Piece =>
  html`<section id="cases" class="block" ${cases === undefined && html` hidden`}>
    <h2>Cases</h2>
    <noscript><p>The list of cases needs the page's script.</p></noscript>
    <table class="cases">
      <thead>
        <tr>
          <th scope="col">case</th>
          <th scope="col">verdict</th>
          <th scope="col">differs in</th>
          <th scope="col">findings</th>
        </tr>
      </thead>
      <tbody id="case-rows"></tbody>
    </table>
    <button type="button" id="more-cases" hidden>Show more</button>
  </section>`;
