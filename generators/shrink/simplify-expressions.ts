/** Definitions with simpler conditions, paths, calls, numbers and data in them. */
import { parseIntrinsicCall } from '../../src/asl/intrinsic/parse-call.ts';
import {
  isJsonArray,
  isJsonNumber,
  isJsonObject,
  type JsonObject,
  type JsonValue,
} from '../../src/json/value.ts';
import { simplerValues } from './simpler-values.ts';

type Put = (part: JsonValue) => JsonValue;

/** One change at a time, wherever it stands. */
export function* simplifyExpressions(value: JsonValue, put: Put = (whole) => whole): Iterable<JsonValue> {
  if (isJsonArray(value)) {
    for (const [i, item] of value.entries())
      yield* simplifyExpressions(item, (other) => put(value.with(i, other)));
    return;
  }
  if (!isJsonObject(value)) return;
  for (const condition of simplerConditions(value)) yield put(condition);
  for (const [key, inner] of Object.entries(value)) {
    const putField: Put = (other) => put({ ...value, [key]: other });
    if (key === 'Result') for (const simpler of simplerValues(inner)) yield putField(simpler);
    else {
      for (const simpler of simplerField(key, inner)) yield putField(simpler);
      yield* simplifyExpressions(inner, putField);
    }
    // A dynamic field as a constant.
    if (key.endsWith('.$')) {
      const { [key]: _, ...others } = value;
      yield put({ ...others, [key.slice(0, -2)]: 0 });
    }
  }
}

/** Parts of And, Or and Not in their place; what else stands on the rule stays. */
function* simplerConditions(rule: JsonObject): Iterable<JsonObject> {
  for (const field of ['And', 'Or', 'Not'] as const) {
    const parts = rule[field];
    if (parts === undefined) continue;
    const { [field]: _, ...others } = rule;
    for (const part of isJsonArray(parts) ? parts : [parts])
      if (isJsonObject(part)) yield { ...others, ...part };
  }
}

const COUNTS = [
  'Seconds',
  'TimeoutSeconds',
  'HeartbeatSeconds',
  'MaxAttempts',
  'MaxConcurrency',
  'IntervalSeconds',
];

function* simplerField(key: string, value: JsonValue): Iterable<JsonValue> {
  if (typeof value === 'string') {
    if (key === 'FunctionName' || key === 'Resource') yield* simplerFunctions(key, value);
    if (value.startsWith('{%')) yield* [0, '{% $states.input %}'];
    const isExpression = key.endsWith('.$') || key.endsWith('Path') || key === 'Variable';
    if (isExpression) yield* simplerExpressions(value);
    else if (key === 'StringEquals' || key === 'StringMatches') yield '';
    else if ((key === 'Error' || key === 'Cause') && value.length > 1) yield 'E';
  } else if (isJsonNumber(value)) {
    if (COUNTS.includes(key) || key.startsWith('Numeric'))
      yield* [0, 1].filter((simpler) => simpler < value.valueOf());
    else if (key === 'BackoffRate') yield 1;
  } else if (key === 'Payload') yield* [{}, 0];
}

/** A function without a qualifier; by its bare name where that will do. */
function* simplerFunctions(key: string, text: string): Iterable<string> {
  const [, owner = '', name = '', qualifier] =
    /^((?:arn:[\w-]+:lambda:[^:]*:)?(?:\d*:)?(?:function:)?)([\w-]+)(:[\w$-]+)?$/.exec(text) ?? [];
  if (name === '' || (key === 'Resource' && owner === '')) return;
  if (qualifier !== undefined) yield owner + name;
  if (key === 'FunctionName' && owner !== '') yield name + (qualifier ?? '');
}

/** The calls inside of a call, the whole document, a shorter path. */
export function* simplerExpressions(text: string): Iterable<string> {
  if (text === '$') return;
  const call = text.startsWith('$') ? undefined : parseIntrinsicCall(text);
  yield '$';
  for (const argument of call?.arguments ?? []) {
    if (argument.kind === 'call') yield argument.call.text;
    if (argument.kind === 'path') yield argument.path.text;
  }
  const shorter = /^(\$.*)(?:\.[^.[\]]+|\[[^\][]*\])$/.exec(text)?.[1];
  if (shorter !== undefined && shorter !== '$' && shorter !== '$$') yield shorter;
}
