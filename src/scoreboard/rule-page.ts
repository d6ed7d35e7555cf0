/** The page of a rule: what AWS does, how that is known, and how each target fares. */
import { html, type Markup } from '../report/html/markup.ts';
import type { Board, BoardRule, BoardTarget } from './board.ts';
import { findingArticle } from './finding-article.ts';
import { pageText } from './page.ts';
import { RULE_COUNTS } from './published.ts';
import { standingCell, targetPage, targetTitle } from './words.ts';

export const rulePageText = (rule: BoardRule, { targets }: Board): string =>
  pageText({
    title: `${rule.id}: ${rule.title}`,
    root: '../',
    body: html`<h1>${rule.title}</h1>
      <p>
        <code>${rule.id}</code
        >${rule.inferred && html` <span class="only">inferred: a difference is a warning</span>`}
      </p>
      <p>${rule.text || 'The catalogue of this version of the kit has no such rule.'}</p>
      <h2>How it is known</h2>
      <ul>
        ${rule.evidence.map((line) => html`<li>${line}</li>`)}
      </ul>
      <h2>Targets</h2>
      ${rule.onlyIn !== undefined && html`<p class="only">Differs only in ${rule.onlyIn}.</p>`}
      <div class="wide" tabindex="0" role="region" aria-label="Targets">
        <table>
          <thead>
            <tr>
              <th scope="col">Target</th>
              <th scope="col">Stands</th>
              ${COLUMNS.map((column) => html`<th scope="col">${column}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${targets.map((target, i) => targetRow(rule, target, i))}
          </tbody>
        </table>
      </div>
      ${targets.map((target) => findingsOf(rule, target))}`,
  });

const COLUMNS = ['conform', 'differ', 'declined', 'indeterminate', 'differ by another rule'] as const;

function targetRow(rule: BoardRule, { newest }: BoardTarget, index: number): Markup {
  const counts = newest.rules[rule.id];
  return html`<tr>
    <th scope="row"><a href="../${targetPage(newest.target)}">${targetTitle(newest)}</a></th>
    ${standingCell(rule.standings[index] ?? 'unjudged')}
    ${RULE_COUNTS.map((kind) => html`<td class="number">${counts?.[kind] ?? 0}</td>`)}
  </tr>`;
}

function findingsOf(rule: BoardRule, { newest }: BoardTarget): Markup | undefined {
  const found = newest.findings.filter(({ rules }) => rules.includes(rule.id));
  if (found.length === 0) return undefined;
  return html`<h2>${targetTitle(newest)}</h2>
    ${found.map((finding) => findingArticle(finding))}`;
}
