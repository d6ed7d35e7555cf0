/**
 * What aws-local-stepfunctions says that it doesn't support (docs/feature-support.md of version 3.0.0), and fields that its
 * list of supported ones doesn't have and its source never reads: JSONata and variables. It runs such machines all the same,
 * as if the fields weren't there.
 */
import { entriesOf } from '../../json/key-order.ts';
import { isJsonArray, isJsonObject, valueAt, type JsonObject, type JsonValue } from '../../json/value.ts';

const FIELDS = [
  'HeartbeatSeconds',
  'HeartbeatSecondsPath',
  'Credentials',
  'ItemReader',
  'ItemBatcher',
  'ResultWriter',
  'ToleratedFailurePercentage',
  'ToleratedFailureCount',
  'ToleratedFailurePercentagePath',
  'ToleratedFailureCountPath',
  'Assign',
];

/**
 * A part of the context object that differs from state to state: of itself the library fills in Execution.Input and
 * Execution.StartTime, and leaves the rest to its caller, who can give one object for a whole execution (README: `context?`).
 */
export const missingContext = (definition: string): string | undefined =>
  /\$\$\.(State|Task)\b/.exec(definition)?.[1];

/** The first thing that a machine needs and the library doesn't have. */
export function documentedGap(machine: JsonValue): string | undefined {
  if (isJsonArray(machine)) return first(machine, documentedGap);
  if (!isJsonObject(machine)) return undefined;
  if (valueAt(machine, 'QueryLanguage') === 'JSONata') return 'JSONata';
  const states = valueAt(machine, 'States');
  return isJsonObject(states) ? first(entriesOf(states), ([, state]) => gapOfState(state)) : undefined;
}

function gapOfState(state: JsonValue): string | undefined {
  if (!isJsonObject(state)) return undefined;
  if (valueAt(state, 'QueryLanguage') === 'JSONata') return 'JSONata';
  const field = FIELDS.find((name) => Object.hasOwn(state, name));
  if (field !== undefined) return `the field ${field}`;
  const resource = valueAt(state, 'Resource');
  if (typeof resource === 'string' && resource.startsWith('arn:aws:states:'))
    return `the resource ${resource} (only functions by their ARN)`;
  const processor = valueAt(state, 'ItemProcessor') ?? valueAt(state, 'Iterator');
  if (isDistributed(processor)) return 'Map in distributed mode';
  return (
    first(errorHandlers(state), (handler) =>
      isJsonObject(handler) && Object.hasOwn(handler, 'Assign') ? 'the field Assign' : undefined,
    ) ??
    documentedGap(valueAt(state, 'Branches') ?? null) ??
    documentedGap(processor ?? null)
  );
}

const errorHandlers = (state: JsonObject): readonly JsonValue[] =>
  ['Catch', 'Choices'].flatMap((field) => {
    const list = valueAt(state, field);
    return isJsonArray(list) ? list : [];
  });

function isDistributed(processor: JsonValue | undefined): boolean {
  const configuration = isJsonObject(processor) ? valueAt(processor, 'ProcessorConfig') : undefined;
  return isJsonObject(configuration) && valueAt(configuration, 'Mode') === 'DISTRIBUTED';
}

function first<T>(items: readonly T[], find: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
