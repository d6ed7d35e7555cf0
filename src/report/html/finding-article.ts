/** One finding: closed it is a line of a list, opened everything that is known of it. */
import type { JsonValue } from '../../json/value.ts';
import type { Finding } from '../../run/finding.ts';
import { prettyJson, prettyText, prettyValue } from '../pretty-json.ts';
import { shortLine } from '../printable.ts';
import {
  bugReportCommand,
  MAY_BE_SMALLER,
  replayCommand,
  shrinkCommand,
  type Report,
  type ReportedRule,
} from '../report.ts';
import { bothShown, placeText, sidesOf } from '../side-by-side.ts';
import { believed, counted } from '../verdict-line.ts';
import { casesAddress } from './cases-address.ts';
import { diffSection } from './diff-section.ts';
import { historySection } from './history-section.ts';
import { machineSection } from './machine-section.ts';
import { html, type Markup, type Piece } from './markup.ts';

/** Addresses lead to it: `report.html#finding-ID`. */
export const findingAnchor = (id: string): string => `finding-${id}`;

/** `number` counts from 1 in the order of the report; the page's script finds the finding by it. */
export function findingArticle(finding: Finding, number: number, report: Report): Markup {
  const { id, title, level, facets, rules, count, states } = finding;
  const aws = believed(report.summary);
  return html`<li class="finding" data-number="${number}">
    <details id="${findingAnchor(id)}">
      <summary>
        <span class="number">${number}</span>
        <h3>${title}</h3>
        <span class="tags"
          >${
            level === 'warning' && html`<span class="tag warning">warning: inferred</span>`
          }${facets.map((facet) => html`<span class="tag facet">${facet}</span>`)}<span class="tag rule"
            >${rules.join(', ')}</span
          ></span
        ><span class="counts">${counted(count, 'case')} · ${counted(states, 'state')}</span>
        ${inBrief(finding, aws)}
      </summary>
      <div class="body">
        ${glance(finding, aws)}${insideTheDifference(finding, aws)}${casesLink(finding, report)}${repeat(finding, report)}${machineSection(finding, aws)}${endings(finding, aws)}${historySection(finding, aws)}${others(finding, aws)}${alsoSection(finding)}${rules.map((rule) => ruleSection(rule, report.rules[rule]))}
      </div>
    </details>
  </li> `;
}

/** Longer texts are cut: the opened finding has them whole. */
const LONGEST_IN_BRIEF = 160;

/** The difference in one line a side, so that the closed list can be read through. */
function inBrief({ difference }: Finding, aws: string): Markup {
  const { expected, observed } = bothShown(difference);
  return html`<span class="brief"
    ><span class="whose whose-aws">${aws}</span> <code>${shortLine(expected, LONGEST_IN_BRIEF)}</code>
    <span class="whose whose-target">target</span> <code>${shortLine(observed, LONGEST_IN_BRIEF)}</code></span
  >`;
}

/** The difference itself, and how both executions ended. */
const glance = (finding: Finding, aws: string): Markup =>
  html`<section>
    <h4>The difference</h4>
    <table class="glance">
      <thead>
        <tr>
          <td></td>
          <th scope="col">${aws}</th>
          <th scope="col">target</th>
        </tr>
      </thead>
      <tbody>
        ${sidesOf(finding).map(
          ({ label, expected, observed }) =>
            html`<tr>
              <th scope="row">${label}</th>
              <td class="side-aws"><code>${expected}</code></td>
              <td class="side-target"><code>${observed}</code></td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;

/**
 * Line by line where two long values differ that have no section of their own: what an event tells. Values that fit into the
 * table as they are need none.
 */
function insideTheDifference({ difference }: Finding, aws: string): Piece {
  const { facet, expected, observed } = difference;
  if (SHOWN_LATER.has(facet) || expected === undefined || observed === undefined) return undefined;
  const [wanted, found] = [lines(expected), lines(observed)];
  if (!wanted.includes('\n') && !found.includes('\n')) return undefined;
  return diffSection('Line by line', wanted, found, aws);
}

/** Facets that have their own diff below. */
const SHOWN_LATER: ReadonlySet<string> = new Set(['output', 'error', 'cause', 'invocations', 'callback']);

const lines = (value: JsonValue): string =>
  typeof value === 'string' ? prettyText(value) : prettyJson(value);

const casesLink = ({ id, count }: Finding, { cases }: Report): Piece =>
  cases &&
  html`<p>
    <a href="${casesAddress({ finding: id })}"
      >The ${count === 1 ? 'case' : `${count} cases`} that it explains</a
    >
  </p>`;

/** Output, error and cause, as far as either side has them. */
const endings = ({ expected, observed }: Finding, aws: string): readonly Piece[] =>
  (['output', 'error', 'cause'] as const).map(
    (field) =>
      (expected[field] !== undefined || observed[field] !== undefined) &&
      diffSection(ENDINGS[field], expected[field], observed[field], aws),
  );

const ENDINGS = { output: 'The output', error: 'The error', cause: 'The cause' } as const;

/** What has a section of its own. */
const SHOWN = new Set(['status', 'output', 'error', 'cause', 'history']);

/** Whatever else was observed, invocations and answers for tokens first of all: a new field needs nothing here. */
function others({ expected, observed }: Finding, aws: string): readonly Piece[] {
  const [one, other]: readonly Readonly<Record<string, unknown>>[] = [{ ...expected }, { ...observed }];
  const fields = new Set([...Object.keys(one ?? {}), ...Object.keys(other ?? {})]);
  return [...fields]
    .filter((field) => !SHOWN.has(field))
    .map((field) => {
      const [wanted, found] = [textOf(one?.[field]), textOf(other?.[field])];
      if ((wanted ?? found) === undefined || (wanted === '[]' && found === '[]')) return undefined;
      return diffSection(OTHERS[field] ?? field, wanted, found, aws);
    });
}

const textOf = (value: unknown): string | undefined =>
  value === undefined
    ? undefined
    : typeof value === 'object' && value !== null
      ? prettyValue(value)
      : String(value);

const OTHERS: Readonly<Record<string, string>> = {
  invocations: 'What the functions received',
  callbacks: 'Answers for task tokens',
  diagnostics: 'Why the definition was refused',
};

/** Ways to differ that have the same cause, each once. */
const alsoSection = ({ also }: Finding): Piece =>
  also.length > 0 &&
  html`<section>
    <h4>The same cause also shows as</h4>
    <ul>
      ${[...new Set(also.map(({ signature }) => signature))].map(
        (signature) => html`<li><code>${signatureWords(signature)}</code></li>`,
      )}
    </ul>
  </section>`;

/** `history | TaskSubmitted.output | string → string` as a place and what stands there on both sides. */
function signatureWords(signature: string): string {
  const [facet = '', place, ...sides] = signature.split(' | ');
  if (place === undefined || sides.length === 0) return signature;
  return `${place === facet ? facet : `${facet} at ${place}`}: ${sides.join(' | ')}`;
}

function ruleSection(id: string, rule: ReportedRule | undefined): Markup {
  if (rule === undefined)
    return html`<section>
      <h4>The rule ${id}</h4>
      <p class="quiet">This kit's catalogue has no such rule.</p>
    </section>`;
  return html`<section class="rule">
    <h4>The rule <code>${id}</code>: ${rule.title}</h4>
    <p>${rule.text}</p>
    <ul>
      ${rule.evidence.map((line) => html`<li>${line}</li>`)}
    </ul>
  </section>`;
}

const repeat = (finding: Finding, { folder }: Report): Markup =>
  html`<section>
    <h4>To repeat it</h4>
    ${command(replayCommand(folder, finding))}${
      finding.mayBeSmaller &&
      html`<p class="quiet">A smaller one may be found (${MAY_BE_SMALLER}):</p>
        ${command(shrinkCommand(folder, finding))}`
    }
    <p class="quiet">For the target's tracker:</p>
    ${command(bugReportCommand(folder, finding))}
  </section>`;

/** The button does nothing without the page's script, which shows it. */
const command = (text: string): Markup =>
  html`<div class="command">
    <code tabindex="0">${text}</code><button type="button" class="copy" hidden>Copy</button>
  </div>`;

/** What the search looks through. */
export const searchText = ({ id, title, rules, features, difference, signature }: Finding): string =>
  [id, title, ...rules, ...features, placeText(difference), signature].join(' ');
