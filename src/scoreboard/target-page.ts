/** The page of a target: its figures, its history by version of the kit, its findings. */
import { html, type Markup } from '../report/html/markup.ts';
import { percent } from '../report/verdict-line.ts';
import type { Board, BoardTarget } from './board.ts';
import { findingArticle } from './finding-article.ts';
import { pageText } from './page.ts';
import type { Published } from './published.ts';
import { badgeFile, rulePage, targetTitle } from './words.ts';

export function targetPageText({ newest, history }: BoardTarget, { rules }: Board): string {
  const alone = rules.filter(({ onlyIn }) => onlyIn === newest.target);
  const { counts } = newest;
  return pageText({
    title: `${targetTitle(newest)}: Step Functions conformance`,
    root: '../',
    body: html`<h1>${targetTitle(newest)}</h1>
      <p><img src="../${badgeFile(newest.target)}" alt="" height="20" /></p>
      <p class="figures">
        <span><b>${percent(newest.divergenceRate)}</b> divergence</span>
        <span><b>${percent(newest.coverageRate)}</b> coverage</span>
      </p>
      <p>
        ${counts.cases} cases: ${counts.conforms} conform, ${counts.diverges} diverge, ${counts.declined}
        declined, ${counts.indeterminate} indeterminate. Suites ${newest.suites.join(', ')}, seed
        ${newest.seed}, list
        <code>${newest.list.fingerprint}</code>.
      </p>
      <h2>By version of the kit</h2>
      ${historyTable(history)}
      ${
        alone.length > 0 &&
        html`<h2>Differs only here</h2>
          <ul>
            ${alone.map(({ id, title }) => html`<li><a href="../${rulePage(id)}">${title}</a></li>`)}
          </ul>`
      }
      ${
        newest.reasons.length > 0 &&
        html`<h2>Not judged</h2>
          <ul>
            ${newest.reasons.map(({ reason, count }) => html`<li>${count} × ${reason}</li>`)}
          </ul>`
      }
      <h2>Findings</h2>
      ${newest.findings.length === 0 ? html`<p>None.</p>` : newest.findings.map(findingArticle)}`,
  });
}

const historyTable = (history: readonly Published[]): Markup =>
  html`<div class="wide" tabindex="0" role="region" aria-label="History">
    <table>
      <thead>
        <tr>
          <th scope="col">Kit</th>
          <th scope="col">Date</th>
          <th scope="col">Target</th>
          <th scope="col">Divergence</th>
          <th scope="col">Coverage</th>
          <th scope="col">Cases</th>
          <th scope="col">List</th>
        </tr>
      </thead>
      <tbody>
        ${history.map(
          (one) =>
            html`<tr>
              <th scope="row">${one.kit}</th>
              <td>${one.date}</td>
              <td>${targetTitle(one)}</td>
              <td class="number">${percent(one.divergenceRate)}</td>
              <td class="number">${percent(one.coverageRate)}</td>
              <td class="number">${one.counts.cases}</td>
              <td><code>${one.list.fingerprint.slice(0, 8)}</code></td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
