/** Draws what the outside does with a callback's tokens, and the timers that end the wait where nobody answers. */
import type { Answer } from '../../src/case/case.ts';
import type { JsonObject } from '../../src/json/value.ts';
import { drawConstant } from '../machine/draw-template.ts';
import type { Draft } from '../machine/draft.ts';
import type { Source } from '../machine/sources.ts';
import { CAUSES, FAIL_ERRORS } from '../palette/errors.ts';
import { OUTPUT_TEXTS } from '../palette/values.ts';
import { drawFields } from './draw-input.ts';
import { drawStrayAnswers } from './draw-stray-answers.ts';

export interface Conversation {
  /** One list a token. */
  readonly answers: readonly (readonly Answer[])[];
  /** TimeoutSeconds and HeartbeatSeconds, or their `Path` forms. */
  readonly timers: JsonObject;
  /** True where an output is so long that nothing of it may be handed on. */
  readonly long: boolean;
}

/** How the waits for the tokens are meant to end, one after the other. */
export type Ending = 'success' | 'failure' | 'silence';

/** A function that answers its own token, and runs for so many seconds. */
export interface FunctionSender {
  readonly seconds: number;
}

export function drawConversation(
  draft: Draft,
  sources: readonly Source[],
  endings: readonly Ending[],
  sender?: FunctionSender,
): Conversation {
  const { draw, mask } = draft;
  const silent = endings.includes('silence');
  // A missed heartbeat, where it may also be met: its margins are small, a timeout's are those of a cold start.
  const beats = mask.has('heartbeat') && (draw.chance(silent ? 60 : 40) || (silent && endings.length > 1));
  if (silent && !beats && endings.length > 1) return drawConversation(draft, sources, ['silence'], sender);
  const timers = beats ? drawBeatTimers(draft, sources, silent) : drawTimeout(draft, sources, silent);
  const slow = !silent || timers['HeartbeatSeconds'] === 3;
  const patience = Number(timers['HeartbeatSeconds'] ?? timers['TimeoutSeconds'] ?? Infinity);
  // JSONata has no ResultPath to drop it by.
  const mayDrop = draft.world.language === 'JSONPath' && !endings.includes('failure');
  const long = mask.has('callback-output-limit') && mayDrop && draw.chance(40);
  const answers = endings.map((ending) =>
    drawAnswers(draft, { ending, beats: beats && slow, patience, sender, long }),
  );
  return { answers: answers.every((list) => list.length === 0) ? [] : answers, timers, long };
}

/** A timeout that must fire is as short as AWS allows; one that must not leaves room for a cold start (10.2.6). */
function drawTimeout({ draw, mask }: Draft, sources: readonly Source[], fires: boolean): JsonObject {
  if (fires) return { TimeoutSeconds: draw.pick([1, 2]) };
  const limits = mask.has('timeout-path') ? sources.filter(({ value }) => value === 30 || value === 60) : [];
  return limits.length > 0 && draw.chance(60)
    ? { TimeoutSecondsPath: draw.pick(limits).path }
    : { TimeoutSeconds: draw.pick([30, 60]) };
}

/** With or without a timeout beside it (1.4.24). */
function drawBeatTimers(draft: Draft, sources: readonly Source[], fires: boolean): JsonObject {
  const { draw, mask } = draft;
  const beats = mask.has('heartbeat-path') ? sources.filter(({ value }) => value === 5 || value === 10) : [];
  const beat =
    !fires && beats.length > 0 && draw.chance(90)
      ? { HeartbeatSecondsPath: draw.pick(beats).path }
      : { HeartbeatSeconds: fires ? draw.pick([2, 3]) : draw.pick([5, 10]) };
  return draw.chance(60) ? { ...beat, ...drawTimeout(draft, sources, false) } : beat;
}

/** What one token's answers are drawn for. */
interface Wait {
  readonly ending: Ending;
  /** Whether heartbeats may keep it alive. */
  readonly beats: boolean;
  /** Seconds after which silence ends it. */
  readonly patience: number;
  readonly sender: FunctionSender | undefined;
  /** Whether the success is as long as AWS takes. */
  readonly long: boolean;
}

function drawAnswers(draft: Draft, { ending, beats, patience, sender, long }: Wait): readonly Answer[] {
  const { draw, mask } = draft;
  const own = sender && ending !== 'silence' && draw.chance(75);
  if (own) return [...drawOwnAnswers(draft, ending, sender), ...drawLate(draft, 0)];
  const answers: Answer[] = sender ? [fromFunction({ heartbeat: true }, sender)] : [];
  if (ending !== 'silence') answers.push(...drawStrayAnswers(draft));
  const beat = mask.has('callback-heartbeat') && beats && draw.chance(55) ? draw.integer(0, 1) : undefined;
  if (beat !== undefined) answers.push(at(beat, { heartbeat: true }));
  if (ending === 'silence') return [...answers, ...drawLate(draft, (beat ?? 0) + patience)];
  const time = Math.max(
    draw.weighted([
      [0, 60],
      [1, 40],
    ]),
    beat ?? 0,
  );
  answers.push(at(time, ending === 'success' ? drawSuccessAnswer(draft, long) : drawFailureAnswer(draft)));
  // The token is spent by then: the API answers TaskTimedOut (1.4.12).
  if (mask.has('callback-second-answer') && draw.chance(45)) answers.push(at(time, drawTooLate(draft)));
  return [...answers, ...drawLate(draft, time)];
}

/** An answer when the token has long ended, by a timer or by another answer; the execution may have ended too. */
function drawLate(draft: Draft, endedAt: number): readonly Answer[] {
  const { draw, mask } = draft;
  if (!mask.has('callback-late-answer') || endedAt > 5 || !draw.chance(50)) return [];
  return [at(endedAt + draw.pick([2, 3]), drawTooLate(draft))];
}

const drawTooLate = ({ draw }: Draft): Answer =>
  draw.pick<Answer>([{ success: 'too late' }, { heartbeat: true }, { failure: { error: 'TooLate' } }]);

/** The function answers while it runs, with a second to spare where it takes time. */
function drawOwnAnswers(draft: Draft, ending: Ending, sender: FunctionSender): readonly Answer[] {
  const answer = ending === 'success' ? drawSuccessAnswer(draft, false) : drawFailureAnswer(draft);
  return [fromFunction(answer, sender)];
}

const fromFunction = (answer: Answer, { seconds }: FunctionSender): Answer =>
  at(seconds > 1 ? seconds - 1 : 0, { ...answer, from: 'function' });

const at = (afterSeconds: number, answer: Answer): Answer =>
  afterSeconds === 0 ? answer : { ...answer, afterSeconds };

/** The most that SendTaskSuccess takes (1.4.16). */
const LONGEST = 262_144;

function drawSuccessAnswer(draft: Draft, long: boolean): Answer {
  const { draw, mask } = draft;
  if (long) return { successBytes: LONGEST };
  if (mask.has('callback-success-text') && draw.chance(50)) return { successText: draw.pick(OUTPUT_TEXTS) };
  return { success: draw.chance(60) ? drawFields(draw, mask, 40) : drawConstant(draft) };
}

/** Error and cause may both be absent (1.4.9). */
function drawFailureAnswer({ draw, mask }: Draft): Answer {
  if (mask.has('callback-unnamed-failure') && draw.chance(45)) return { failure: {} };
  return {
    failure: { error: draw.pick(FAIL_ERRORS), ...(draw.chance(70) && { cause: draw.pick(CAUSES) }) },
  };
}
