/**
 * Which variables each state reads: `variableReferences` of DescribeStateMachine (RECORDED 109). States inside of a Map or
 * a Parallel stand under their own names; states that read none are left out. AWS's order of the names isn't known: the
 * recordings were sorted, and so are these.
 */
import { entriesOf } from '../json/key-order.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../json/value.ts';
import type { IntrinsicCall } from './intrinsic/call.ts';
import { expressionSource, parseExpression } from './jsonata/expression.ts';
import { variablesOf } from './jsonata/variables-of.ts';
import { objectField, objectsField, textField } from './state/fields.ts';
import { isDynamicKey, readExpression } from './template/read-template.ts';

export function variableReferences(definition: JsonObject): ReadonlyMap<string, readonly string[]> {
  const references = new Map<string, readonly string[]>();
  readFlow(definition, textField(definition, 'QueryLanguage') === 'JSONata', references);
  return references;
}

function readFlow(flow: JsonObject, jsonata: boolean, references: Map<string, readonly string[]>): void {
  for (const [name, state] of entriesOf(objectField(flow, 'States') ?? {})) {
    if (!isJsonObject(state)) continue;
    const expressions = jsonata || textField(state, 'QueryLanguage') === 'JSONata';
    const names = new Set(expressions ? jsonataNames(state) : fieldNames(state));
    if (names.size > 0) references.set(name, [...names].toSorted());
    for (const inner of innerFlows(state)) readFlow(inner, jsonata, references);
  }
}

const innerFlows = (state: JsonObject): readonly JsonObject[] => [
  ...objectsField(state, 'Branches'),
  ...[objectField(state, 'ItemProcessor') ?? objectField(state, 'Iterator') ?? []].flat(),
];

/** States of their own, and data that is never evaluated. */
const PASSED_BY = new Set(['Branches', 'ItemProcessor', 'Iterator', 'Result', 'Comment']);

/** Fields whose values are payload templates, in which only keys that end in `.$` are evaluated. */
const TEMPLATES = new Set([
  'Parameters',
  'ResultSelector',
  'ItemSelector',
  'Assign',
  'Credentials',
  'BatchInput',
]);

/** The variables in the fields of a JSONPath state: its paths, its templates, its choice rules. */
function* fieldNames(value: JsonValue): Iterable<string> {
  if (isJsonArray(value)) {
    for (const item of value) yield* fieldNames(item);
  } else if (isJsonObject(value)) {
    for (const [key, item] of entriesOf(value)) {
      if (PASSED_BY.has(key)) continue;
      if (TEMPLATES.has(key)) yield* templateNames(item);
      else if (typeof item !== 'string') yield* fieldNames(item);
      else if (key.endsWith('Path') || key === 'Variable') yield* expressionNames(key, item);
    }
  }
}

function* templateNames(value: JsonValue): Iterable<string> {
  if (isJsonArray(value)) {
    for (const item of value) yield* templateNames(item);
  } else if (isJsonObject(value)) {
    for (const [key, item] of entriesOf(value)) {
      if (isDynamicKey(key)) yield* expressionNames(key, item);
      else yield* templateNames(item);
    }
  }
}

function* expressionNames(field: string, value: JsonValue): Iterable<string> {
  const expression = readExpression(field, value);
  if (expression.kind === 'call') yield* callNames(expression.call);
  if (expression.kind === 'path' && expression.path.root.kind === 'variable') yield expression.path.root.name;
}

function* callNames(call: IntrinsicCall): Iterable<string> {
  for (const argument of call.arguments) {
    if (argument.kind === 'call') yield* callNames(argument.call);
    if (argument.kind === 'path' && argument.path.root.kind === 'variable') yield argument.path.root.name;
  }
}

/** The variables in the expressions of a JSONata state, wherever they stand. */
function* jsonataNames(value: JsonValue): Iterable<string> {
  if (typeof value === 'string') {
    const source = expressionSource(value);
    const parsing = source === undefined ? undefined : parseExpression(source);
    if (parsing?.ok) yield* variablesOf(parsing.engine);
  } else if (isJsonArray(value)) {
    for (const item of value) yield* jsonataNames(item);
  } else if (isJsonObject(value)) {
    for (const [key, item] of entriesOf(value)) if (!PASSED_BY.has(key)) yield* jsonataNames(item);
  }
}
