/**
 * What is known of a value before anything runs: the places that it may come from, the constants that it may be. Where several
 * ways lead to a state, what may come by any of them.
 */
import { jsonIdentical } from '../../json/equal.ts';
import { isJsonArray, isJsonObject, valueAt, type JsonValue } from '../../json/value.ts';
import { parseJson } from '../../json/parse.ts';
import { EACH, fieldStep, inside, placeKey, SPELLED, type Place, type PlaceStep } from './place.ts';

export interface Origin {
  /** Values written into the definition. */
  readonly constants: readonly JsonValue[];
  /** The value may be what stands at one of these places. */
  readonly places: readonly Place[];
  /** It may be computed from what stands at these places. */
  readonly derived: readonly Place[];
  /** True where it may be something of which nothing is known. */
  readonly open: boolean;
  /** Fields put over everything else that the value may be. */
  readonly fields: ReadonlyMap<string, Origin>;
  /** Its items, where it may be a list made by the machine. */
  readonly items?: Origin;
  /** The JSON that it spells, where it may be a text made by the machine. */
  readonly spelled?: Origin;
  /** True where the machine itself puts it there, so that it is never missing. */
  readonly certain?: true;
}

export const NOTHING: Origin = { constants: [], places: [], derived: [], open: false, fields: new Map() };
export const OPEN: Origin = { ...NOTHING, open: true };

export const constant = (value: JsonValue): Origin => ({ ...NOTHING, constants: [value] });
export const at = (place: Place): Origin => ({ ...NOTHING, places: [place] });
export const object = (fields: Iterable<readonly [string, Origin]>): Origin => ({
  ...NOTHING,
  fields: new Map(fields),
});
export const list = (items: Origin): Origin => ({ ...NOTHING, items });
export const spelling = (spelled: Origin): Origin => ({ ...NOTHING, spelled });

/** A value made of others in a way that can't be followed backward. */
export const computed = (parts: Iterable<Origin>): Origin => ({
  ...NOTHING,
  open: true,
  derived: distinct([...parts].flatMap(allPlaces)),
});

/** True where the value can't be anything but one of the constants. */
export const isConstant = (origin: Origin): boolean =>
  !origin.open &&
  origin.places.length === 0 &&
  origin.derived.length === 0 &&
  origin.fields.size === 0 &&
  origin.items === undefined &&
  origin.spelled === undefined;

/** Every place that has to do with the value. */
export function allPlaces(origin: Origin): readonly Place[] {
  return distinct([
    ...origin.places,
    ...origin.derived,
    ...[...origin.fields.values()].flatMap(allPlaces),
    ...(origin.items ? allPlaces(origin.items) : []),
    ...(origin.spelled ? allPlaces(origin.spelled) : []),
  ]);
}

const MOST_PLACES = 24;
const MOST_CONSTANTS = 24;

function distinct(places: readonly Place[]): readonly Place[] {
  if (places.length < 2) return places;
  const byKey = new Map(places.map((place) => [placeKey(place), place]));
  return byKey.size === places.length ? places : [...byKey.values()].slice(0, MOST_PLACES);
}

export function join(a: Origin, b: Origin): Origin {
  if (a === b || b === NOTHING) return a;
  if (a === NOTHING) return b;
  return {
    constants: distinctValues([...a.constants, ...b.constants]),
    places: distinct([...a.places, ...b.places]),
    derived: distinct([...a.derived, ...b.derived]),
    open: a.open || b.open || a.constants.length + b.constants.length > 2 * MOST_CONSTANTS,
    fields: joinFields(a, b),
    ...joined('items', a.items, b.items),
    ...joined('spelled', a.spelled, b.spelled),
    ...(a.certain && b.certain && { certain: true }),
  };
}

export const joinAll = (origins: Iterable<Origin>): Origin => [...origins].reduce(join, NOTHING);

function distinctValues(values: readonly JsonValue[]): readonly JsonValue[] {
  const kept: JsonValue[] = [];
  for (const value of values) if (!kept.some((one) => jsonIdentical(one, value))) kept.push(value);
  return kept.slice(0, MOST_CONSTANTS);
}

/** A field that one side puts over its value, and the other one doesn't, may be the other one's own. */
function joinFields(a: Origin, b: Origin): ReadonlyMap<string, Origin> {
  if (a.fields.size === 0 && b.fields.size === 0) return a.fields;
  const names = new Set([...a.fields.keys(), ...b.fields.keys()]);
  return new Map([...names].map((name) => [name, join(field(a, name), field(b, name))]));
}

function joined(
  key: 'items' | 'spelled',
  a: Origin | undefined,
  b: Origin | undefined,
): Pick<Origin, 'items' | 'spelled'> {
  const both = a && b ? join(a, b) : (a ?? b);
  return both === undefined ? {} : { [key]: both };
}

/** The origin of a field; of a list's items where it is a list, as JSONata reads it. */
export function field(origin: Origin, name: string): Origin {
  const own = origin.fields.get(name);
  if (own) return own;
  return joinAll([
    stepInto(origin, fieldStep(name)),
    ...origin.constants.flatMap((value) => {
      const found = isJsonObject(value) ? valueAt(value, name) : undefined;
      return found === undefined ? [] : [constant(found)];
    }),
    ...(origin.items ? [field(origin.items, name)] : []),
  ]);
}

/** The origin of any of the items. */
export const item = (origin: Origin): Origin =>
  joinAll([
    stepInto(origin, EACH),
    ...origin.constants.flatMap((value) => (isJsonArray(value) ? value.map(constant) : [])),
    ...(origin.items ? [origin.items] : []),
    ...[...origin.fields].flatMap(([name, value]) => (/^\d+$/.test(name) ? [value] : [])),
  ]);

/** The origin of what a text spells as JSON. */
export const spelledBy = (origin: Origin): Origin =>
  joinAll([
    stepInto(origin, SPELLED),
    ...origin.constants.flatMap((value) => {
      const parsing = typeof value === 'string' ? parseJson(value) : undefined;
      return parsing?.ok ? [constant(parsing.value)] : [];
    }),
    ...(origin.spelled ? [origin.spelled] : []),
  ]);

const stepInto = ({ places, derived, open }: Origin, step: PlaceStep): Origin => ({
  ...NOTHING,
  places: places.flatMap((place) => inside(place, step) ?? []),
  derived,
  open,
});

/** The same, where the machine puts it. */
export const put = (origin: Origin): Origin => (origin.certain ? origin : { ...origin, certain: true });

/** The value with another one put at a path of fields. */
export function withField(origin: Origin, path: readonly string[], value: Origin): Origin {
  const [first, ...rest] = path;
  if (first === undefined) return value;
  const inner = rest.length === 0 ? value : withField(field(origin, first), rest, value);
  return { ...origin, fields: new Map([...origin.fields, [first, put(inner)]]) };
}

/** Equal for equal origins. */
export const originKey = (origin: Origin, depth = 0): string =>
  depth > 14
    ? '…'
    : [
        JSON.stringify(origin.constants),
        origin.places.map(placeKey).toSorted().join(),
        origin.derived.map(placeKey).toSorted().join(),
        origin.open,
        [...origin.fields]
          .map(([name, value]) => `${name}=${originKey(value, depth + 1)}`)
          .toSorted()
          .join(),
        origin.items && originKey(origin.items, depth + 1),
        origin.spelled && originKey(origin.spelled, depth + 1),
        origin.certain,
      ].join('|');
