/** A difference as the patterns of the catalogue see it: its place, and how the two sides differ there. */
import { isOfLaterMachine } from '../case/later-machine.ts';
import { compareValues } from '../compare/compare-values.ts';
import type { Difference } from '../compare/difference.ts';
import { heldBy } from '../json/parse.ts';
import { isJsonArray, isJsonNumber, isJsonObject, type JsonValue } from '../json/value.ts';
import { writeJson } from '../json/write.ts';

/**
 * `facet place`, and the same with what is known beyond it:
 * - `(absent)` or `(extra)` where one side has nothing
 * - `at .SdkHttpMetadata`, the first part of a value that differs; `at .Payload as text` where one side has text there,
 *   `at .ExecutedVersion (absent)` where the target has nothing there
 * - `in another order`, where keys in a text, or the items of a list, are the same but for their order
 * - `spelling of a number`, where it is the same number otherwise written
 * - `instead of TaskTimedOut`, what the API should have answered
 * - `without the prefix`, where a cause lacks what AWS puts before it and nothing else
 * - `not of the version`, where the target ran the machine as it became after the version that was started
 * - `with error (absent)`, where the execution's error is missing too
 */
export function subjectsOf(difference: Difference, beside: readonly Difference[] = []): readonly string[] {
  const { facet, place } = difference;
  const subject = `${facet} ${place}`;
  return [subject, ...Array.from(detailsOf(difference, beside), (detail) => `${subject} ${detail}`)];
}

function* detailsOf(difference: Difference, beside: readonly Difference[]): Iterable<string> {
  const { facet, place, expected, observed } = difference;
  if (typeof observed === 'string' && isOfLaterMachine(observed)) yield 'not of the version';
  if (expected === undefined) yield '(extra)';
  else if (observed === undefined && !place.endsWith('(absent)')) yield '(absent)';
  if (facet === 'callback') yield* answerDetails(expected, observed);
  if (beside.some((other) => other.facet === 'error' && other.observed === undefined))
    yield 'with error (absent)';
  if (expected === undefined || observed === undefined) return;
  if (facet === 'cause' && lacksPrefix(expected, observed)) yield 'without the prefix';
  if (isContainer(heldBy(expected)) && inOrder(expected) === inOrder(observed)) yield 'in another order';
  const inner = compareValues(heldBy(expected), heldBy(observed));
  if (inner === undefined || inner.path === '') yield* numberDetails(expected, observed);
  else {
    // What stands there and shouldn't is no matter of the field that it looks like.
    if (inner.expected === undefined) return yield `at ${inner.path} (extra)`;
    yield `at ${inner.path}`;
    if (asText(inner)) yield `at ${inner.path} as text`;
    if (inner.observed === undefined) yield `at ${inner.path} (absent)`;
    yield* numberDetails(inner.expected, inner.observed);
  }
}

/** `An error occurred while executing the state 'Name' (entered at the event id #2). ` (AWS-BEHAVIOUR 2.3.1). */
const PREFIX = /^An error occurred while executing the state '.*' \(entered at the event id #\d+\)\. /s;

const lacksPrefix = (expected: JsonValue, observed: JsonValue): boolean =>
  typeof expected === 'string' && PREFIX.test(expected) && expected.replace(PREFIX, '') === observed;

/** One side has the text of the other, or of something else. */
const asText = ({ expected, observed }: Pick<Difference, 'expected' | 'observed'>): boolean =>
  (typeof expected === 'string') !== (typeof observed === 'string') ||
  (typeof expected === 'string' && observed === writeJson(expected));

const isContainer = (value: JsonValue): boolean => isJsonArray(value) || isJsonObject(value);

/** The same text for all values that hold the same, in whatever order. */
function inOrder(value: JsonValue | undefined): string {
  if (value === undefined) return '';
  const inner = heldBy(value);
  if (inner !== value && typeof inner === 'object')
    return `text of ${String(value).length}: ${inOrder(inner)}`;
  if (isJsonArray(inner)) return `[${inner.map(inOrder).toSorted().join()}]`;
  if (!isJsonObject(inner)) return writeJson(inner);
  return `{${Object.entries(inner)
    .map(([key, field]) => `${JSON.stringify(key)}:${inOrder(field)}`)
    .toSorted()
    .join()}}`;
}

function* numberDetails(expected: JsonValue | undefined, observed: JsonValue | undefined): Iterable<string> {
  if (isJsonNumber(expected) && isJsonNumber(observed) && expected.valueOf() === observed.valueOf())
    yield 'spelling of a number';
}

/** Each line ends with what the API answered: `Ask 1 success: ok`. */
function* answerDetails(expected: JsonValue | undefined, observed: JsonValue | undefined): Iterable<string> {
  if (!isJsonArray(expected) || !isJsonArray(observed)) return;
  if (expected.length !== observed.length) yield 'in another number';
  const differing = expected.find((line, i) => line !== observed[i]);
  const result = typeof differing === 'string' ? /\w+$/.exec(differing)?.[0] : undefined;
  if (result !== undefined) yield `instead of ${result}`;
}
