/** What comes first on the page: the verdict in a sentence, both figures, and how all cases fared. */
import { VERDICT_KINDS, type VerdictKind } from '../../compare/verdict.ts';
import type { Report } from '../report.ts';
import { oneLine } from '../printable.ts';
import { believed, conclusion, counted, percent } from '../verdict-line.ts';
import { html, type Markup } from './markup.ts';

export function figures({ summary, findings }: Report): Markup {
  const { target, oracle, seed, kit, suites, started, ended, complete, divergenceRate, coverageRate } =
    summary;
  const warnings = findings.filter(({ level }) => level === 'warning').length;
  return html`<header class="top"><p class="kicker">Step Functions conformance</p><h1${!complete && html` class="incomplete"`}>${conclusion(summary)}</h1><p class="quiet">${oneLine(target)} against ${believed(summary)}${oracle === 'reference' && ' (as the reference predicts it)'} · ${started.slice(0, 16).replace('T', ' ')} UTC · ${duration(started, ended)} · seed ${seed} · kit ${kit} · ${suites.join(', ')}</p></header>
<section class="figures" aria-label="Figures"><div class="card"><p class="big">${percent(divergenceRate)}</p><p><strong>divergence</strong><br><span class="quiet">of all cases differ</span></p></div><div class="card"><p class="big">${percent(coverageRate)}</p><p><strong>coverage</strong><br><span class="quiet">of all cases could be judged</span></p></div><div class="card"><p class="big">${findings.length}</p><p><strong>${findings.length === 1 ? 'finding' : 'findings'}</strong><br><span class="quiet">${warnings === 0 ? 'root causes' : `root causes, ${counted(warnings, 'warning')} among them`}</span></p></div></section>
${verdictBar(summary)}`;
}

const WORDS: Readonly<Record<VerdictKind, string>> = {
  conforms: 'conform',
  diverges: 'diverge',
  declined: 'declined',
  indeterminate: 'indeterminate',
};

/** The shares of the four verdicts, and their counts below. */
function verdictBar(counts: Report['summary']): Markup {
  const whole = Math.max(1, counts.cases);
  let x = 0;
  const bars = VERDICT_KINDS.map((kind) => {
    const width = (counts[kind] / whole) * 1000;
    const bar = html`<rect
      class="${kind}"
      x="${x.toFixed(2)}"
      y="0"
      width="${width.toFixed(2)}"
      height="10"
    />`;
    x += width;
    return bar;
  });
  return html`<section class="verdicts" aria-label="Verdicts">
    <svg viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">${bars}</svg>
    <ul>
      <li><strong>${counts.cases}</strong> cases</li>
      ${VERDICT_KINDS.map(
        (kind) => html`<li><i class="key ${kind}"></i><strong>${counts[kind]}</strong> ${WORDS[kind]}</li>`,
      )}
    </ul>
  </section>`;
}

function duration(started: string, ended: string): string {
  const seconds = Math.round((Date.parse(ended) - Date.parse(started)) / 1000);
  if (Number.isNaN(seconds)) return 'of unknown length';
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
