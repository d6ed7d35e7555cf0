/** The heat map as a table: a number in each cell, its colour the share of the feature's cases. */
import { heatMap, type HeatRow } from '../heat-map.ts';
import type { Report } from '../report.ts';
import { counted, percent } from '../verdict-line.ts';
import { casesAddress } from './cases-address.ts';
import { html, type Markup, type Piece } from './markup.ts';

/** Steps of colour; the style sheet names them `heat-1` to `heat-6`. */
const STEPS = 6;

export function heatMapSection({ cases }: Report): Piece {
  if (cases === undefined) return undefined;
  const { facets, rows, clean } = heatMap(cases);
  return html`<section id="features" class="block">
    <h2>Features by facet</h2>
    ${
      rows.length === 0
        ? html`<p class="quiet">No feature has a difference.</p>`
        : html`<p class="quiet">
              How many cases with a feature differ in which facet on their own account. A cell leads to its
              cases.
            </p>
            <div class="scroll heat-frame" tabindex="0" role="group" aria-label="Features by facet">
              <table class="heat">
                <thead>
                  <tr>
                    <th scope="col">feature</th>
                    <th scope="col" class="figure">cases</th>
                    <th scope="col" class="figure">differ</th>
                    ${facets.map((facet) => html`<th scope="col" class="figure">${facet}</th>`)}
                  </tr>
                </thead>
                <tbody>
                  ${rows.map((row) => heatRow(row, facets))}
                </tbody>
              </table>
            </div>`
    }${clean.length > 0 && html`<p class="clean"><strong>Without a difference (${clean.length}):</strong> ${clean.join(', ')}</p>`}
  </section>`;
}

const heatRow = ({ feature, cases, diverges, counts }: HeatRow, facets: readonly string[]): Markup =>
  html`<tr>
    <th scope="row"><a href="${casesAddress({ feature })}">${feature}</a></th>
    <td class="figure">${cases}</td>
    <td class="figure">${diverges} <span class="quiet">${percent(diverges / cases)}</span></td>
    ${counts.map((count, i) =>
      count === 0
        ? html`<td class="figure heat-0"><span class="said">0</span></td>`
        : html`<td class="figure heat-${Math.ceil((count / cases) * STEPS)}">
            <a
              href="${casesAddress({ feature, facet: facets[i] ?? '', verdict: 'diverges' })}"
              aria-label="${feature}, ${facets[i] ?? ''}: ${count} of ${counted(cases, 'case')}"
              >${count}</a
            >
          </td>`,
    )}
  </tr>`;
