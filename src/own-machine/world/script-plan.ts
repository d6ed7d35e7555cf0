/** A plan as a case scripts it: an outcome of the function, answers to the token. */
import type { Answer, Outcome } from '../../case/case.ts';
import type { TaskState } from '../../asl/state/state.ts';
import { LARGEST_PAYLOAD } from '../../interpreter/failure.ts';
import { objectOf, entriesOf } from '../../json/key-order.ts';
import type { JsonObject } from '../../json/value.ts';
import { writeJson } from '../../json/write.ts';
import type { Plan } from './world.ts';

/** Seconds by which a function that must not be in time is late: real targets are slow to notice. */
const LATE = 3;

/** Seconds that a function takes which must not be in time for a limit that stands in data. */
const LATE_FOR_ANY = 40;

export const waitsForToken = ({ resource }: TaskState): boolean =>
  resource.kind === 'service' && resource.pattern === 'waitForTaskToken';

/** What the function does. Where the token decides, it only takes the token. */
export function outcomeOf(plan: Plan, task: TaskState): Outcome {
  if (plan.kind === 'fault') return { fault: plan.code };
  if (waitsForToken(task)) return { return: {} };
  switch (plan.kind) {
    case 'result':
      return { return: plan.value };
    case 'error':
      return { throw: thrown(plan.name, plan.detail), ...(plan.after && { delaySeconds: plan.after }) };
    case 'silence': {
      const limit = task.timeout?.kind === 'literal' ? task.timeout.value + LATE : LATE_FOR_ANY;
      return { delaySeconds: limit, return: {} };
    }
    case 'too large':
      return { returnBytes: LARGEST_PAYLOAD + 1 };
  }
}

export function answersOf(plan: Plan): readonly Answer[] {
  switch (plan.kind) {
    case 'result':
      return [{ success: plan.value }];
    case 'error': {
      const cause = Object.keys(plan.detail).length === 0 ? 'as scripted' : writeJson(plan.detail);
      return [{ failure: { error: plan.name, cause }, ...(plan.after && { afterSeconds: plan.after }) }];
    }
    case 'too large':
      return [{ successBytes: LARGEST_PAYLOAD }];
    case 'fault':
    case 'silence':
      return [];
  }
}

/** What Lambda's runtimes throw: the type first, then the message. */
const thrown = (name: string, detail: JsonObject): JsonObject =>
  objectOf([
    ['errorType', name],
    ['errorMessage', 'as scripted'],
    ...entriesOf(detail).filter(([key]) => key !== 'errorType'),
  ]);
