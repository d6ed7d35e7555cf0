/** Both histories in one table: equal events span it, what differs stands side by side, the first difference is marked. */
import type { ComparedEvent } from '../../compare/history/event.ts';
import type { Finding } from '../../run/finding.ts';
import { alignHistories, type HistoryRow } from '../histories/align-histories.ts';
import { prettyJson } from '../pretty-json.ts';
import { shortLine } from '../printable.ts';
import { bothShown } from '../side-by-side.ts';
import { counted } from '../verdict-line.ts';
import { shortened } from './code-block.ts';
import { html, type Markup, type Piece } from './markup.ts';

/** Rows around the first difference; a history may have 25,000 events. */
const BEFORE = 30;
const BEHIND = 60;

/** Nothing where neither side has a history. */
export function historySection({ expected, observed, difference }: Finding, aws: string): Piece {
  const aligned = alignHistories(expected, observed);
  if (aligned === undefined) return undefined;
  const { rows, first } = aligned;
  const own = rows.find((row) => shows(row, difference));
  const at = Math.max(0, first === undefined ? 0 : rows.indexOf(first));
  const [start, end] = [Math.max(0, at - BEFORE), Math.min(rows.length, at + BEHIND)];
  const missing = [
    ...(expected.history ? [] : [`${aws} has no history here.`]),
    ...(observed.history ? [] : ['The target shows no history.']),
  ];
  return html`<section>
    <h4>The histories</h4>
    ${missing.map((text) => html`<p class="quiet">${text}</p>`)}${
      first === undefined && missing.length === 0 && html`<p class="quiet">They don't differ.</p>`
    }
    <table class="histories">
      <thead>
        <tr>
          <th scope="col">${aws}</th>
          <th scope="col">target</th>
        </tr>
      </thead>
      <tbody>
        ${gap(start)}${rows
          .slice(start, end)
          .map((row, i, all) =>
            rowMarkup(row, badges(row, first, own), all[i - 1]?.line ?? '', aws),
          )}${gap(rows.length - end)}
      </tbody>
    </table>
  </section>`;
}

/** The row in which the finding's own difference shows, where it is one of a detail: `TaskScheduled.region`. */
function shows({ expected, details }: HistoryRow, { facet, place }: Finding['difference']): boolean {
  const [type = '', detail_] = place.split('.');
  return (
    facet === 'history' &&
    detail_ !== undefined &&
    (expected?.type ?? '').endsWith(type) &&
    details.some((one) => one.place === detail_)
  );
}

/** Nothing is said of the finding's own row where it is the first one. */
const badges = (row: HistoryRow, first: HistoryRow | undefined, own: HistoryRow | undefined): Piece => [
  row === first && html`<strong class="badge">first difference</strong>`,
  row === own && own !== first && html`<strong class="badge">this finding</strong>`,
];

const gap = (left: number): Piece =>
  left > 0 &&
  html`<tr class="gap">
    <td colspan="2">${counted(left, 'more row')}, all in the finding's file</td>
  </tr>`;

function rowMarkup(row: HistoryRow, badge: Piece, lineBefore: string, aws: string): Piece {
  const { line, expected, observed, kind, details } = row;
  const heading =
    line !== lineBefore &&
    html`<tr class="line">
      <th colspan="2" scope="rowgroup">${line === '' ? "The machine's own line" : `Line ${line}`}</th>
    </tr>`;
  if (kind === 'same' && expected !== undefined) {
    return [
      heading,
      html`<tr class="same">
        <td colspan="2">${eventMarkup(expected)}</td>
      </tr>`,
    ];
  }
  if (kind === 'lacking' && expected !== undefined) {
    return [
      heading,
      html`<tr class="same">
        <td colspan="2">
          ${badge}${eventMarkup(expected)}
          <div class="detail quiet">the target has no ${details.map(({ place }) => place).join(', ')}</div>
        </td>
      </tr>`,
    ];
  }
  const sides = details.map((one) => ({ place: one.place, ...bothShown(one, LONGEST_DETAIL) }));
  const note = kind === 'open' && html`<span class="quiet">AWS leaves this open</span>`;
  return [
    heading,
    html`<tr class="${kind}">
      <td class="side-aws">
        ${badge}${
          expected ? eventMarkup(expected) : html`<span class="none">no event</span>`
        }${note}${sides.map(({ place, expected: value }) => detail(place, value, aws))}
      </td>
      <td class="side-target">
        ${
          observed ? eventMarkup(observed) : html`<span class="none">no event</span>`
        }${sides.map(({ place, observed: value }) => detail(place, value, 'target'))}
      </td>
    </tr>`,
  ];
}

/** Characters of a detail in the table; the opened event has it whole. */
const LONGEST_DETAIL = 300;

const detail = (place: string, value: string, side: string): Markup =>
  html`<div class="detail">
    <span class="quiet">${place}</span>
    <code><span class="said">${side}: </span>${value}</code>
  </div>`;

/** `LambdaFunctionScheduled` may be broken before each of its words. */
const breakable = (type: string): readonly Piece[] =>
  type.split(/(?<=[a-z])(?=[A-Z])/).map((word, i) => (i === 0 ? word : html`<wbr />${word}`));

function eventMarkup({ id, type, details }: ComparedEvent): Markup {
  const subject = ['name', 'error', 'resource', 'state']
    .map((key) => details[key])
    .find((value) => typeof value === 'string');
  const title = html`<span class="id">${Number.isNaN(id) ? '' : id}</span> ${breakable(type)}
    ${typeof subject === 'string' && html`<span class="quiet">${shortLine(subject, 80)}</span>`}`;
  if (Object.keys(details).length === 0) return html`<div class="event">${title}</div>`;
  return html`<details class="event">
    <summary>${title}</summary>
    <pre tabindex="0"><code>${shortened(prettyJson(details), 1500)}</code></pre>
  </details>`;
}
