/** What is meant to happen to a callback: what its function does, how the waits for its tokens end, and what takes its errors. */
import type { Outcome } from '../../../src/case/case.ts';
import type { JsonObject } from '../../../src/json/value.ts';
import type { Ending, FunctionSender } from '../../world/draw-answers.ts';
import { drawThrow } from '../../world/draw-error.ts';
import type { Wish } from '../drawn-state.ts';
import type { Intention } from '../error-handling.ts';

/** What the function does that is given the token: mostly nothing but to return. */
export interface Asked {
  readonly outcome: Outcome;
  readonly parameters: JsonObject;
  /** Set where the function itself answers while it runs, with how long that is. */
  readonly sender?: FunctionSender;
}

export function drawAsked({ draft, spot }: Wish): Asked | undefined {
  const { draw, mask } = draft;
  const outcome: Outcome = {
    return: mask.has('scalar-result') ? draw.pick(['asked', null, { asked: true }]) : { asked: true },
  };
  const kind = draw.weighted([
    ['returns', 50],
    ['event', mask.has('callback-event') ? 60 : 0],
    ['delay', mask.has('callback-function-delay') ? 35 : 0],
    // What follows is inferred (1.4.5, G7).
    ['throws', mask.has('callback-function-error') && !spot.safe ? 70 : 0],
    ['answers', mask.has('callback-from-function') ? 70 : 0],
  ] as const);
  switch (kind) {
    case 'returns':
      return { outcome, parameters: {} };
    case 'event': {
      // What it does is invisible.
      const failing = mask.has('function-error') && draw.chance(40);
      return { outcome: failing ? drawThrow(draft) : outcome, parameters: { InvocationType: 'Event' } };
    }
    case 'delay':
      return { outcome: { ...outcome, delaySeconds: draw.pick([1, 2]) }, parameters: {} };
    case 'throws':
      return {
        outcome: drawThrow(draft),
        parameters: {},
        ...(mask.has('callback-from-function') && draw.chance(50) && { sender: { seconds: 0 } }),
      };
    case 'answers': {
      const seconds = draw.pick([0, 0, 2]);
      const delayed = seconds === 0 ? outcome : { ...outcome, delaySeconds: seconds };
      return { outcome: delayed, parameters: {}, sender: { seconds } };
    }
  }
}

export interface CallbackPlan {
  readonly endings: readonly Ending[];
  readonly intention: Intention;
}

export function drawEndings({ draft, spot }: Wish): CallbackPlan | undefined {
  const { draw, mask } = draft;
  const success = mask.has('callback-success');
  const bad: readonly Ending[] = [
    ...(mask.has('callback-failure') ? (['failure', 'failure'] as const) : []),
    ...(mask.has('callback-silence') ? (['silence', 'silence', 'silence'] as const) : []),
  ];
  const kinds = [
    ['answered', success ? 50 : 0],
    ['recovers', success && bad.length > 0 && mask.has('retry') ? 18 : 0],
    ['caught', bad.length > 0 && mask.has('catch') ? 24 : 0],
    ['uncaught', bad.length > 0 && !spot.safe ? 10 : 0],
  ] as const;
  if (kinds.every(([, weight]) => weight === 0)) return undefined;
  const kind = draw.weighted(kinds);
  switch (kind) {
    case 'answered':
      return { endings: ['success'], intention: { retry: draw.chance(15), catch: draw.chance(25) } };
    case 'recovers':
      return { endings: [draw.pick(bad), 'success'], intention: { retry: true, catch: draw.chance(30) } };
    case 'caught':
      return { endings: [draw.pick(bad)], intention: { retry: draw.chance(15), catch: true } };
    case 'uncaught':
      return { endings: [draw.pick(bad)], intention: { retry: draw.chance(15), catch: false } };
  }
}
