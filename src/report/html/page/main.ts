/** The page at work: state from the address, filters, the table of cases, copying, light and dark. */
import { CaseRows } from './case-rows.ts';
import { offerCopying } from './copy.ts';
import type { PageData } from './data.ts';
import { byId } from './elements.ts';
import { FilterBar } from './filter-bar.ts';
import { matchesOf } from './matching.ts';
import { addressOf, changed, readState, type State } from './state.ts';
import { offerThemes } from './theme.ts';

const data = JSON.parse(byId('data', HTMLScriptElement).text) as PageData;
const findings = [...document.querySelectorAll<HTMLElement>('li.finding')];
const said = byId('said', HTMLElement);
const counts = byId('counts', HTMLElement);
const rows = new CaseRows(data);
let state = readState(location.search);

const bar = new FilterBar(data, (changes) => set(changed(state, changes)));
const theme = offerThemes((name) => set(changed(state, { theme: name })));
offerCopying((text) => (said.textContent = text));

/** Shows a state and puts it into the address; the fragment stays. */
function set(next: State): void {
  state = next;
  show();
  history.replaceState(null, '', addressOf(state, location.pathname, location.hash));
}

function show(): void {
  const matches = matchesOf(data, state);
  for (const [place, item] of findings.entries()) item.hidden = !matches.findings.has(place);
  rows.show(matches.cases);
  counts.textContent = `${matches.findings.size} of ${data.findings.length} findings, ${matches.cases.length} of ${data.cases.length} cases`;
  bar.show(state, data);
  theme(state.theme);
}

/** The finding that the address leads to is opened; a filter that hides it is dropped. */
function followFragment(): void {
  const target = document.getElementById(fragmentName());
  if (!(target instanceof HTMLDetailsElement)) return;
  if (target.closest('li')?.hidden) set({ ...(state.theme && { theme: state.theme }) });
  target.open = true;
  target.scrollIntoView();
  target.querySelector('summary')?.focus({ preventScroll: true });
}

/** An address that somebody wrote by hand may hold a `%` that stands for nothing. */
function fragmentName(): string {
  const fragment = location.hash.slice(1);
  return /%(?![0-9a-f]{2})/i.test(fragment) ? fragment : decodeURIComponent(fragment);
}

for (const item of findings) {
  const details = item.querySelector('details');
  details?.addEventListener('toggle', () => {
    const own = `#${details.id}`;
    const fragment = details.open ? own : location.hash === own ? '' : location.hash;
    history.replaceState(null, '', addressOf(state, location.pathname, fragment));
  });
}

// Links that set filters need no new page.
document.addEventListener('click', (event) => {
  const link =
    event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href^="?"]') : null;
  if (link === null || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const { search, hash } = new URL(link.href);
  state = { ...readState(search), ...(state.theme && { theme: state.theme }) };
  history.pushState(null, '', addressOf(state, location.pathname, hash));
  show();
  document.getElementById(hash.slice(1))?.scrollIntoView();
});

addEventListener('popstate', () => {
  state = readState(location.search);
  show();
  followFragment();
});
addEventListener('hashchange', followFragment);

for (const part of document.querySelectorAll<HTMLElement>('[data-scripted]')) part.hidden = false;
show();
followFragment();
