/** What the paths of a state see in the analysis (AWS-BEHAVIOUR 3.3). */
import type { Scope } from '../../src/asl/path/scope.ts';
import type { State } from '../../src/asl/state/state.ts';
import { JsonDocument } from '../../src/json/document.ts';
import { objectOf } from '../../src/json/key-order.ts';
import type { JsonObject, JsonValue } from '../../src/json/value.ts';
import type { Place, Situation } from './situation.ts';
import { UNFORESEEABLE, UNFORESEEABLE_RANDOM } from './unforeseeable.ts';

/** What differs between the attempts of a Task. */
export interface Attempt {
  readonly retryCount: number;
  readonly hasToken: boolean;
}

export const FIRST_ATTEMPT: Attempt = { retryCount: 0, hasToken: false };

export function scopeOf(
  state: State,
  situation: Situation,
  place: Place,
  document: JsonValue,
  attempt: Attempt = FIRST_ATTEMPT,
  mapContext: JsonObject | undefined = place.mapContext,
): Scope {
  return {
    input: JsonDocument.ofValue(document),
    context: () => contextObject(state, place, attempt, mapContext),
    variable: (name) => (Object.hasOwn(situation.variables, name) ? situation.variables[name] : undefined),
    random: UNFORESEEABLE_RANDOM,
  };
}

/**
 * The context object with everything in it that a run decides left unforeseeable. RedriveCount is left out, for not every
 * way of starting an execution has it (3.3.5).
 */
export function contextObject(
  state: State,
  place: Place,
  attempt: Attempt,
  mapContext: JsonObject | undefined,
): JsonObject {
  const { id, time, token } = UNFORESEEABLE;
  return objectOf([
    [
      'Execution',
      objectOf([
        ['Id', id],
        ['Input', place.world.executionInput],
        ['StartTime', time],
        ['Name', id],
        ['RoleArn', id],
      ]),
    ],
    ['StateMachine', { Id: id, Name: id }],
    [
      'State',
      objectOf([
        ['Name', state.name],
        ['EnteredTime', time],
        ...(state.type === 'Task' ? [['RetryCount', attempt.retryCount] as const] : []),
      ]),
    ],
    ...(attempt.hasToken ? [['Task', { Token: token }] as const] : []),
    ...(mapContext === undefined ? [] : [['Map', mapContext] as const]),
  ]);
}
