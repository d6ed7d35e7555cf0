/** Addresses within the page that lead to some of its cases. */
import { printable } from '../printable.ts';
import type { State } from './page/state.ts';

/** The page's script reads the state; its values are names as the page shows them. */
export function casesAddress(state: State): string {
  const parameters = new URLSearchParams();
  for (const [field, value] of Object.entries(state)) parameters.set(field, printable(value));
  return `?${parameters.toString()}#cases`;
}
