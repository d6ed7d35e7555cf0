/** The table of cases, a hundred rows at a time: a browser needs seconds for thousands. */
import type { PageCase, PageData } from './data.ts';
import { byId, element } from './elements.ts';

const AT_ONCE = 100;

export class CaseRows {
  readonly #data: PageData;
  readonly #body = byId('case-rows', HTMLTableSectionElement);
  readonly #more = byId('more-cases', HTMLButtonElement);
  #cases: readonly PageCase[] = [];
  #shown = 0;

  constructor(data: PageData) {
    this.#data = data;
    this.#more.addEventListener('click', () => this.#showMore());
  }

  show(cases: readonly PageCase[]): void {
    this.#cases = cases;
    this.#shown = 0;
    this.#body.replaceChildren();
    this.#showMore();
  }

  #showMore(): void {
    const next = this.#cases.slice(this.#shown, this.#shown + AT_ONCE);
    this.#body.append(...next.map((one) => this.#row(one)));
    this.#shown += next.length;
    const left = this.#cases.length - this.#shown;
    this.#more.hidden = left === 0;
    this.#more.textContent = `Show ${Math.min(AT_ONCE, left)} more of ${left}`;
  }

  #row([index, id, suite, verdict, facets, features, findings, reason]: PageCase): HTMLElement {
    const data = this.#data;
    const kind = data.verdicts[verdict] ?? '';
    const key = element('i', `key ${kind}`);
    const name = element(
      'td',
      '',
      element('code', '', id),
      ' ',
      element('span', 'quiet', `${data.suites[suite] ?? ''} ${index}`),
    );
    name.append(element('div', 'quiet', features.map((place) => data.features[place]).join(', ')));
    if (reason !== '') name.append(element('div', '', reason));
    const links = findings.flatMap((place) => {
      const finding = data.findings[place];
      if (finding === undefined) return [];
      const link = document.createElement('a');
      link.href = `#finding-${encodeURIComponent(finding.id)}`;
      link.textContent = String(place + 1);
      link.title = finding.title;
      link.setAttribute('aria-label', `finding ${place + 1}: ${finding.title}`);
      return [link, ' '];
    });
    return element(
      'tr',
      '',
      name,
      element('td', '', key, kind),
      element('td', '', facets.map((place) => data.facets[place]).join(', ')),
      element('td', '', ...links),
    );
  }
}
