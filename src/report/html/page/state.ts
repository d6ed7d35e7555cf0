/** What is searched, filtered and shown, as the address has it: `report.html?q=retry&facet=status#finding-ID`. */

export const FIELDS = [
  'q',
  'facet',
  'feature',
  'rule',
  'level',
  'verdict',
  'suite',
  'finding',
  'theme',
] as const;

export type Field = (typeof FIELDS)[number];

/** A field that isn't there, or is empty, restricts nothing. */
export type State = Readonly<Partial<Record<Field, string>>>;

/** `search` as `location.search` gives it; what the page doesn't know is dropped. */
export function readState(search: string): State {
  const parameters = new URLSearchParams(search);
  return Object.fromEntries(
    FIELDS.map((field) => [field, parameters.get(field) ?? '']).filter(([, value]) => value !== ''),
  );
}

/** The address of a state within a page, with the fragment that is given. */
export function addressOf(state: State, path: string, fragment: string): string {
  const parameters = new URLSearchParams();
  for (const field of FIELDS) if (state[field]) parameters.set(field, state[field]);
  const query = parameters.toString();
  return `${path}${query === '' ? '' : `?${query}`}${fragment}`;
}

/** The state with some fields changed. */
export const changed = (state: State, changes: State): State => ({ ...state, ...changes });
