/** Asks again for as long as something that was made a moment ago isn't known yet, or of no use (AWS-BEHAVIOUR 10.1). */
import type { TargetApi } from './api.ts';
import type { ApiAnswer } from './api-answer.ts';

/** Milliseconds: the first wait, its growth, the longest. */
export const SETTLING = { first: 250, growth: 1.5, longest: 5000 };

/** The first answer that isn't `unsettled`, or the last one within so many seconds of the target's clock. */
export async function untilSettled(
  api: TargetApi,
  seconds: number,
  signal: AbortSignal,
  ask: () => Promise<ApiAnswer>,
  unsettled: (answer: ApiAnswer) => boolean,
): Promise<ApiAnswer> {
  const deadline = api.clock.now() + seconds * 1000;
  for (let wait = SETTLING.first; ; wait = Math.min(wait * SETTLING.growth, SETTLING.longest)) {
    const answer = await ask();
    const left = deadline - api.clock.now();
    if (!unsettled(answer) || left <= 0 || signal.aborted) return answer;
    await api.clock.sleep(Math.min(wait, left), signal);
  }
}

/** A machine that other parts of the service don't know yet (10.1.3). */
export const isUnknownMachine = (answer: ApiAnswer): boolean =>
  answer.kind === 'refused' && answer.error === 'StateMachineDoesNotExist';

/** A role that was made a moment ago (10.1.12, 10.1.13). */
export const isRoleUnknown = (answer: ApiAnswer): boolean =>
  answer.kind === 'refused' &&
  (answer.message.includes('authorized to assume the provided role') ||
    answer.message.includes('cannot be assumed by Lambda'));
