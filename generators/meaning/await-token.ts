/** The wait of a callback for its token, with the margins that keep timers from racing (AWS-BEHAVIOUR 1.4, 10.2.3). */
import type { SuccessAnswer } from '../../src/case/answer-output.ts';
import type { Answer } from '../../src/case/case.ts';
import type { TaskState } from '../../src/asl/state/state.ts';
import { parseJson } from '../../src/json/parse.ts';
import type { JsonValue } from '../../src/json/value.ts';
import { writeJson } from '../../src/json/write.ts';
import { finish } from './data-flow.ts';
import type { Call, Invoked } from './invoke.ts';
import { ANSWER_SECONDS, COLD_START_SECONDS, LATE_SECONDS } from './margins.ts';
import { failed, open, TIMEOUT, type Open, type Raised, type StateOutcome } from './outcome.ts';
import { count, later, type Place } from './situation.ts';
import type { Times } from './times.ts';
import { UNFORESEEABLE } from './unforeseeable.ts';

export function awaitToken(
  state: TaskState,
  call: Call,
  invoked: Invoked,
  times: Times,
  place: Place,
): StateOutcome {
  const [n, asked] = count(invoked.situation, `token ${place.line}/${state.name}`);
  const { callbacks } = place.world;
  const lists = Object.hasOwn(callbacks, state.name) ? (callbacks[state.name] ?? []) : [];
  const answers = lists[Math.min(n, lists.length - 1)] ?? [];
  if (answers.length > 0 && !writeJson(call.body ?? null).includes(UNFORESEEABLE.token))
    return open('nobody can answer a token that the function is not given');
  // Of two lines side by side either may be the first that answers there.
  const elsewhere = answers.some(({ tokenOf }) => tokenOf !== undefined);
  const situation = elsewhere ? count(asked, 'token of another execution')[1] : asked;
  const submittedAfter = invoked.delaySeconds;
  const submitted = later(situation, submittedAfter);
  const { timeoutSeconds } = times;
  if (
    timeoutSeconds !== undefined &&
    submittedAfter > timeoutSeconds - COLD_START_SECONDS &&
    submittedAfter > 0
  )
    return open('the function would race the TimeoutSeconds of its callback');
  const early = ownEnd(answers, invoked);
  if (early?.kind === 'open') return early;
  // A call that fails ends the Task at once, token or not (1.4.5).
  if (invoked.answer.kind === 'raised') return failed(invoked.answer.raised, submitted);
  const end = early ?? tokenEnd(answers.filter(isFromOutside), sinceSubmission(times, submittedAfter));
  switch (end.kind) {
    case 'open':
      return end;
    case 'success':
      if (isLong(end.output) && !dropsResult(state))
        return open('outputs near the limit are looked at only where nothing of them is handed on (2.2.6)');
      return finish(state, situation, place, end.output, later(submitted, end.at));
    case 'raised':
      return failed(end.raised, later(submitted, end.at));
  }
}

const isFromOutside = ({ from }: Answer): boolean => from === undefined;

/** The clock of the Task starts with TaskStarted, answers count from TaskSubmitted (1.2.41). */
const sinceSubmission = ({ timeoutSeconds, ...others }: Times, submittedAfter: number): Times => ({
  ...others,
  ...(timeoutSeconds !== undefined && { timeoutSeconds: timeoutSeconds - submittedAfter }),
});

const isLong = (output: JsonValue): boolean => typeof output === 'string' && output.length > 100_000;

const dropsResult = ({ data }: TaskState): boolean =>
  data.language === 'JSONPath' && data.resultPath === null;

type TokenEnd =
  | { readonly kind: 'success'; readonly output: JsonValue; readonly at: number }
  | { readonly kind: 'raised'; readonly raised: Raised; readonly at: number }
  | Open;

/** What the function itself answers while it runs: it counts once the call has returned (inferred). Undefined where that ends nothing. */
function ownEnd(answers: readonly Answer[], { delaySeconds, answer }: Invoked): TokenEnd | undefined {
  const own = answers.filter(({ from }) => from === 'function');
  if (own.length === 0) return undefined;
  if (answer.kind === 'accepted') return open('when an event is handed on is open');
  if (own.some(({ afterSeconds = 0 }) => afterSeconds > 0 && afterSeconds > delaySeconds - 1))
    return open('a function answers while it runs, with a second to spare');
  const ends = inTime(own).map((one) => endBy(one));
  return ends.find((end) => end !== undefined);
}

const inTime = (answers: readonly Answer[]): readonly Answer[] =>
  answers.toSorted((a, b) => (a.afterSeconds ?? 0) - (b.afterSeconds ?? 0));

/** How an answer ends the wait for its token; undefined where it is refused, beats only, or goes elsewhere. */
function endBy(answer: Answer, at = 0): Exclude<TokenEnd, Open> | undefined {
  if (answer.token !== undefined || answer.tokenOf !== undefined || 'heartbeat' in answer) return undefined;
  if ('failure' in answer) return { kind: 'raised', raised: { kind: 'task', ...answer.failure }, at };
  const output = acceptedOutput(answer);
  return output && { kind: 'success', output: output.value, at };
}

/** Bytes that SendTaskSuccess takes (1.4.16). */
const LONGEST = 262_144;

/** What isn't JSON, or is too long, is refused, and the token stays open (1.4.15, 1.4.16). */
function acceptedOutput(answer: SuccessAnswer): { readonly value: JsonValue } | undefined {
  if ('success' in answer) return { value: answer.success };
  if ('successBytes' in answer)
    return answer.successBytes > LONGEST ? undefined : { value: 'x'.repeat(answer.successBytes - 2) };
  const met = parsings.get(answer);
  if (met) return met.output;
  const parsing = parseJson(answer.successText);
  const output = parsing.ok ? { value: parsing.value } : undefined;
  parsings.set(answer, { output });
  return output;
}

/** Texts that were met before: a case is looked at many times while it is drawn, and a text that isn't JSON costs an error. */
const parsings = new WeakMap<SuccessAnswer, { readonly output: { readonly value: JsonValue } | undefined }>();

/** How the wait for a token ends, `at` seconds after it began. */
export function tokenEnd(answers: readonly Answer[], { timeoutSeconds, heartbeatSeconds }: Times): TokenEnd {
  let beatAt = 0;
  for (const answer of inTime(answers)) {
    const at = answer.afterSeconds ?? 0;
    const lapse = nextLapse(beatAt, timeoutSeconds, heartbeatSeconds);
    if (lapse !== undefined && (lapse.kind === 'open' || at >= lapse.at + LATE_SECONDS)) return lapse;
    if (lapse !== undefined && at > lapse.at - lapse.margin) return open('an answer would race a timer');
    const end = endBy(answer, at);
    if (end) return end;
    if ('heartbeat' in answer && answer.token === undefined && answer.tokenOf === undefined) beatAt = at;
  }
  return (
    nextLapse(beatAt, timeoutSeconds, heartbeatSeconds) ??
    open('nothing ends the wait for this token (1.4.28)')
  );
}

type Lapse = Extract<TokenEnd, { kind: 'raised' }> & { readonly margin: number };

/** The timer that fires next, where nothing comes. The heartbeat's starts anew with each beat (1.4.17). */
function nextLapse(beatAt: number, timeout?: number, heartbeat?: number): Lapse | Open | undefined {
  const missed = heartbeat === undefined ? Infinity : beatAt + heartbeat;
  const over = timeout ?? Infinity;
  if (missed === Infinity && over === Infinity) return undefined;
  if (Math.abs(missed - over) < ANSWER_SECONDS) return open('heartbeat and timeout would race');
  return missed < over
    ? {
        kind: 'raised',
        raised: { kind: 'heartbeat', error: 'States.Timeout' },
        at: missed,
        margin: ANSWER_SECONDS,
      }
    : { kind: 'raised', raised: TIMEOUT, at: over, margin: COLD_START_SECONDS };
}
