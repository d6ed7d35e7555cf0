/** A user's own machine, where the run was made for one: how far it was examined, transition by transition. */
import { machineFigures, machineSections } from '../machine-report.ts';
import { oneLine, shortLine } from '../printable.ts';
import type { Report } from '../report.ts';
import { counted } from '../verdict-line.ts';
import { html, type Piece } from './markup.ts';

/** Lists that are longer stand closed. */
const MOST_SHOWN = 8;

export function ownMachineSection({ summary: { machine, target } }: Report): Piece {
  if (machine === undefined) return undefined;
  const { name, type, states } = machine;
  return html`<section id="machine" class="block">
    <h2>${oneLine(name)}</h2>
    <p class="quiet">${type}, ${counted(states, 'state')}</p>
    <p><strong>${machineFigures(machine, target)}</strong></p>
    ${machineSections(machine, target).map(
      ({ title, items }) =>
        html`<details class="listing" ${items.length <= MOST_SHOWN && html` open`}>
          <summary>${title} (${items.length})</summary>
          <ul>
            ${items.map((item) => html`<li>${shortLine(item)}</li>`)}
          </ul>
        </details>`,
    )}
  </section>`;
}
