/**
 * Which of the differences of one case is the cause of another. A wrong result of a call shows in the event that tells of it,
 * then in the state's output, then as a path that leads nowhere, then as a failure: four ways to differ, one root cause.
 */
import { isOfLaterMachine } from '../case/later-machine.ts';
import { heldBy } from '../json/parse.ts';
import { writeJson } from '../json/write.ts';
import type { JsonValue } from '../json/value.ts';
import { compareValues } from './compare-values.ts';
import type { Difference } from './difference.ts';
import { TRANSITION } from './history/compare-lines.ts';
import { signatureOf } from './signature.ts';

/**
 * What a difference may be the cause of.
 * - `anything` that comes later: other data, another ending of a state, another way
 * - `data`: a text or a header that only shows again where data shows it, and decides nothing
 * - `nothing`: how an event tells of something, or that one isn't told
 */
type Reach = 'anything' | 'data' | 'nothing';

/**
 * The earliest difference that may be the cause of the one shown, which is its own cause where there is none before it. The
 * differences are in the order of compareObservations; in a minimal case little stands beside the cause and what it does.
 */
export function rootOf(shown: Difference, differences: readonly Difference[]): Difference {
  if (!isConsequence(shown)) return shown;
  const happened = differences.filter(({ facet }) => facet === 'history');
  const told = happened.length > 0 ? happened : differences.filter(({ place }) => isStep(place));
  const at = told.findIndex((one) => signatureOf(one) === signatureOf(shown));
  const before = at < 0 ? told : told.slice(0, at);
  const missed = differences.filter(({ facet }) => facet === 'cause').map(({ observed }) => String(observed));
  const cause = before.find((one) => causes(one, shown, missed));
  return ranOtherwise(shown, cause, differences) ?? cause ?? shown;
}

/** `missed`: the words with which the target says what it fails for. */
function causes(one: Difference, shown: Difference, missed: readonly string[]): boolean {
  const reach = reachOf(one);
  if (reach !== 'data') return reach === 'anything';
  const part = envelopePart(one);
  if (part !== undefined && missed.some((words) => words.includes(part))) return true;
  return isData(shown) && (part === undefined || part === envelopePart(shown));
}

/** A call that reached another version than it should may come to anything. */
const ranOtherwise = (
  shown: Difference,
  cause: Difference | undefined,
  differences: readonly Difference[],
): Difference | undefined =>
  /^(?:Task|LambdaFunction)(?:Succeeded|Failed)/.test((cause ?? shown).place) || shown.facet !== 'history'
    ? differences.find(
        (one) => one !== shown && one.facet === 'invocations' && one.place === 'invocation.qualifier',
      )
    : undefined;

function reachOf(difference: Difference): Reach {
  const { place, expected, observed } = difference;
  // An error without a name is no longer the same error to whoever retries or catches.
  if (FAILED_CALL_ERROR.test(place)) return 'anything';
  if (expected === undefined || observed === undefined || place.endsWith('(absent)')) return 'nothing';
  if (place === TRANSITION || isStep(place)) return 'anything';
  if (!place.includes('.')) return endingsOf(place) === undefined ? 'nothing' : 'anything';
  if (place.endsWith('.error')) return 'anything';
  if (place.endsWith('.cause')) return 'data';
  if (!DATA.test(place)) return 'nothing';
  return envelopePart(difference) === undefined || envelopePart(difference) === 'Payload'
    ? 'anything'
    : 'data';
}

const FAILED_CALL_ERROR = /^(?:Task|LambdaFunction)Failed\.error$/;

const DATA = /\.(?:input|output|parameters|assignedVariables)$/;

/** What a TestState's inspection shows of the way of the data, step by step. */
const isStep = (place: string): boolean => place.startsWith('inspectionData.') && !place.endsWith('(absent)');

const isData = ({ facet, place }: Difference): boolean =>
  facet === 'output' ||
  facet === 'cause' ||
  place.startsWith('invocation.payload') ||
  isStep(place) ||
  (facet === 'history' && (DATA.test(place) || place.endsWith('.cause')));

/** Whether it can be the consequence of another one: how an event tells of something can't. */
const isConsequence = (difference: Difference): boolean =>
  difference.facet !== 'history' || reachOf(difference) !== 'nothing';

/** `TaskFailed, not TaskSucceeded`: how the step ended, and should have; undefined where only its name is another. */
function endingsOf(place: string): string | undefined {
  const types = /^(.+), not (.+)$/.exec(place)?.slice(1).map(endingOf);
  return types && types[0] !== types[1] ? types.join(' → ') : undefined;
}

/** `LambdaFunctionFailed` and `TaskFailed` end alike, and so does a call that fails for its time-out. */
const endingOf = (type: string): string =>
  /^(?:Task|LambdaFunction)TimedOut$/.test(type)
    ? 'Failed'
    : (/(?:Succeeded|Failed|TimedOut|Aborted|Entered|Exited|Scheduled|Started|Submitted)$/.exec(type)?.[0] ??
      type);

/** The field of a service's answer in which two documents part. */
export function envelopePart({ expected, observed }: Difference): string | undefined {
  if (expected === undefined || observed === undefined) return undefined;
  const inner = compareValues(heldBy(expected), heldBy(observed));
  const path = inner?.expected === undefined ? '' : inner.path;
  return /(?:^|\.)(ExecutedVersion|Payload|SdkHttpMetadata|SdkResponseMetadata|StatusCode|LogResult)\b/.exec(
    path,
  )?.[1];
}

/**
 * What differences of one cause and one rule have in common wherever they show: data is data in an event, an output or an
 * inspection; a step that failed is one in every flavour of a Task.
 */
export function causeKey(root: Difference): string {
  const { facet, place, expected, observed } = root;
  if (typeof observed === 'string' && isOfLaterMachine(observed)) return 'another version of the machine';
  if (FAILED_CALL_ERROR.test(place)) return 'the error of a call';
  if (facet === 'status') return `ending | ${ending(expected)} → ${ending(observed)}`;
  if (facet === 'history' && endingsOf(place) !== undefined) return `ending | ${endingsOf(place)}`;
  if (expected === undefined || observed === undefined || place.endsWith('(absent)'))
    return signatureOf(root);
  if (facet === 'cause' || place.endsWith('.cause')) return 'cause';
  if (isData(root))
    return `data | ${envelopePart(root) ?? ''} | ${isItsText(root) ? 'its text' : 'another value'}`;
  return signatureOf(root);
}

/** Somewhere in it stands the text of what should be there. */
function isItsText({ expected = null, observed = null }: Difference): boolean {
  const inner = compareValues(heldBy(expected), heldBy(observed));
  return isTextOf(expected, observed) || isTextOf(inner?.expected, inner?.observed);
}

const isTextOf = (wanted: JsonValue | undefined, found: JsonValue | undefined): boolean =>
  wanted !== undefined &&
  typeof found === 'string' &&
  (found === writeJson(wanted) ||
    (typeof wanted !== 'string' && compareValues(wanted, heldBy(found)) === undefined));

/** `FAILED: Busy` and `RETRIABLE` are failures. */
const ending = (status: JsonValue | undefined): string =>
  /^(?:FAILED|RETRIABLE|CAUGHT_ERROR)/.test(String(status))
    ? 'Failed'
    : String(status).replace('SUCCEEDED', 'Succeeded');

/** Whether it is about what happened, and not about how that is told or put into words. */
export const isHappening = (difference: Difference): boolean =>
  ['status', 'error', 'output', 'invocations'].includes(difference.facet) ||
  ((difference.facet === 'history' || isStep(difference.place)) && reachOf(difference) === 'anything');
