/** What paths can lead to from a place in a machine: the values that are there, each with a path to it. */
import { isJsonArray, isJsonObject, type JsonValue } from '../../src/json/value.ts';
import { entriesOf } from '../../src/json/key-order.ts';
import { isForeseeable } from '../meaning/unforeseeable.ts';
import type { Draft } from './draft.ts';
import type { Spot } from './spot.ts';

export interface Source {
  readonly path: string;
  readonly value: JsonValue;
}

const SIMPLE_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const DEEPEST = 3;

/** A value and what is inside of it. Of an array the first two items. */
export function placesIn(path: string, value: JsonValue, depth = 0): readonly Source[] {
  const here: Source = { path, value };
  if (depth >= DEEPEST) return [here];
  if (isJsonArray(value)) {
    return [here, ...value.slice(0, 2).flatMap((item, i) => placesIn(`${path}[${i}]`, item, depth + 1))];
  }
  if (!isJsonObject(value)) return [here];
  return [
    here,
    ...entriesOf(value).flatMap(([key, inner]) =>
      placesIn(SIMPLE_NAME.test(key) ? `${path}.${key}` : `${path}['${key}']`, inner, depth + 1),
    ),
  ];
}

/** The sources of a state: its data, variables, and of the context object what is the same in every run. */
export function sourcesAt(draft: Draft, spot: Spot, document: JsonValue): readonly Source[] {
  const { draw, mask } = draft;
  const sources = [...placesIn('$', document)];
  for (const [name, value] of Object.entries(spot.situation.variables))
    sources.push(...placesIn(`$${name}`, value, 1));
  if (mask.has('context-object')) {
    const { mapContext, world } = spot.place;
    if (draw.chance(50)) sources.push(...placesIn('$$.Execution.Input', world.executionInput, 1));
    if (mapContext !== undefined) sources.push(...placesIn('$$.Map', mapContext, 0).slice(2));
  }
  return sources.filter(({ value }) => isForeseeable(value));
}

/** An indefinite path over an array that is there, in one of the recorded forms (AWS-BEHAVIOUR 3.4.3 to 3.4.5). */
export function indefinitePath(draft: Draft, sources: readonly Source[]): string | undefined {
  const { draw, mask } = draft;
  const arrays = sources.filter(
    ({ path, value }) => isJsonArray(value) && path.startsWith('$') && !path.includes('[0]'),
  );
  if (!mask.has('indefinite-path') || arrays.length === 0) return undefined;
  const { path, value } = draw.pick(arrays);
  const items = value as readonly JsonValue[];
  const number = items.every((item) => isJsonObject(item) && typeof item['qty'] === 'number');
  return draw.weighted([
    [`${path}[*]`, 40],
    [`${path}[${draw.pick(['1:', ':1', '0:2'])}]`, 25],
    [`${path}[*].qty`, number ? 25 : 0],
    [`${path}[?(@.qty == ${draw.pick([0, 1, 2])})]`, number ? 30 : 0],
  ]);
}

/** A path to a property that isn't there; undefined where there is no object that could lack it. */
export function missingPath(draft: Draft, sources: readonly Source[]): string | undefined {
  const objects = sources.filter(
    ({ path, value }) => isJsonObject(value) && !path.startsWith('$$') && /^\$(?:[.[]|$)/.test(path),
  );
  if (objects.length === 0) return undefined;
  return `${draft.draw.pick(objects).path}.${draft.draw.pick(['missing', 'nothing.here'])}`;
}
