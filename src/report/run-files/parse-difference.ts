/** Reads a difference from JSON. */
import { expectObject, expectOneOf, expectText } from '../../case/shape.ts';
import type { Difference, Facet } from '../../compare/difference.ts';
import { valueAt, type JsonValue } from '../../json/value.ts';

const FACETS = {
  status: true,
  output: true,
  error: true,
  cause: true,
  invocations: true,
  history: true,
  callback: true,
  api: true,
  timing: true,
} satisfies Record<Facet, true>;

export const FACET_NAMES = Object.keys(FACETS) as readonly Facet[];

/** A side that has nothing has no key in the file. */
export function parseDifference(value: JsonValue, place: string): Difference {
  const source = expectObject(value, place);
  return {
    facet: expectOneOf(source['facet'], FACET_NAMES, `${place}.facet`),
    place: expectText(source['place'], `${place}.place`),
    expected: valueAt(source, 'expected'),
    observed: valueAt(source, 'observed'),
  };
}
