/**
 * Whether a case can show a way to differ at all, as far as what AWS does with it tells: a difference has two sides, and the one
 * that is expected is known before the target is asked. Most cases that shrinking thinks of have lost it.
 */
import type { Observation } from '../case/observation.ts';
import { NOT_JSON } from '../compare/compare-observations.ts';
import type { Difference } from '../compare/difference.ts';
import { sharedName, TRANSITION } from '../compare/history/compare-lines.ts';
import { comparedEvent, type ComparedEvent } from '../compare/history/event.ts';
import { signatureOf } from '../compare/signature.ts';
import { parseJson } from '../json/parse.ts';
import { valueAt, type JsonValue } from '../json/value.ts';

/** False only where no target whatever could differ from this observation as the difference does, up to what its signature leaves open. */
export function canShow(difference: Difference, expected: Observation): boolean {
  switch (difference.facet) {
    case 'status':
      return isLike(difference, ending(expected));
    case 'error':
      return isLike(difference, expected.error);
    case 'cause':
      return isLike(difference, expected.cause);
    case 'output':
      return isLike(difference, outputOf(difference, expected.output));
    case 'invocations':
      return difference.place === 'too many invocations' || (expected.invocations ?? []).length > 0;
    case 'callback':
      return isEmpty(difference.expected) || (expected.callbacks ?? []).length > 0;
    case 'history':
      return canShowIn((expected.history ?? []).map(comparedEvent), difference);
    default:
      return true;
  }
}

/** Whether the signature would be the same with this on the expected side. */
const isLike = (difference: Difference, expected: JsonValue | undefined, place = difference.place): boolean =>
  signatureOf({ ...difference, place, expected }) === signatureOf(difference);

const ending = ({ status, error }: Observation): string =>
  status === 'FAILED' && error !== undefined ? `${status}: ${error}` : status;

const isEmpty = (value: JsonValue | undefined): boolean => Array.isArray(value) && value.length === 0;

/** As the comparer takes it: what it holds, or its text where the target's is missing or no JSON. */
function outputOf({ place }: Difference, output: string | undefined): JsonValue | undefined {
  if (output === undefined || place === NOT_JSON || place.endsWith('(absent)')) return output;
  const parsing = parseJson(output);
  return parsing.ok ? parsing.value : undefined;
}

function canShowIn(events: readonly ComparedEvent[], difference: Difference): boolean {
  const { place } = difference;
  const isThere = (type: string): boolean => events.some((event) => event.type === type);
  if (place === TRANSITION) return true;
  const [, wanted] = /^(.+), not .+$/.exec(place) ?? [];
  if (wanted !== undefined) return wanted === 'the end' || isThere(wanted);
  const [, tooFew] = /^too few (.+)$/.exec(place) ?? [];
  if (tooFew !== undefined) return isThere(tooFew);
  const [, absent] = /^(.+) \(absent\)$/.exec(place) ?? [];
  if (absent !== undefined)
    return absent === 'previousEventId' || isThere(absent) || events.some(({ details }) => absent in details);
  const [, type, field] = /^(\w+)\.(\w+)$/.exec(place) ?? [];
  if (type === undefined || field === undefined) return true;
  // What a target says of an event beyond AWS, and what it points to, is seen at the event alone.
  if (field === 'previousEventId') return events.some((event) => sharedName(event.type) === type);
  return events.some((event) =>
    isLike(difference, valueAt(event.details, field), `${sharedName(event.type)}.${field}`),
  );
}
