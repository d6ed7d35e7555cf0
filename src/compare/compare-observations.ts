/** Compares what an executor did with what was expected, facet by facet. */
import type { CallbackAnswer, Invocation, Observation } from '../case/observation.ts';
import { objectOf } from '../json/key-order.ts';
import { parseJson } from '../json/parse.ts';
import { valueAt, type JsonObject, type JsonValue } from '../json/value.ts';
import { compareCauses } from './compare-causes.ts';
import { compareEventDetails } from './compare-event-details.ts';
import { compareValues, type ValueDifference } from './compare-values.ts';
import type { Difference, Facet } from './difference.ts';
import { comparedEvent } from './history/event.ts';
import { placedDifferences } from './history/compare-histories.ts';
import type { PlacedDifference } from './history/compare-lines.ts';
import { openLines } from './history/open-lines.ts';
import { takeApart } from './history/lines.ts';

export interface ComparisonOptions {
  /** True where the expected cause's wording is inferred: it isn't compared. */
  readonly inferredCause?: boolean;
  /** Details of events that are inferred, such as `TaskSucceeded.output`: they aren't compared. */
  readonly inferredDetails?: ReadonlySet<string>;
}

/** Every difference, the ones that matter most first. A facet that the observed side can't see isn't compared. */
export function compareObservations(
  expected: Observation,
  observed: Observation,
  options: ComparisonOptions = {},
): readonly Difference[] {
  if (expected.status === 'INVALID_DEFINITION' || observed.status === 'INVALID_DEFINITION') {
    return compareRefusals(expected, observed);
  }
  return [
    ...text('status', ending(expected), ending(observed), expected.status === observed.status),
    ...compareOutputs(expected, observed),
    ...text('error', expected.error, observed.error),
    ...compareCauses(expected, observed, options),
    ...compareInvocations(expected, observed),
    ...compareCallbacks(expected.callbacks, observed.callbacks),
    ...compareTests(expected, observed),
    ...compareHistoryFacet(expected, observed, options),
  ];
}

/** A field that isn't there is a place of its own: often the target has no such field at all. */
function text(
  facet: Facet,
  expected: string | undefined,
  observed: string | undefined,
  same = expected === observed,
): readonly Difference[] {
  if (same) return [];
  const place = observed === undefined ? `${facet} (absent)` : facet;
  return [{ facet, place, expected, observed }];
}

/** The status, and the error that explains it. */
const ending = ({ status, error }: Observation): string =>
  status === 'FAILED' && error !== undefined ? `${status}: ${error}` : status;

/** What is refused is compared by code; the message too where the target passes one on. */
function compareRefusals(expected: Observation, observed: Observation): readonly Difference[] {
  if (expected.status !== observed.status) return text('status', ending(expected), ending(observed));
  const [wanted, found] = [expected.diagnostics ?? [], observed.diagnostics ?? []];
  if (found.length === 0) return [];
  const codes = (list: typeof wanted): string =>
    [...new Set(list.map(({ code }) => code))].toSorted().join(', ');
  return codes(wanted) === codes(found)
    ? []
    : [{ facet: 'api', place: 'diagnostics', expected: codes(wanted), observed: codes(found) }];
}

/** The place of an output that isn't JSON, as AWS's always is. */
export const NOT_JSON = 'output (not JSON)';

function compareOutputs(
  { output: expected }: Observation,
  { output: observed }: Observation,
): readonly Difference[] {
  if (expected === undefined || observed === undefined) return text('output', expected, observed);
  const [wanted, found] = [parsedOr(expected), parsedOr(observed)];
  if (found === undefined) {
    // Both as the texts that they are: quotes that are missing would not show otherwise.
    return [{ facet: 'output', place: NOT_JSON, expected, observed }];
  }
  const difference = compareValues(wanted, found);
  return difference
    ? [{ facet: 'output', place: `output${placeOf(difference)}`, expected: wanted, observed: found }]
    : [];
}

const parsedOr = (text_: string): JsonValue | undefined => {
  const parsing = parseJson(text_);
  return parsing.ok ? parsing.value : undefined;
};

/** The keys of outputs belong to the case; only what the machine's own envelope holds is named. */
const placeOf = ({ path, expected }: ValueDifference): string =>
  (expected === undefined
    ? null
    : /\.(ExecutedVersion|Payload|SdkHttpMetadata|SdkResponseMetadata|StatusCode|Error|Cause|LogResult)\b/.exec(
        path,
      ))?.[0] ?? '';

/** In order where one line of states runs; as a bag where several do. Where lines were given up nothing is fixed. */
function compareInvocations(expected: Observation, observed: Observation): readonly Difference[] {
  if (expected.invocations === undefined || observed.invocations === undefined) return [];
  const taken = takeApart((expected.history ?? []).map(comparedEvent));
  if (openLines(taken).size > 0) return [];
  const events = new Set(expected.invocations.filter(isEvent).map(keyOf));
  const wanted = withoutRepeats(expected.invocations, events);
  // An event with another payload than it should have is tried again as well.
  const called = new Set(expected.invocations.filter(isEvent).map(({ function: name }) => name));
  const known = new Set(expected.invocations.map(keyOf));
  const others = observed.invocations.filter(({ function: name }) => called.has(name)).map(keyOf);
  const found = withoutRepeats(
    observed.invocations,
    new Set([...events, ...others.filter((key) => !known.has(key))]),
  );
  // Lambda hands an event on when it likes.
  const anyOrder = taken.lines.size > 1 || events.size > 0;
  const a = anyOrder ? byContent(wanted) : wanted;
  const b = anyOrder ? pairedWith(a, byContent(found)) : found;
  if (a.length !== b.length) {
    return [
      {
        facet: 'invocations',
        place: a.length > b.length ? 'too few invocations' : 'too many invocations',
        expected: a.map(asJson),
        observed: b.map(asJson),
      },
    ];
  }
  for (const [i, invocation] of a.entries()) {
    const other = b[i] as Invocation;
    const [one, two] = [asSeen(invocation, other), asSeen(other, invocation)];
    const difference = compareValues(one, two);
    if (difference) {
      const place = `invocation${/^\.\w+/.exec(difference.path)?.[0] ?? ''}`;
      return [{ facet: 'invocations', place, expected: one, observed: two }];
    }
  }
  return [];
}

const byContent = (invocations: readonly Invocation[]): readonly Invocation[] =>
  invocations.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));

/** The invocations in the order of those that they equal: tokens and times in them say nothing about that. */
function pairedWith(wanted: readonly Invocation[], found: readonly Invocation[]): readonly Invocation[] {
  if (wanted.length !== found.length) return found;
  const left = [...found];
  const paired = wanted.map((one) => {
    const at = left.findIndex((other) => compareValues(asSeen(one, other), asSeen(other, one)) === undefined);
    return at < 0 ? undefined : left.splice(at, 1)[0];
  });
  return paired.map((one) => one ?? (left.shift() as Invocation));
}

const keyOf = ({ function: name, payload }: Invocation): string =>
  `${name} ${JSON.stringify(parsedOr(payload) ?? payload)}`;

const isEvent = ({ invocationType }: Invocation): boolean => invocationType === 'Event';

/** Lambda itself tries an accepted event again when its function fails (AWS-BEHAVIOUR 10.2.10): of equal ones the first counts. */
function withoutRepeats(
  invocations: readonly Invocation[],
  events: ReadonlySet<string>,
): readonly Invocation[] {
  const seen = new Set<string>();
  return invocations.filter((invocation) => {
    const key = keyOf(invocation);
    return !events.has(key) || (!seen.has(key) && seen.add(key));
  });
}

/** An invocation as a difference shows it. */
export const asJson = ({
  function: name,
  qualifier,
  payload,
  invocationType,
  clientContext,
}: Invocation): JsonObject =>
  objectOf([
    ['function', name],
    ['qualifier', qualifier],
    ['payload', parsedOr(payload) ?? payload],
    ...(invocationType === undefined ? [] : [['invocationType', invocationType] as const]),
    ...(clientContext === undefined
      ? []
      : [['clientContext', parsedOr(clientContext) ?? clientContext] as const]),
  ]);

/** Without the type where the other side can't see it. */
const asSeen = (invocation: Invocation, by: Invocation): JsonObject =>
  asJson(by.invocationType === undefined ? withoutType(invocation) : invocation);

const withoutType = ({ invocationType: _, ...others }: Invocation): Invocation => others;

/** What TestState says beside the state's own result: where it leads, and what each step gave (AWS-BEHAVIOUR 8.7.3). */
function compareTests(expected: Observation, observed: Observation): readonly Difference[] {
  const next = text('api', expected.nextState, observed.nextState).map((difference) => ({
    ...difference,
    place: difference.place.replace('api', 'nextState'),
  }));
  const [wanted, found] = [expected.inspection, observed.inspection];
  if (wanted === undefined || found === undefined) return next;
  const keys = [...new Set([...Object.keys(wanted), ...Object.keys(found)])];
  const steps = keys.flatMap((key): readonly Difference[] => {
    const [a, b] = [inspected(wanted, key), inspected(found, key)];
    const place = `inspectionData.${key}${b === undefined ? ' (absent)' : ''}`;
    return compareValues(a, b) === undefined ? [] : [{ facet: 'api', place, expected: a, observed: b }];
  });
  return [...next, ...steps];
}

/** Documents are texts. */
function inspected(data: JsonObject, key: string): JsonValue | undefined {
  const value = valueAt(data, key);
  return typeof value === 'string' ? (parsedOr(value) ?? value) : value;
}

/** How the API answered to what was sent for tokens. */
function compareCallbacks(
  expected: readonly CallbackAnswer[] | undefined,
  observed: readonly CallbackAnswer[] | undefined,
): readonly Difference[] {
  if (expected === undefined || observed === undefined) return [];
  const results = (answers: readonly CallbackAnswer[]): readonly string[] =>
    answers
      .map(({ state, attempt, answer, result }) => `${state} ${attempt} ${kindOf(answer)}: ${result}`)
      .toSorted();
  const [wanted, found] = [results(expected), results(observed)];
  const different = wanted.find((answer, i) => answer !== found[i]);
  if (different === undefined && wanted.length === found.length) return [];
  const place = `answer to ${/(\w+): \w+$/.exec(different ?? '')?.[1] ?? 'a token'}`;
  return [{ facet: 'callback', place, expected: wanted, observed: found }];
}

const kindOf = (answer: object): string =>
  ['success', 'successText', 'successBytes', 'failure', 'heartbeat'].find((kind) => kind in answer) ?? '';

const compareHistoryFacet = (
  expected: Observation,
  observed: Observation,
  options: ComparisonOptions,
): readonly Difference[] =>
  compareHistoriesOf(expected, observed, options).map(({ difference }) => difference);

/** Differences of the histories, each with the expected event at which it shows; none where one side has no history. */
export function compareHistoriesOf(
  expected: Observation,
  observed: Observation,
  options: ComparisonOptions = {},
): readonly PlacedDifference[] {
  if (expected.history === undefined || observed.history === undefined) return [];
  return placedDifferences(
    expected.history.map(comparedEvent),
    observed.history.map(comparedEvent),
    (wanted, found, place) => compareEventDetails(wanted, found, place, options.inferredCause ?? false),
  ).filter(({ difference }) => !options.inferredDetails?.has(difference.place));
}
