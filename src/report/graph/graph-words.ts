/** What the picture of a machine shows, in words: for those who can't see it, and beside it for everybody. */
import { oneLine } from '../printable.ts';
import type { Way } from './way.ts';

/** Stations that are named one by one. */
const MOST_STATIONS = 24;

/** `Check → Tell → SUCCEEDED`; undefined ways are said to be unknown. */
export function wayWords(way: Way | undefined): string {
  if (way === undefined) return 'no history';
  const { stations } = way;
  if (stations.length <= MOST_STATIONS) return stations.map(oneLine).join(' → ');
  const left = stations.length - MOST_STATIONS;
  const half = MOST_STATIONS / 2;
  return [...stations.slice(0, half), `(${left} more)`, ...stations.slice(-half)].map(oneLine).join(' → ');
}
