/** The search and the filters; the page's script fills in what there is to choose, and shows them. */
import { html, type Markup } from './markup.ts';

const SELECTS = [
  ['facet', 'facet'],
  ['feature', 'feature'],
  ['rule', 'rule'],
  ['level', 'level of findings'],
  ['verdict', 'verdict of cases'],
  ['suite', 'suite'],
] as const;

export const filterForm = (): Markup =>
  html`<form id="filters" role="search" hidden data-scripted>
    <label>Search<input id="filter-q" type="search" autocomplete="off" spellcheck="false" /></label
    >${SELECTS.map(
      ([field, label]) =>
        html`<label
          >${label}<select id="filter-${field}">
            <option value="">any</option>
          </select></label
        >`,
    )}<button type="button" id="filter-clear" hidden>Clear</button>
    <p class="status" role="status"><span id="counts"></span> <span id="filter-finding"></span></p>
  </form>`;
