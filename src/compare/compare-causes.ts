/** Compares causes: texts of AWS's own, JSON of a function, or a text that quotes JSON. */
import type { Observation } from '../case/observation.ts';
import { parseJson } from '../json/parse.ts';
import { compareValues } from './compare-values.ts';
import type { ComparisonOptions } from './compare-observations.ts';
import type { Difference } from './difference.ts';
import { sameText } from './open-values.ts';

/** An event's id in a cause is open where lines of states ran side by side; the histories compare it. */
const ENTERED_AT = /\(entered at the event id #\d+\)/g;

export function compareCauses(
  { cause: expected }: Observation,
  { cause: observed }: Observation,
  { inferredCause = false }: ComparisonOptions,
): readonly Difference[] {
  if (expected === undefined || observed === undefined) {
    const place = observed === undefined ? 'cause (absent)' : 'cause';
    return expected === observed ? [] : [{ facet: 'cause', place, expected, observed }];
  }
  if (inferredCause) return [];
  const verdict = sameCause(withoutEventIds(expected), withoutEventIds(observed));
  if (verdict === 'same') return [];
  const place = verdict === 'spelling' ? 'cause (spelling of JSON)' : 'cause';
  return [{ facet: 'cause', place, expected, observed }];
}

const withoutEventIds = (text: string): string => text.replace(ENTERED_AT, '(entered at an event)');

/** `spelling` where both are the same JSON, written in another way. */
export function sameCause(expected: string, observed: string): 'same' | 'spelling' | 'different' {
  if (sameText(expected, observed)) return 'same';
  if (sameJson(expected, observed)) return 'spelling';
  const [a, b] = [quoteOf(expected), quoteOf(observed)];
  return a && b && a.around === b.around && sameJson(a.quoted, b.quoted) ? 'same' : 'different';
}

/** The document that a cause quotes, and the text around it (AWS-BEHAVIOUR 2.3.3, 2.3.4). */
function quoteOf(cause: string): { readonly around: string; readonly quoted: string } | undefined {
  const match = /^(.*could not be found in the input ')(.*)(')$/s.exec(cause);
  return match === null ? undefined : { around: `${match[1]}${match[3]}`, quoted: match[2] ?? '' };
}

export function sameJson(a: string, b: string): boolean {
  const [left, right] = [parseJson(a), parseJson(b)];
  return left.ok && right.ok && compareValues(left.value, right.value) === undefined;
}
