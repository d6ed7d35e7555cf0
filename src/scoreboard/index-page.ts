/** The first page: every target with both figures, then the rules by target. */
import { html, type Markup } from '../report/html/markup.ts';
import { percent } from '../report/verdict-line.ts';
import { broken, type Board, type BoardRule } from './board.ts';
import { pageText } from './page.ts';
import { badgeFile, rulePage, standingCell, targetPage, targetTitle } from './words.ts';

export function indexPage(board: Board): string {
  const shown = board.rules.filter((rule) => broken(rule).length > 0);
  const others = board.rules.filter((rule) => broken(rule).length === 0);
  return pageText({
    title: 'Step Functions conformance: scoreboard',
    root: '',
    body: html`<h1>Scoreboard</h1>
      <p>
        How far emulators of AWS Step Functions do what AWS does with Lambda tasks. Divergence is the share of
        all cases that differ, coverage the share of all cases that could be judged. Whoever declines a case
        loses coverage by it.
      </p>
      ${!board.sameList && html`<p class="note">The results are of different lists of cases: hold the figures against each other only where the list is the same.</p>`}
      ${targetTable(board)}
      <h2>Rules that somebody breaks</h2>
      ${shown.length === 0 ? html`<p>None.</p>` : ruleTable(board, shown)}
      ${
        others.length > 0 &&
        html`<details>
          <summary>${others.length} rules that nobody was seen to break</summary>
          ${ruleTable(board, others)}
        </details>`
      }`,
  });
}

const targetTable = ({ targets, rules }: Board): Markup =>
  html`<div class="wide" tabindex="0" role="region" aria-label="Targets">
    <table>
      <thead>
        <tr>
          <th scope="col">Target</th>
          <th scope="col">Divergence</th>
          <th scope="col">Coverage</th>
          <th scope="col">Cases</th>
          <th scope="col">Findings</th>
          <th scope="col">Differs only here</th>
          <th scope="col">Kit</th>
          <th scope="col">List</th>
          <th scope="col">Badge</th>
        </tr>
      </thead>
      <tbody>
        ${targets.map(
          ({ newest }) =>
            html`<tr>
              <th scope="row"><a href="${targetPage(newest.target)}">${targetTitle(newest)}</a></th>
              <td class="number">${percent(newest.divergenceRate)}</td>
              <td class="number">${percent(newest.coverageRate)}</td>
              <td class="number">${newest.counts.cases}</td>
              <td class="number">${newest.findings.length}</td>
              <td class="number">${rules.filter(({ onlyIn }) => onlyIn === newest.target).length}</td>
              <td>${newest.kit}, ${newest.date}</td>
              <td><code>${newest.list.fingerprint.slice(0, 8)}</code></td>
              <td><img src="${badgeFile(newest.target)}" alt="" height="20" /></td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;

const ruleTable = ({ targets }: Board, rules: readonly BoardRule[]): Markup =>
  html`<div class="wide" tabindex="0" role="region" aria-label="Rules by target">
    <table class="rules">
      <thead>
        <tr>
          <th scope="col">Rule</th>
          ${targets.map(({ newest }) => html`<th scope="col">${newest.target}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rules.map(
          (rule) =>
            html`<tr>
              <th scope="row">
                <a href="${rulePage(rule.id)}">${rule.title}</a>
                <code>${rule.id}</code>
                ${rule.onlyIn !== undefined && html`<span class="only">differs only in ${rule.onlyIn}</span>`}
              </th>
              ${rule.standings.map(standingCell)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
