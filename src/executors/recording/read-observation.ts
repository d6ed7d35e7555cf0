/** Reads an observation back from a file: the one check at the border. */
import { expectObject, expectOneOf, expectText } from '../../case/shape.ts';
import type { Observation, Status } from '../../case/observation.ts';
import { hasKey, isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../json/value.ts';
import { readEvent } from '../aws-api/read-history.ts';

const STATUSES: readonly Status[] = [
  'SUCCEEDED',
  'FAILED',
  'TIMED_OUT',
  'ABORTED',
  'RUNNING',
  'INVALID_DEFINITION',
  'STARTED',
  'RETRIABLE',
  'CAUGHT_ERROR',
];

/** Throws a ShapeError that names the place. Fields that later kits may add are left out. */
export function readObservation(value: JsonValue | undefined, place: string): Observation {
  const source = expectObject(value, place);
  const text = (field: 'output' | 'error' | 'cause' | 'nextState'): object =>
    hasKey(source, field) ? { [field]: expectText(source[field], `${place}.${field}`) } : {};
  return {
    status: expectOneOf(source['status'], STATUSES, `${place}.status`),
    ...text('output'),
    ...text('error'),
    ...text('cause'),
    ...text('nextState'),
    ...(isJsonObject(source['inspection']) && { inspection: source['inspection'] }),
    ...list(source, 'invocations'),
    ...list(source, 'callbacks'),
    ...list(source, 'diagnostics'),
    ...(isJsonArray(source['history']) && { history: source['history'].map(readEvent) }),
  };
}

/** Lists that the kit wrote itself are taken as they are. */
const list = (source: JsonObject, field: 'invocations' | 'callbacks' | 'diagnostics'): object =>
  isJsonArray(source[field]) ? { [field]: source[field] } : {};
