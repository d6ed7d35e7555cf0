/** The minimal machine of a finding: its picture with both ways, its definition, and the rest of the case. */
import type { Case } from '../../case/case.ts';
import { caseFile } from '../../case/write-case.ts';
import type { Finding } from '../../run/finding.ts';
import { prettyDefinition, prettyInput } from '../case-listing.ts';
import { drawGraph } from '../graph/draw-graph.ts';
import { wayWords } from '../graph/graph-words.ts';
import { layOut } from '../graph/layout.ts';
import { machineGraph, sizeOfGraph } from '../graph/machine-graph.ts';
import { wayOf } from '../graph/way.ts';
import { prettyValue } from '../pretty-json.ts';
import { counted } from '../verdict-line.ts';
import { codeBlock } from './code-block.ts';
import { html, type Markup } from './markup.ts';

/** A picture of more states shows nothing, and takes long to lay out. */
const MOST_STATES = 120;

export function machineSection({ case: minimal, expected, observed, states }: Finding, aws: string): Markup {
  const ways = { oracle: aws, expected: wayOf(expected), observed: wayOf(observed) };
  const words = html`<dl class="ways">
    <div class="side-aws">
      <dt>${aws}</dt>
      <dd>${wayWords(ways.expected)}</dd>
    </div>
    <div class="side-target">
      <dt>target</dt>
      <dd>${wayWords(ways.observed)}</dd>
    </div>
  </dl>`;
  const description = `The machine's states. ${aws}: ${wayWords(ways.expected)}. Target: ${wayWords(ways.observed)}.`;
  const graph = machineGraph(minimal);
  const picture =
    graph !== undefined && sizeOfGraph(graph) <= MOST_STATES
      ? html`<div class="scroll" tabindex="0" role="group" aria-label="Picture of the machine">
            ${drawGraph(layOut(graph), ways, description)}
          </div>
          ${legend(aws)}`
      : html`<p class="quiet">
          ${graph === undefined ? 'There are no states to draw.' : `With ${counted(sizeOfGraph(graph), 'state')} the machine is too large to draw.`}
        </p>`;
  return html`<section>
    <h4>The minimal machine</h4>
    <p class="quiet">${counted(states, 'state')}${settings(minimal)}</p>
    ${words}${picture}
    <details class="listing">
      <summary>${['Definition', 'input', ...worldOf(minimal).map(([part]) => part)].join(', ')}</summary>
      <h5>definition</h5>
      ${codeBlock(prettyDefinition(minimal))}
      <h5>input</h5>
      ${codeBlock(prettyInput(minimal))}${worldOf(minimal).map(
        ([part, value]) =>
          html`<h5>${part}</h5>
            ${codeBlock(prettyValue(value))}`,
      )}
    </details>
  </section>`;
}

/** What the machine has beside its definition: `, type STANDARD`. */
const settings = ({ machine: { definition: _, ...rest } }: Case): string =>
  Object.entries(rest)
    .map(([field, value]) => `, ${field} ${value}`)
    .join('');

/** What stands around the machine: functions, answers for tokens, whatever a case may hold, as far as there is any. */
function worldOf(minimal: Case): readonly (readonly [string, object])[] {
  return Object.entries(caseFile(minimal)).filter(
    (entry): entry is [string, object] =>
      !['machine', 'input'].includes(entry[0]) && typeof entry[1] === 'object' && entry[1] !== null,
  );
}

const legend = (aws: string): Markup =>
  html`<ul class="legend" aria-hidden="true">
    <li><i class="key both"></i>both</li>
    <li><i class="key aws"></i>only ${aws}</li>
    <li><i class="key target"></i>only the target</li>
    <li><i class="key neither"></i>neither</li>
  </ul>`;
