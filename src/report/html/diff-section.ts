/** Two texts as a diff: lines of AWS's alone, lines of the target's alone, lines of both. */
import { prettyText } from '../pretty-json.ts';
import { clipLines } from '../texts/clip-lines.ts';
import { diffLines, type DiffLine } from '../texts/diff-lines.ts';
import { shortened } from './code-block.ts';
import { html, type Markup } from './markup.ts';

/** Lines of a diff that are shown. */
const MOST_LINES = 300;

/** Equal lines that are shown around a difference. */
const AROUND = 6;

/** A section of its own for what differs; what is the same on both sides is one line that can be opened. */
export function diffSection(
  title: string,
  expected: string | undefined,
  observed: string | undefined,
  aws: string,
): Markup {
  if (expected === observed) {
    return html`<details class="listing">
      <summary>${title}: both the same</summary>
      ${lineBlock([{ side: 'both', text: shown(expected) }], aws)}
    </details>`;
  }
  return html`<section>
    <h4>${title}</h4>
    ${diffBlock(expected, observed, aws)}
  </section>`;
}

/** JSON is indented first, so that a line holds one value. A side that isn't there is said to be absent. */
function diffBlock(expected: string | undefined, observed: string | undefined, aws: string): Markup {
  if (expected === undefined || observed === undefined) {
    return lineBlock(
      [
        { side: 'expected', text: shown(expected) },
        { side: 'observed', text: shown(observed) },
      ],
      aws,
    );
  }
  const [one, other] = [prettyText(expected), prettyText(observed)];
  if (one === other) {
    // Indenting would hide what differs.
    return html`<p class="quiet">The same JSON, spelled differently.</p>
      ${difference(expected, observed, aws)}`;
  }
  return difference(one, other, aws);
}

function difference(expected: string, observed: string, aws: string): Markup {
  const lines = excerpt(clipLines(diffLines(expected, observed)));
  const left = lines.length - MOST_LINES;
  return lineBlock(
    left > 0
      ? [
          ...lines.slice(0, MOST_LINES),
          { side: 'gap', text: `… ${left} more lines, all in the finding's file …` },
        ]
      : lines,
    aws,
  );
}

const shown = (text: string | undefined): string =>
  text === undefined ? '(absent)' : shortened(prettyText(text));

type ShownLine = DiffLine | { readonly side: 'gap'; readonly text: string };

/** Leaves out equal lines far from any difference. */
function excerpt(lines: readonly DiffLine[]): readonly ShownLine[] {
  const near = new Set<number>();
  for (const [i, { side }] of lines.entries()) {
    if (side === 'both') continue;
    for (let n = i - AROUND; n <= i + AROUND; n++) near.add(n);
  }
  const kept: ShownLine[] = [];
  let left = 0;
  const close = (): void => {
    if (left > 0) kept.push({ side: 'gap', text: `… ${left} equal ${left === 1 ? 'line' : 'lines'} …` });
    left = 0;
  };
  for (const [i, line] of lines.entries()) {
    if (!near.has(i)) {
      left += 1;
      continue;
    }
    close();
    kept.push(line);
  }
  close();
  return kept;
}

function lineBlock(lines: readonly ShownLine[], aws: string): Markup {
  const words = { expected: `only ${aws}: `, observed: 'only the target: ' };
  return html`<pre class="diff" tabindex="0"><code>${lines.map(({ side, text }) => {
    if (side === 'expected')
      return html`<del><span class="said">${words.expected}</span>${`${text}\n`}</del>`;
    if (side === 'observed')
      return html`<ins><span class="said">${words.observed}</span>${`${text}\n`}</ins>`;
    return side === 'gap' ? html`<span class="gap">${`${text}\n`}</span>` : html`<span>${`${text}\n`}</span>`;
  })}</code></pre>`;
}
