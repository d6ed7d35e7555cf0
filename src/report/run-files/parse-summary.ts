/** Reads `summary.json`. Fields that nobody here knows are kept, so that the JSON reporter loses none. */
import {
  expectNumber,
  expectObject,
  expectOneOf,
  expectText,
  mapItems,
  mapValues,
  ShapeError,
} from '../../case/shape.ts';
import { hasKey, type JsonObject, type JsonValue } from '../../json/value.ts';
import type { FindingSummary, Summary } from '../../run/summary.ts';
import type { Counts } from '../../run/tally.ts';
import { FACET_NAMES } from './parse-difference.ts';
import { parseMachine } from './parse-machine.ts';

/** Throws a ShapeError where the value is no summary. */
export function parseSummary(value: JsonValue): Summary {
  const source = expectObject(value, '');
  const text = (field: string): string => expectText(source[field], field);
  const number = (field: string): number => expectNumber(source[field], field);
  const complete = source['complete'];
  if (typeof complete !== 'boolean') throw new ShapeError('complete', 'true or false', complete);
  return {
    ...source,
    target: text('target'),
    oracle: text('oracle'),
    seed: number('seed'),
    kit: text('kit'),
    suites: mapItems(source['suites'], 'suites', expectText),
    complete,
    ...(hasKey(source, 'stopped') && { stopped: text('stopped') }),
    ...(source['shrinkLimitReached'] === true && { shrinkLimitReached: true as const }),
    ...(source['turned'] === true && { turned: true as const }),
    ...counts(source, ''),
    divergenceRate: number('divergenceRate'),
    coverageRate: number('coverageRate'),
    findings: mapItems(source['findings'], 'findings', finding),
    features: mapValues(source['features'], 'features', (feature, place) =>
      counts(expectObject(feature, place), `${place}.`),
    ),
    reasons: mapItems(source['reasons'], 'reasons', reason),
    ...(hasKey(source, 'machine') && { machine: parseMachine(source['machine'], 'machine') }),
    started: text('started'),
    ended: text('ended'),
  };
}

function counts(source: JsonObject, before: string): Counts {
  const number = (field: string): number => expectNumber(source[field], `${before}${field}`);
  return {
    cases: number('cases'),
    conforms: number('conforms'),
    diverges: number('diverges'),
    declined: number('declined'),
    indeterminate: number('indeterminate'),
  };
}

function finding(value: JsonValue, place: string): FindingSummary {
  const source = expectObject(value, place);
  const text = (field: string): string => expectText(source[field], `${place}.${field}`);
  return {
    id: text('id'),
    title: text('title'),
    level: expectOneOf(source['level'], ['failure', 'warning'], `${place}.level`),
    rules: mapItems(source['rules'], `${place}.rules`, expectText),
    facets: mapItems(source['facets'], `${place}.facets`, (facet, inner) =>
      expectOneOf(facet, FACET_NAMES, inner),
    ),
    count: expectNumber(source['count'], `${place}.count`),
    case: text('case'),
  };
}

function reason(value: JsonValue, place: string): Summary['reasons'][number] {
  const source = expectObject(value, place);
  return {
    reason: expectText(source['reason'], `${place}.reason`),
    count: expectNumber(source['count'], `${place}.count`),
  };
}
