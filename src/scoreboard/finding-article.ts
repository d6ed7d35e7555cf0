/** A finding with its minimal machine. */
import { valueAt, isJsonObject, type JsonValue } from '../json/value.ts';
import { html, type Markup } from '../report/html/markup.ts';
import { prettyJson } from '../report/pretty-json.ts';
import { counted } from '../report/verdict-line.ts';
import type { PublishedFinding } from './published.ts';
import { rulePage } from './words.ts';

export const findingArticle = (finding: PublishedFinding): Markup =>
  html`<article>
    <h3>${finding.title}</h3>
    <p>
      ${counted(finding.count, 'case')}, rule
      ${finding.rules.map((id) => html`<a href="../${rulePage(id)}"><code>${id}</code></a> `)}${
        finding.level === 'warning' && html`<span class="only">warning: inferred</span>`
      }
    </p>
    <dl>
      ${finding.sides.map(
        ({ label, expected, observed }) =>
          html`<dt>${label}</dt>
            <dd><b>AWS</b> <code>${expected}</code></dd>
            <dd><b>target</b> <code>${observed}</code></dd>`,
      )}
    </dl>
    <details>
      <summary>The smallest case that shows it (${counted(finding.states, 'state')})</summary>
      <pre tabindex="0">${prettyJson(withoutId(finding.case))}</pre>
    </details>
  </article>`;

/** The id is a hash of the rest. */
function withoutId(value: JsonValue): JsonValue {
  if (!isJsonObject(value) || valueAt(value, 'id') === undefined) return value;
  const { id: _, ...rest } = value;
  return rest;
}
