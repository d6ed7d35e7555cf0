/** The functions that a definition names outright, with their qualifiers. */
import { readFunctionReference } from '../../asl/state/resource.ts';
import { entriesOf } from '../../json/key-order.ts';
import { isJsonArray, isJsonObject, valueAt, type JsonObject, type JsonValue } from '../../json/value.ts';

export interface NamedFunction {
  readonly function: string;
  readonly qualifier: string | undefined;
}

/** Each once, wherever in the definition it stands. */
export function namedFunctions(definition: JsonValue): readonly NamedFunction[] {
  const found = new Map<string, NamedFunction>();
  for (const one of namesIn(definition)) found.set(`${one.function}:${one.qualifier ?? ''}`, one);
  return [...found.values()];
}

function* namesIn(value: JsonValue): Iterable<NamedFunction> {
  if (isJsonArray(value)) for (const item of value) yield* namesIn(item);
  if (!isJsonObject(value)) return;
  if (valueAt(value, 'Type') === 'Task') yield* namesOfTask(value);
  for (const [, item] of entriesOf(value)) yield* namesIn(item);
}

function* namesOfTask(task: JsonObject): Iterable<NamedFunction> {
  const given = valueAt(task, 'Parameters') ?? valueAt(task, 'Arguments');
  const parameters = isJsonObject(given) ? given : {};
  const resource = valueAt(task, 'Resource');
  const names = [
    typeof resource === 'string' && resource.includes(':function:') ? resource : undefined,
    valueAt(parameters, 'FunctionName'),
  ];
  const qualifier = valueAt(parameters, 'Qualifier');
  for (const name of names) {
    const reference = typeof name === 'string' ? readFunctionReference(name) : undefined;
    if (reference === undefined) continue;
    yield {
      function: reference.name,
      qualifier: reference.qualifier ?? (typeof qualifier === 'string' ? qualifier : undefined),
    };
  }
}
