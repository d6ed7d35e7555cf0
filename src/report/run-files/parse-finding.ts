/** Reads a file of `findings/`. */
import type { Case } from '../../case/case.ts';
import { parseCase } from '../../case/parse-case.ts';
import {
  expectNumber,
  expectObject,
  expectOneOf,
  expectText,
  mapItems,
  ShapeError,
} from '../../case/shape.ts';
import type { JsonObject, JsonValue } from '../../json/value.ts';
import type { Finding, OtherWay } from '../../run/finding.ts';
import { FACET_NAMES, parseDifference } from './parse-difference.ts';
import { parseObservation } from './parse-observation.ts';

/** Throws a ShapeError where the value is no finding. */
export function parseFinding(value: JsonValue): Finding {
  const source = expectObject(value, '');
  const text = (field: string): string => expectText(source[field], field);
  const texts = (field: string): readonly string[] => mapItems(source[field], field, expectText);
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
    case: caseOf(source, 'case'),
    features: texts('features'),
    expected: parseObservation(source['expected'], 'expected'),
    observed: parseObservation(source['observed'], 'observed'),
    states: expectNumber(source['states'], 'states'),
    ...(source['mayBeSmaller'] === true && { mayBeSmaller: true as const }),
    also: source['also'] === undefined ? [] : mapItems(source['also'], 'also', otherWay),
  };
}

function otherWay(value: JsonValue, place: string): OtherWay {
  const source = expectObject(value, place);
  return {
    signature: expectText(source['signature'], `${place}.signature`),
    case: caseOf(source, `${place}.case`),
    features: mapItems(source['features'], `${place}.features`, expectText),
    observed: parseObservation(source['observed'], `${place}.observed`),
  };
}

function caseOf(source: JsonObject, place: string): Case {
  const minimal = parseCase(expectObject(source['case'], place));
  if (!minimal.ok) throw new ShapeError(place, `a case (${minimal.message})`, source['case']);
  return minimal.case;
}
