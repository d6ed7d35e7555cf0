/** Recordings of the kit: pairs of a case and its observation, in JSON or one a line, or the record of a run. */
import { contentHash } from '../../case/content-hash.ts';
import type { Observation } from '../../case/observation.ts';
import { parseCase } from '../../case/parse-case.ts';
import { ShapeError } from '../../case/shape.ts';
import { isJsonObject, valueAt, type JsonValue } from '../../json/value.ts';
import { asPredicted, spanSince } from './as-predicted.ts';
import { readObservation } from './read-observation.ts';
import { recordedValues } from './recorded-values.ts';

export type RecordingsReading =
  | { readonly kind: 'read'; readonly observations: ReadonlyMap<string, Observation> }
  | { readonly kind: 'unreadable'; readonly reason: string };

/**
 * By content of the case. Of two observations of one case the later one counts. Tokens and times are such that anybody can be held
 * to the observation.
 */
export async function readRecordings(path: string): Promise<RecordingsReading> {
  const observations = new Map<string, Observation>();
  let started: string | undefined;
  try {
    for await (const { place, value } of recordedValues(path)) {
      started = startOf(value) ?? started;
      const pair = readPair(value, place, started);
      if (pair) observations.set(...pair);
    }
  } catch (error) {
    if (error instanceof ShapeError) return { kind: 'unreadable', reason: error.message };
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return { kind: 'unreadable', reason: `${path}: ${code === 'ENOENT' ? 'there is no such file' : code}` };
  }
  return { kind: 'read', observations };
}

/** When the run was begun, of its header. */
function startOf(value: JsonValue): string | undefined {
  if (!isJsonObject(value) || valueAt(value, 'kind') !== 'header') return undefined;
  const started = valueAt(value, 'started');
  return typeof started === 'string' ? started : undefined;
}

/** Undefined for what holds no observation: a run's header and footer, a case that the target declined, other JSON. */
function readPair(
  value: JsonValue,
  place: string,
  started: string | undefined,
): readonly [string, Observation] | undefined {
  if (!isJsonObject(value)) return undefined;
  const target = valueAt(value, 'target');
  const observation =
    valueAt(value, 'observation') ?? (isJsonObject(target) ? valueAt(target, 'observation') : undefined);
  const testCase = valueAt(value, 'case');
  if (observation === undefined || testCase === undefined) return undefined;
  const parsing = parseCase(testCase);
  if (!parsing.ok) throw new ShapeError(`${place}.case`, `a case (${parsing.message})`, testCase);
  const read = readObservation(observation, `${place}.observation`);
  return [contentHash(parsing.case), asPredicted(read, parsing.case, spanSince(started))];
}
