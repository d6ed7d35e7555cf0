/**
 * Reads an observation from JSON: what reports use is checked. Fields that nobody here knows are kept, for reports show them
 * as they are.
 */
import { expectObject, expectOneOf, expectText, mapItems } from '../../case/shape.ts';
import type { Observation, Status } from '../../case/observation.ts';
import { hasKey, type JsonValue } from '../../json/value.ts';

const STATUSES = {
  SUCCEEDED: true,
  FAILED: true,
  TIMED_OUT: true,
  ABORTED: true,
  RUNNING: true,
  INVALID_DEFINITION: true,
  STARTED: true,
  RETRIABLE: true,
  CAUGHT_ERROR: true,
} satisfies Record<Status, true>;

const STATUS_NAMES = Object.keys(STATUSES) as readonly Status[];

/** Throws a ShapeError where the value is no observation. */
export function parseObservation(value: JsonValue | undefined, place: string): Observation {
  const source = expectObject(value, place);
  for (const field of ['output', 'error', 'cause', 'nextState']) {
    if (hasKey(source, field)) expectText(source[field], `${place}.${field}`);
  }
  for (const [field, texts] of Object.entries(LISTS)) {
    if (hasKey(source, field)) checkList(source[field], `${place}.${field}`, texts);
  }
  if (hasKey(source, 'callbacks')) {
    mapItems(source['callbacks'], `${place}.callbacks`, (item, inner) =>
      expectObject(expectObject(item, inner)['answer'], `${inner}.answer`),
    );
  }
  const status = expectOneOf(source['status'], STATUS_NAMES, `${place}.status`);
  return { ...(source as unknown as Observation), status };
}

/** The lists of an observation, and the texts that each of their objects must have. */
const LISTS: Readonly<Record<string, readonly string[]>> = {
  invocations: ['function', 'payload'],
  callbacks: ['state', 'result'],
  diagnostics: ['code', 'message'],
  // A target's history may lack what AWS's has: ids, types, what an event points to.
  history: [],
};

function checkList(value: JsonValue | undefined, place: string, texts: readonly string[]): void {
  mapItems(value, place, (item, inner) => {
    const source = expectObject(item, inner);
    for (const field of texts) expectText(source[field], `${inner}.${field}`);
  });
}
