/** The search and the filters above the findings, bound to the state. */
import type { PageData } from './data.ts';
import { byId } from './elements.ts';
import type { Field, State } from './state.ts';

const SELECTS = ['facet', 'feature', 'rule', 'level', 'verdict', 'suite'] as const satisfies readonly Field[];

export class FilterBar {
  readonly #search = byId('filter-q', HTMLInputElement);
  readonly #selects = SELECTS.map((field) => [field, byId(`filter-${field}`, HTMLSelectElement)] as const);
  readonly #clear = byId('filter-clear', HTMLButtonElement);
  readonly #finding = byId('filter-finding', HTMLElement);

  /** `change` gets the fields that the user has set; empty ones restrict nothing. */
  constructor(data: PageData, change: (changes: State) => void) {
    this.#search.addEventListener('input', () => change({ q: this.#search.value }));
    const options: Readonly<Record<(typeof SELECTS)[number], readonly string[]>> = {
      facet: data.facets.toSorted(),
      feature: data.features.toSorted(),
      rule: [...new Set(data.findings.flatMap(({ rules }) => rules))].toSorted(),
      level: [...new Set(data.findings.map(({ level }) => level))],
      verdict: data.verdicts,
      suite: data.suites,
    };
    for (const [field, select] of this.#selects) {
      select.append(...options[field].map((name) => new Option(name, name)));
      // Nothing to choose between.
      if (options[field].length < 2 && select.parentElement) select.parentElement.hidden = true;
      select.addEventListener('change', () => change({ [field]: select.value }));
    }
    const nothing: State = Object.fromEntries([...SELECTS, 'q', 'finding'].map((field) => [field, '']));
    this.#clear.addEventListener('click', () => {
      change(nothing);
      this.#search.focus();
    });
    byId('filters', HTMLFormElement).addEventListener('submit', (event) => event.preventDefault());
  }

  show(state: State, data: PageData): void {
    // Not while it is being written in: the cursor would leap.
    if (this.#search.value !== (state.q ?? '')) this.#search.value = state.q ?? '';
    for (const [field, select] of this.#selects) select.value = state[field] ?? '';
    const place = data.findings.findIndex(({ id }) => id === state.finding);
    this.#finding.textContent = state.finding
      ? `Only cases of finding ${place < 0 ? state.finding : place + 1}.`
      : '';
    this.#clear.hidden = [...SELECTS, 'q' as const, 'finding' as const].every((field) => !state[field]);
  }
}
