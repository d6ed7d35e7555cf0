/**
 * When a difference comes about: between which events of the expected history lies what made it. What happened before or after
 * is not to blame.
 */
import type { Invocation, Observation } from '../case/observation.ts';
import { isJsonArray, isJsonObject } from '../json/value.ts';
import { asJson, compareHistoriesOf } from './compare-observations.ts';
import { compareValues } from './compare-values.ts';
import type { Difference } from './difference.ts';
import { comparedEvent, type ComparedEvent } from './history/event.ts';
import { takeApart } from './history/lines.ts';
import { signatureOf } from './signature.ts';

/** What was done when at least `from` events had been written, and fewer than `to`. */
export interface Moment {
  readonly from: number;
  readonly to: number;
  /** Where nothing was done then: the target failed before it told of what was to come. */
  readonly next?: Moment;
}

/** Nothing that happened: the API tells otherwise of what the history tells alike. */
export const NEVER: Moment = { from: 0, to: 0 };

/** Undefined where it can't be told. `root` is where the difference begins: see rootOf. */
export function momentOf(root: Difference, expected: Observation, observed: Observation): Moment | undefined {
  const events = (expected.history ?? []).map(comparedEvent);
  if (events.length === 0) return undefined;
  if (root.facet === 'invocations') return momentOfCalls(root, expected.invocations ?? [], events);
  if (observed.history === undefined || observed.history.length === 0) return undefined;
  const placed = compareHistoriesOf(expected, observed);
  if (root.facet === 'history') {
    const at = placed.find(({ difference }) => signatureOf(difference) === signatureOf(root))?.at ?? 0;
    return at === 0 ? undefined : withNext(momentBefore(at, events), at, events);
  }
  const isTold = root.facet === 'output' || root.facet === 'error';
  const isWhole = placed.every(({ at }) => at > 0) && observed.history.length >= events.length;
  return isTold && isWhole ? NEVER : undefined;
}

const ENTERED = /StateEntered$/;
const SCHEDULED = /^(?:Task|LambdaFunction)Scheduled$/;

/** What comes of a call: the call as a whole made it. */
export const CALLED =
  /^(?:Task|LambdaFunction)(?:Started|Submitted|Succeeded|Failed|TimedOut|StartFailed|SubmitFailed)$/;

/** What made an event: the steps since the one before it; for a state that is entered, the way out of the one before. */
function momentBefore(at: number, events: readonly ComparedEvent[]): Moment | undefined {
  const event = events[at - 1];
  if (event === undefined) return undefined;
  if (CALLED.test(event.type)) return { from: enteredBefore(event, events), to: at };
  const before = events[event.previousEventId - 1];
  const left = before?.type.endsWith('StateExited') === true ? events[before.previousEventId - 1] : before;
  return { from: since(left), to: at };
}

function withNext(
  moment: Moment | undefined,
  at: number,
  events: readonly ComparedEvent[],
): Moment | undefined {
  const then = events.find(({ previousEventId }) => previousEventId === at);
  return moment && then ? { ...moment, next: { from: moment.to, to: then.id } } : moment;
}

/** A state's own form is noted as it is entered. */
const since = (event: ComparedEvent | undefined): number =>
  event === undefined ? 0 : ENTERED.test(event.type) ? event.id - 1 : event.id;

function enteredBefore(event: ComparedEvent, events: readonly ComparedEvent[]): number {
  let at: ComparedEvent | undefined = event;
  while (at !== undefined && !ENTERED.test(at.type)) at = events[at.previousEventId - 1];
  return since(at);
}

/** Each call of a function has its Scheduled event; where lines run side by side the order of calls says nothing. */
function momentOfCalls(
  { place, expected, observed }: Difference,
  invocations: readonly Invocation[],
  events: readonly ComparedEvent[],
): Moment | undefined {
  const calls = events.filter(({ type }) => SCHEDULED.test(type));
  if (calls.length !== invocations.length) return undefined;
  if (place.startsWith('invocation')) {
    const call = calls[invocations.findIndex((one) => isIn(expected, one))];
    return call && { from: enteredBefore(call, events), to: call.id };
  }
  if (takeApart(events).lines.size > 1 || !isJsonArray(observed)) return undefined;
  // The first call that isn't as it should be.
  const alike = calls.findIndex((_, i) => observed[i] === undefined || !isIn(observed[i], invocations[i]));
  const at = alike < 0 ? calls.length : alike;
  return { from: calls[at - 1]?.id ?? 0, to: calls[at]?.id ?? events.length + 1 };
}

/** The type of an invocation may be left out of a difference. */
const isIn = (shown: Difference['expected'], invocation: Invocation | undefined): boolean =>
  invocation !== undefined &&
  isJsonObject(shown) &&
  compareValues(asJson(invocation), { ...asJson(invocation), ...shown }) === undefined;
