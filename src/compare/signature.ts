/** What differences of one cause have in common, so that they can be gathered into one finding. */
import { jsonTypeOf, type JsonValue } from '../json/value.ts';
import { shapeOf } from './compare-values.ts';
import type { Difference, Facet } from './difference.ts';
import { TRANSITION } from './history/compare-lines.ts';

/**
 * The facet, the place, and the shape of both sides. Two differences with one signature may still have two causes; the
 * smallest cases that show them tell.
 */
export function signatureOf({ facet, place, expected, observed }: Difference): string {
  // All events of a task tell its resource alike.
  const name = place.replace(/#\d+/g, '#n').replace(/^Task[A-Z]\w+(?=\.resource(?:Type)?$)/, 'Task…');
  // What is refused is refused whatever would come of it.
  const wanted = observed === REFUSED && expected !== REFUSED ? 'accepted' : side(facet, place, expected);
  return `${facet} | ${name} | ${wanted} → ${found(facet, place, expected, observed)}`;
}

const REFUSED = 'INVALID_DEFINITION';

/** Of the words of a cause those that AWS has tell the case; what a target says in their place is one difference, however it puts it. */
function found(
  facet: Facet,
  place: string,
  expected: JsonValue | undefined,
  observed: JsonValue | undefined,
): string {
  const isCause = facet === 'cause' || place.endsWith('.cause');
  const isText = typeof observed === 'string' && !observed.startsWith('{');
  return isCause && isText
    ? expected === undefined
      ? 'present'
      : 'other words'
    : side(facet, place, observed);
}

/** Reserved names and states of an execution stand for themselves; names of the case's own don't. */
function side(facet: Facet, place: string, value: JsonValue | undefined): string {
  if (place.endsWith('(absent)')) return value === undefined ? 'absent' : 'present';
  if (typeof value !== 'string') return shapeOf(value);
  if (facet === 'status') return value.replace(/(?<=^FAILED: ).*$/s, errorName);
  if (place === 'diagnostics') return value;
  if (place === TRANSITION) return 'a state';
  if (facet === 'error' || place.endsWith('.error')) return errorName(value);
  if (place.endsWith('previousEventId')) return value.replace(/^.*#\d+$/, 'an event').replace(/^start$/, '0');
  if (facet === 'cause' || place.endsWith('.cause')) return causeKind(value);
  if (facet === 'history' && !place.includes('.')) return value;
  return value === '' ? 'empty string' : jsonTypeOf(value);
}

const errorName = (name: string): string =>
  /^(States|Lambda|Sandbox|Runtime|Function)\./.test(name) ? name : name === '' ? 'empty' : 'own name';

/** The fixed words of a cause: what it quotes is the case's. */
const causeKind = (cause: string): string =>
  cause.startsWith('{')
    ? 'JSON'
    : cause
        .replace(/^An error occurred while executing the state '.*?' \(entered at the event [^)]*\)\. /, '')
        .replace(/'[^']*'|"[^"]*"|\{.*\}|\$[\w.[\]]*|-?\d+/g, '…')
        .slice(0, 80);

/** Which facets matter more: a difference in one makes those in later ones its consequences. */
const ORDER: readonly Facet[] = [
  'status',
  'error',
  'output',
  'cause',
  'invocations',
  'callback',
  'api',
  'history',
  'timing',
];

/** What matters more comes first. */
export const bySeverity = (a: Difference, b: Difference): number =>
  ORDER.indexOf(a.facet) - ORDER.indexOf(b.facet);

/**
 * The differences that stand on their own. A wrong status explains everything else; a wrong transition explains what ends
 * differently; a wrong error, cause or output explains the same in the history; wrong invocations explain the events of calls.
 */
export function independent(differences: readonly Difference[]): readonly Difference[] {
  const sorted = differences.toSorted(bySeverity);
  const facets = new Set(sorted.map(({ facet }) => facet));
  if (facets.has('status')) return sorted.filter(({ facet }) => facet === 'status');
  const history = firstGap(sorted.filter(({ facet }) => facet === 'history'));
  if (history.some(({ place }) => place === TRANSITION)) return history;
  return [
    ...sorted.filter(({ facet }) => facet !== 'history'),
    ...history.filter(({ place }) => !isConsequence(place, facets)),
  ];
}

/**
 * Of the places where a history's events are others than they should be only the first: it may explain the later ones, and what
 * events behind it point to.
 */
function firstGap(history: readonly Difference[]): readonly Difference[] {
  const at = history.findIndex(({ place }) => isGap(place));
  return history.filter(
    ({ place }, i) =>
      i === at || !(isGap(place) || (at >= 0 && i > at && place.endsWith('.previousEventId'))),
  );
}

const isGap = (place: string): boolean =>
  place !== TRANSITION && !place.includes('.') && (!place.endsWith('(absent)') || /^[A-Z]/.test(place));

function isConsequence(place: string, facets: ReadonlySet<Facet>): boolean {
  const sequence = !place.includes('.');
  if (sequence) return facets.has('output') || facets.has('error') || facets.has('invocations');
  if (facets.has('error') && /\.(error|cause|output|input|parameters)$/.test(place)) return true;
  if (facets.has('cause') && place.endsWith('.cause')) return true;
  if (facets.has('output') && /\.(output|input|parameters)$/.test(place)) return true;
  return facets.has('invocations') && /\.(input|output|parameters)$/.test(place);
}
