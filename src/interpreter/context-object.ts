/** The context object `$$`, `$states.context` (AWS-BEHAVIOUR 3.3, RECORDED 61). */
import { objectWith, withKey } from '../json/key-order.ts';
import { isJsonObject, valueAt, type JsonObject, type JsonValue } from '../json/value.ts';
import type { Place } from './place.ts';
import type { Visit } from './visit.ts';

const PARTS = ['Execution', 'StateMachine', 'State', 'Task', 'Map'] as const;

/** `place` is the visit's own, or where an iteration is about to begin. */
export function contextObject(visit: Visit, place: Place): JsonValue {
  const given = visit.inspection?.context;
  const { mapContext } = place;
  if (given) return mapContext === undefined ? given : withKey(given, 'Map', mapContext);
  const parts = PARTS.map((name) => [name, contextPart(visit, place, name)] as const);
  const present = parts.filter((part): part is [(typeof PARTS)[number], JsonObject] => part[1] !== undefined);
  return objectWith(
    present.map(([name]) => name),
    present.map(([, part]) => part),
  );
}

/** One part of it; undefined where there is none: Task outside of callbacks (1.4.7), Map outside of iterations. */
export function contextPart(visit: Visit, place: Place, part: string): JsonObject | undefined {
  const given = visit.inspection?.context;
  if (given && part !== 'Map') {
    const value = valueAt(given, part);
    return isJsonObject(value) ? value : undefined;
  }
  if (part === 'Map') return place.mapContext;
  const names = fieldsOf(visit, part);
  return (
    names &&
    objectWith(
      names,
      names.map((name) => FIELDS[part]?.[name]?.(visit) ?? null),
    )
  );
}

/**
 * One field of a part, without making the others; undefined where there is none, and of a Map or a context that a test has
 * brought, which are there as a whole.
 */
export function contextField(visit: Visit, part: string, field: string): JsonValue | undefined {
  if (visit.inspection?.context) return undefined;
  return fieldsOf(visit, part)?.includes(field) ? FIELDS[part]?.[field]?.(visit) : undefined;
}

/** The fields of a part in their order; undefined where there is no such part. */
function fieldsOf(visit: Visit, part: string): readonly string[] | undefined {
  switch (part) {
    case 'Execution':
      return executionFields(visit);
    case 'StateMachine':
      return ['Id', 'Name'];
    case 'State':
      return countsRetries(visit) ? ['Name', 'EnteredTime', 'RetryCount'] : ['Name', 'EnteredTime'];
    case 'Task':
      return visit.taskToken === undefined ? undefined : ['Token'];
    default:
      return undefined;
  }
}

function executionFields({ branch }: Visit): readonly string[] {
  const { type, synchronous } = branch.owner.start;
  if (type === 'STANDARD') return ['Id', 'Input', 'StartTime', 'Name', 'RoleArn', 'RedriveCount'];
  // Express puts the start behind the names (test_express_sync::test_query_runtime_memory, and the asynchronous one).
  const fields = ['Id', 'Input', 'Name', 'RoleArn', 'StartTime'];
  // Synchronous Express executions can't be redriven (3.3.5).
  return synchronous ? fields : [...fields, 'RedriveCount'];
}

/** Only Tasks do (3.3.2); in a TestState a Map too (3.3.11), and inferred: a Parallel, the third that may retry. */
const countsRetries = ({ state: { type }, inspection }: Visit): boolean =>
  type === 'Task' || (inspection !== undefined && (type === 'Map' || type === 'Parallel'));

const FIELDS: Readonly<Record<string, Readonly<Record<string, (visit: Visit) => JsonValue>>>> = {
  Execution: {
    Id: ({ branch }) => branch.owner.start.executionArn,
    Input: ({ branch }) => branch.owner.start.input.value,
    StartTime: ({ branch }) => isoTime(branch.owner.start.startTime),
    Name: ({ branch }) => branch.owner.start.name,
    RoleArn: ({ branch }) => branch.owner.start.roleArn,
    RedriveCount: () => 0,
  },
  StateMachine: {
    Id: ({ branch }) => branch.owner.start.stateMachineArn,
    Name: ({ branch }) => branch.owner.start.stateMachineName,
  },
  State: {
    Name: ({ state }) => state.name,
    EnteredTime: ({ enteredAt }) => isoTime(enteredAt),
    RetryCount: ({ retryCount }) => retryCount,
  },
  Task: { Token: ({ taskToken }) => taskToken ?? null },
};

/** As many fractional digits as needed, in groups of three (3.3.10). */
export function isoTime(milliseconds: number): string {
  const text = new Date(milliseconds).toISOString();
  return text.endsWith('.000Z') ? text.replace('.000Z', 'Z') : text;
}
