/** Compares what an executor did with a directed case with what the case expects. */
import type { Observation } from '../case/observation.ts';
import { compareCauses } from '../compare/compare-causes.ts';
import { compareEventDetails } from '../compare/compare-event-details.ts';
import { compareValues } from '../compare/compare-values.ts';
import type { Difference } from '../compare/difference.ts';
import { compareHistories } from '../compare/history/compare-histories.ts';
import { comparedEvent } from '../compare/history/event.ts';
import { keysOf, objectOf } from '../json/key-order.ts';
import { parseJson } from '../json/parse.ts';
import { hasKey, isJsonArray, valueAt, type JsonObject, type JsonValue } from '../json/value.ts';
import { compareCallbacks } from './compare-callbacks.ts';
import { compareDiagnostics } from './compare-diagnostics.ts';
import { compareInvocations } from './compare-invocations.ts';
import type { ExpectedEvent } from './event-line.ts';
import type { Expectation } from './expectation.ts';

/** Every difference; places are spelled as those of two observations, so that rules cover both alike. */
export function compareExpectation(expect: Expectation, observation: Observation): readonly Difference[] {
  if (expect.status !== observation.status) {
    return [{ facet: 'status', place: 'status', expected: ending(expect), observed: ending(observation) }];
  }
  return [
    ...compareOutput(expect, observation),
    ...compareError(expect, observation),
    ...(expect.cause === undefined
      ? []
      : compareCauses({ status: expect.status, cause: expect.cause }, observation, {})),
    ...compareAbsent(expect, observation),
    ...compareInvocations(expect, observation),
    ...compareCallbacks(expect.callbacks, observation.callbacks),
    ...compareNextState(expect, observation),
    ...compareEvents(expect, observation),
    ...compareDiagnostics(expect.diagnostics, observation.diagnostics),
  ];
}

/** The status, and the error that explains it. */
const ending = ({ status, error }: Pick<Observation, 'status' | 'error'>): string =>
  status === 'FAILED' && error !== undefined ? `${status}: ${error}` : status;

function compareOutput({ output, outputText }: Expectation, observation: Observation): readonly Difference[] {
  const found = observation.output;
  if (outputText !== undefined && found !== outputText)
    return [{ facet: 'output', place: 'output (text)', expected: outputText, observed: found }];
  if (output === undefined) return [];
  const parsing = found === undefined ? undefined : parseJson(found);
  if (!parsing?.ok) {
    const place = found === undefined ? 'output (absent)' : 'output (not JSON)';
    return [{ facet: 'output', place, expected: output, observed: found }];
  }
  const difference = compareValues(output, parsing.value);
  return difference === undefined
    ? []
    : [{ facet: 'output', place: 'output', expected: output, observed: parsing.value }];
}

const compareError = ({ error }: Expectation, observation: Observation): readonly Difference[] =>
  error === undefined || error === observation.error
    ? []
    : [
        {
          facet: 'error',
          place: observation.error === undefined ? 'error (absent)' : 'error',
          expected: error,
          observed: observation.error,
        },
      ];

const compareAbsent = ({ absent }: Expectation, observation: Observation): readonly Difference[] =>
  absent.flatMap((field) =>
    observation[field] === undefined
      ? []
      : [{ facet: field, place: field, expected: undefined, observed: observation[field] }],
  );

const compareNextState = ({ nextState }: Expectation, observation: Observation): readonly Difference[] =>
  nextState === undefined || nextState === observation.nextState
    ? []
    : [{ facet: 'api', place: 'nextState', expected: nextState, observed: observation.nextState }];

/** Events up to the orders that AWS leaves open; an observation without a history isn't compared. */
function compareEvents({ events, eventCount }: Expectation, { history }: Observation): readonly Difference[] {
  if (history === undefined) return [];
  const counted =
    eventCount === undefined || eventCount === history.length
      ? []
      : [{ facet: 'history', place: 'events', expected: eventCount, observed: history.length } as const];
  if (events === undefined) return counted;
  const compared = compareHistories(events.map(withAbsent), history.map(comparedEvent), compareNamed);
  return [...counted, ...compared];
}

/** A key that no detail has; it takes the names of those that must be absent through the comparison. */
const ABSENT = '!';

const withAbsent = (event: ExpectedEvent): ExpectedEvent => ({
  ...event,
  details: objectOf([
    ...keysOf(event.details).map((key) => [key, event.details[key] as JsonValue] as const),
    [ABSENT, event.absent],
  ]),
});

/** Compares what the line names and nothing else. */
function compareNamed(expected: JsonObject, observed: JsonObject, type: string): readonly Difference[] {
  const absent = valueAt(expected, ABSENT);
  const named = [
    ...keysOf(expected).filter((key) => key !== ABSENT),
    ...(isJsonArray(absent) ? absent.map(String) : []),
  ];
  const only = (object: JsonObject): JsonObject =>
    objectOf(named.flatMap((key) => (hasKey(object, key) ? [[key, object[key] as JsonValue] as const] : [])));
  return compareEventDetails(only(expected), only(observed), type, false);
}
