/** The context object `$$`, `$states.context` (AWS-BEHAVIOUR 3.3, RECORDED 61). */
import { objectOf, withKey } from '../json/key-order.ts';
import { isJsonObject, valueAt, type JsonObject, type JsonValue } from '../json/value.ts';
import type { Place } from './place.ts';
import type { Visit } from './visit.ts';

const PARTS = ['Execution', 'StateMachine', 'State', 'Task', 'Map'] as const;

/** `place` is the visit's own, or where an iteration is about to begin. */
export function contextObject(visit: Visit, place: Place): JsonValue {
  const given = visit.inspection?.context;
  const { mapContext } = place;
  if (given) return mapContext === undefined ? given : withKey(given, 'Map', mapContext);
  const entries = PARTS.map((part) => [part, contextPart(visit, place, part)] as const);
  return objectOf(
    entries.filter((entry): entry is [(typeof PARTS)[number], JsonObject] => entry[1] !== undefined),
  );
}

/** One part of it; undefined where there is none: Task outside of callbacks (1.4.7), Map outside of iterations. */
export function contextPart(visit: Visit, place: Place, part: string): JsonObject | undefined {
  const { start } = visit.branch.owner;
  const given = visit.inspection?.context;
  if (given && part !== 'Map') {
    const value = valueAt(given, part);
    return isJsonObject(value) ? value : undefined;
  }
  switch (part) {
    case 'Execution':
      return executionPart(visit);
    case 'StateMachine':
      return objectOf([
        ['Id', start.stateMachineArn],
        ['Name', start.stateMachineName],
      ]);
    case 'State':
      return objectOf([
        ['Name', visit.state.name],
        ['EnteredTime', isoTime(visit.enteredAt)],
        ...(countsRetries(visit) ? [['RetryCount', visit.retryCount] as const] : []),
      ]);
    case 'Task':
      return visit.taskToken === undefined ? undefined : objectOf([['Token', visit.taskToken]]);
    case 'Map':
      return place.mapContext;
    default:
      return undefined;
  }
}

/** Only Tasks do (3.3.2); in a TestState a Map too (3.3.11), and inferred: a Parallel, the third that may retry. */
const countsRetries = ({ state: { type }, inspection }: Visit): boolean =>
  type === 'Task' || (inspection !== undefined && (type === 'Map' || type === 'Parallel'));

function executionPart(visit: Visit): JsonObject {
  const { start } = visit.branch.owner;
  const started = ['StartTime', isoTime(start.startTime)] as const;
  const names = [['Name', start.name] as const, ['RoleArn', start.roleArn] as const];
  return objectOf([
    ['Id', start.executionArn],
    ['Input', start.input.value],
    // Express puts the start behind the names (test_express_sync::test_query_runtime_memory, and the asynchronous one).
    ...(start.type === 'EXPRESS' ? [...names, started] : [started, ...names]),
    // Synchronous Express executions can't be redriven (3.3.5).
    ...(start.type === 'EXPRESS' && start.synchronous ? [] : [['RedriveCount', 0] as const]),
  ]);
}

/** As many fractional digits as needed, in groups of three (3.3.10). */
export function isoTime(milliseconds: number): string {
  const text = new Date(milliseconds).toISOString();
  return text.endsWith('.000Z') ? text.replace('.000Z', 'Z') : text;
}
