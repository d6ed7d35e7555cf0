/** What is meant to happen to a Task: which way its calls go, and what takes its errors. */
import type { Outcome } from '../../../src/case/case.ts';
import type { JsonObject } from '../../../src/json/value.ts';
import { drawCrash, drawFault, drawLargeResult, drawThrow } from '../../world/draw-error.ts';
import {
  drawSuccess,
  missingFunction,
  missingVersion,
  scriptFunction,
  sharedFunction,
  type ScriptedFunction,
} from '../../world/draw-function.ts';
import type { Draft } from '../draft.ts';
import type { Wish } from '../drawn-state.ts';
import type { Intention } from '../error-handling.ts';

export interface TaskPlan {
  readonly function: ScriptedFunction;
  readonly intention: Intention;
  /** TimeoutSeconds that must fire. */
  readonly timers?: JsonObject;
}

type Kind =
  | 'succeeds'
  | 'recovers'
  | 'caught'
  | 'spent'
  | 'uncaught'
  | 'missing'
  | 'noVersion'
  | 'fault'
  | 'crash'
  | 'large'
  | 'late';

/** How a Task through a function's ARN or through lambda:invoke goes. */
export function drawPlan(wish: Wish, direct: boolean): TaskPlan | undefined {
  const { draft } = wish;
  const { draw, mask } = draft;
  const kind = draw.weighted<Kind>(weightsFor(wish, direct));
  const handled = draw.chance(70);
  const intention = kind === 'succeeds' ? idleIntention(draft) : intentionOf(kind, handled);
  if (kind === 'missing') return { function: missingFunction, intention };
  if (kind === 'late') return latePlan(draft, intention);
  const success = drawSuccess(draft);
  if (kind === 'noVersion') return planned(success && missingVersion(draft, success), intention);
  if (kind === 'succeeds') {
    const delay = mask.has('function-delay') && draw.chance(15) ? { delaySeconds: 1 } : {};
    const shared = draw.chance(20) ? sharedFunction(draft) : undefined;
    return success && planned(shared ?? scriptFunction(draft, [{ ...success, ...delay }]), intention);
  }
  const outcomes = failingOutcomes(draft, kind, success);
  // How a qualified ARN is quoted where its result is too large isn't recorded.
  return outcomes && planned(scriptFunction(draft, outcomes, kind !== 'large' || !direct), intention);
}

function weightsFor(
  { draft: { mask }, spot, budget, onward }: Wish,
  direct: boolean,
): readonly (readonly [Kind, number])[] {
  const throws = mask.has('function-error');
  const catches = mask.has('catch') && (budget > 1 || onward !== undefined);
  const crashes = mask.of(['function-timeout', 'function-exit', 'out-of-memory', 'response-too-large']);
  const faults = mask.of(['invoke-fault', 'rare-invoke-fault']);
  return [
    ['succeeds', 46],
    ['recovers', throws && mask.has('retry') && mask.has('function-sequence') ? 26 : 0],
    ['caught', throws && catches ? 34 : 0],
    ['spent', throws && catches && mask.has('retry') ? 14 : 0],
    ['uncaught', throws && !spot.safe ? 9 : 0],
    // Which events these leave behind a direct ARN isn't recorded (AWS-BEHAVIOUR 1.1.14).
    ['missing', mask.has('missing-function') && !direct && !spot.safe ? 22 : 0],
    ['noVersion', mask.has('missing-version') && !direct && !spot.safe ? 26 : 0],
    ['fault', faults.length > 0 && !direct ? 24 : 0],
    ['crash', crashes.length > 0 && !spot.safe ? 14 + 8 * crashes.length : 0],
    ['large', mask.has('result-too-large') && !spot.safe ? 24 : 0],
    ['late', mask.has('function-delay') && mask.has('task-timeout') && !spot.safe ? 14 : 0],
  ];
}

const planned = (scripted: ScriptedFunction | undefined, intention: Intention): TaskPlan | undefined =>
  scripted && { function: scripted, intention };

/** Handlers that nothing comes to, as most of those in people's machines; few, for they show little. */
const idleIntention = ({ draw }: Draft): Intention => ({ retry: draw.chance(7), catch: draw.chance(6) });

function intentionOf(kind: Exclude<Kind, 'succeeds'>, handled: boolean): Intention {
  switch (kind) {
    case 'recovers':
      return { retry: true, catch: false };
    case 'caught':
      return { retry: false, catch: true };
    case 'spent':
      return { retry: true, catch: true };
    case 'uncaught':
      return { retry: handled, catch: false };
    case 'missing':
    case 'noVersion':
    case 'large':
    case 'late':
      return { retry: false, catch: handled };
    case 'crash':
    case 'fault':
      return { retry: true, catch: handled };
  }
}

function failingOutcomes(
  draft: Draft,
  kind: Kind,
  success: Outcome | undefined,
): readonly Outcome[] | undefined {
  const { draw, mask } = draft;
  if (kind === 'large') return [drawLargeResult(draft)];
  if (kind === 'fault' || kind === 'crash') {
    const first = kind === 'fault' ? drawFault(draft) : drawCrash(draft);
    const recovers = mask.has('function-sequence') && success !== undefined && draw.chance(60);
    if (first === undefined) return undefined;
    return recovers ? [first, success] : [first];
  }
  const error = drawThrow(draft);
  if (kind !== 'recovers') {
    const mixed = mask.has('function-sequence') && draw.chance(15);
    return mixed ? [error, drawThrow(draft)] : [error];
  }
  if (success === undefined) return undefined;
  return draw.chance(75) ? [error, success] : [error, error, success];
}

/** The function is out by a second, and its Task gives up as early as AWS allows. */
function latePlan(draft: Draft, intention: Intention): TaskPlan | undefined {
  const success = drawSuccess(draft);
  const limit = draft.draw.pick([1, 2]);
  const scripted = success && scriptFunction(draft, [{ ...success, delaySeconds: limit + 1 }]);
  return scripted && { function: scripted, intention, timers: { TimeoutSeconds: limit } };
}
