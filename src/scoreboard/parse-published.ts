/** Reads a published result. */
import {
  expectNumber,
  expectObject,
  expectOneOf,
  expectText,
  mapItems,
  mapValues,
  ShapeError,
} from '../case/shape.ts';
import { hasKey, valueAt, type JsonObject, type JsonValue } from '../json/value.ts';
import type { Counts } from '../run/tally.ts';
import { PUBLISHED_FORMAT, type Published, type PublishedFinding, type RuleCounts } from './published.ts';

/** Throws a ShapeError that names the field. */
export function parsePublished(value: JsonValue): Published {
  const source = expectObject(value, '');
  const format = expectNumber(source['format'], 'format');
  if (format !== PUBLISHED_FORMAT)
    throw new ShapeError('format', `${PUBLISHED_FORMAT}, the format that this kit reads`, format);
  const text = (field: string): string => expectText(source[field], field);
  const list = expectObject(source['list'], 'list');
  return {
    format: PUBLISHED_FORMAT,
    target: text('target'),
    ...(hasKey(source, 'version') && { version: text('version') }),
    kit: text('kit'),
    date: text('date'),
    seed: expectNumber(source['seed'], 'seed'),
    suites: mapItems(source['suites'], 'suites', expectText),
    list: {
      total: expectNumber(list['total'], 'list.total'),
      fingerprint: expectText(list['fingerprint'], 'list.fingerprint'),
    },
    counts: numbersOf<Counts>(
      expectObject(source['counts'], 'counts'),
      ['cases', 'conforms', 'diverges', 'declined', 'indeterminate'],
      'counts',
    ),
    divergenceRate: expectNumber(source['divergenceRate'], 'divergenceRate'),
    coverageRate: expectNumber(source['coverageRate'], 'coverageRate'),
    rules: mapValues(source['rules'], 'rules', (rule, place) =>
      numbersOf<RuleCounts>(
        expectObject(rule, place),
        ['conforms', 'diverges', 'declined', 'indeterminate', 'elsewhere'],
        place,
      ),
    ),
    findings: mapItems(source['findings'], 'findings', finding),
    reasons: mapItems(source['reasons'], 'reasons', (reason, place) => {
      const one = expectObject(reason, place);
      return {
        reason: expectText(one['reason'], `${place}.reason`),
        count: expectNumber(one['count'], `${place}.count`),
      };
    }),
  };
}

const numbersOf = <T extends object>(
  source: JsonObject,
  fields: readonly (keyof T & string)[],
  place: string,
): T =>
  Object.fromEntries(fields.map((field) => [field, expectNumber(source[field], `${place}.${field}`)])) as T;

function finding(value: JsonValue, place: string): PublishedFinding {
  const source = expectObject(value, place);
  const text = (field: string): string => expectText(source[field], `${place}.${field}`);
  const number = (field: string): number => expectNumber(source[field], `${place}.${field}`);
  return {
    id: text('id'),
    title: text('title'),
    level: expectOneOf(source['level'], ['failure', 'warning'], `${place}.level`),
    rules: mapItems(source['rules'], `${place}.rules`, expectText),
    count: number('count'),
    states: number('states'),
    sides: mapItems(source['sides'], `${place}.sides`, (side, inner) => {
      const one = expectObject(side, inner);
      return {
        label: expectText(one['label'], `${inner}.label`),
        expected: expectText(one['expected'], `${inner}.expected`),
        observed: expectText(one['observed'], `${inner}.observed`),
      };
    }),
    case: valueAt(source, 'case') ?? null,
  };
}
