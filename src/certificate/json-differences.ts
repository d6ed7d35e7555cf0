/** Where two JSON values part, by the path of the field. */
import { isJsonArray, isJsonObject, valueAt, type JsonValue } from '../json/value.ts';
import { writeJson } from '../json/write.ts';

export interface JsonDifference {
  /** `facets.status.differs`, `findings[2].id`. */
  readonly path: string;
  readonly said: JsonValue | undefined;
  readonly found: JsonValue | undefined;
}

/** `said` against `found`; the innermost places that differ. */
export function* jsonDifferences(
  said: JsonValue | undefined,
  found: JsonValue | undefined,
  path = '',
): Iterable<JsonDifference> {
  if (isJsonObject(said) && isJsonObject(found)) {
    for (const key of new Set([...Object.keys(said), ...Object.keys(found)]))
      yield* jsonDifferences(valueAt(said, key), valueAt(found, key), path === '' ? key : `${path}.${key}`);
    return;
  }
  if (isJsonArray(said) && isJsonArray(found)) {
    for (let i = 0; i < Math.max(said.length, found.length); i++)
      yield* jsonDifferences(said[i], found[i], `${path}[${i}]`);
    return;
  }
  const same = said !== undefined && found !== undefined && writeJson(said) === writeJson(found);
  if (!same) yield { path, said, found };
}

/** A value in a few words. */
export const inShort = (value: JsonValue | undefined): string => {
  if (value === undefined) return 'nothing';
  const text = writeJson(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
};
