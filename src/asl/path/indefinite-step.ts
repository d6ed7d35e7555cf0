/** One step of an indefinite path, from many values to many; jsonpath-plus selects, no script is ever evaluated. */
import { JSONPath } from 'jsonpath-plus';
import { isJsonObject, type JsonValue } from '../../json/value.ts';
import type { Segment } from './path.ts';
import { satisfies } from './predicate.ts';

/** No output has room for more hits (AWS-BEHAVIOUR 9.1.2); descents on descents could find hits without end. */
const MOST_HITS = 135_000;

/** What the segment selects from each of the values, in order. Values that lack what it names are passed over. */
export function selectMany(
  segment: Segment,
  values: readonly JsonValue[],
  root: JsonValue,
): readonly JsonValue[] {
  const found: JsonValue[] = [];
  for (const value of values) {
    for (const hit of select(segment, value, root)) found.push(hit);
    if (found.length > MOST_HITS) break;
  }
  return found;
}

function select(segment: Segment, value: JsonValue, root: JsonValue): readonly JsonValue[] {
  switch (segment.kind) {
    case 'property':
      return isJsonObject(value) && Object.hasOwn(value, segment.name)
        ? [value[segment.name] as JsonValue]
        : [];
    case 'index':
      return Array.isArray(value) ? items(value, [segment.index]) : [];
    case 'indexes':
      return Array.isArray(value) ? items(value, segment.indexes) : [];
    case 'properties':
      return segment.names.flatMap((name) => select({ kind: 'property', name }, value, root));
    case 'wildcard':
      return children(value);
    case 'slice':
      return Array.isArray(value) ? query(segment.text, value) : [];
    case 'filter': {
      // Jayway applies a filter to the items of an array, or to an object itself.
      const candidates = Array.isArray(value)
        ? (value as readonly JsonValue[])
        : isJsonObject(value)
          ? [value]
          : [];
      return candidates.filter((candidate) => satisfies(segment.predicate, candidate, root));
    }
    case 'descent':
      return selectMany(segment.inner, [value, ...descendants(value)], root);
    case 'function':
    case 'script':
      return [];
  }
}

const items = (array: readonly JsonValue[], indexes: readonly number[]): readonly JsonValue[] =>
  indexes.flatMap((index) => {
    const item = array[index < 0 ? array.length + index : index];
    return item === undefined ? [] : [item];
  });

const isContainer = (value: JsonValue): boolean => Array.isArray(value) || isJsonObject(value);

const children = (value: JsonValue): readonly JsonValue[] => (isContainer(value) ? query('*', value) : []);

/** Arrays and objects anywhere below, parents before their children. */
function descendants(value: JsonValue, found: JsonValue[] = []): readonly JsonValue[] {
  for (const child of children(value).filter(isContainer)) {
    found.push(child);
    descendants(child, found);
  }
  return found;
}

/** One token of jsonpath-plus on one value. */
const query = (token: string, value: JsonValue): readonly JsonValue[] =>
  JSONPath({ path: ['$', token], json: value as object, wrap: true, eval: false }) as JsonValue[];
