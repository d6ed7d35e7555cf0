/** Reads a file of `findings/`. */
import { parseCase } from '../../case/parse-case.ts';
import {
  expectNumber,
  expectObject,
  expectOneOf,
  expectText,
  mapItems,
  ShapeError,
} from '../../case/shape.ts';
import type { JsonValue } from '../../json/value.ts';
import type { Finding } from '../../run/finding.ts';
import { FACET_NAMES, parseDifference } from './parse-difference.ts';
import { parseObservation } from './parse-observation.ts';

/** Throws a ShapeError where the value is no finding. */
export function parseFinding(value: JsonValue): Finding {
  const source = expectObject(value, '');
  const text = (field: string): string => expectText(source[field], field);
  const texts = (field: string): readonly string[] => mapItems(source[field], field, expectText);
  const minimal = parseCase(expectObject(source['case'], 'case'));
  if (!minimal.ok) throw new ShapeError('case', `a case (${minimal.message})`, source['case']);
  return {
    id: text('id'),
    title: text('title'),
    level: expectOneOf(source['level'], ['failure', 'warning'], 'level'),
    rules: texts('rules'),
    facets: mapItems(source['facets'], 'facets', (facet, place) => expectOneOf(facet, FACET_NAMES, place)),
    signature: text('signature'),
    count: expectNumber(source['count'], 'count'),
    target: text('target'),
    difference: parseDifference(expectObject(source['difference'], 'difference'), 'difference'),
    case: minimal.case,
    features: texts('features'),
    expected: parseObservation(source['expected'], 'expected'),
    observed: parseObservation(source['observed'], 'observed'),
    states: expectNumber(source['states'], 'states'),
  };
}
