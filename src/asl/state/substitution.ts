/**
 * What a template's substitution will put into a definition: `${Name}`, as SAM, CloudFormation and Terraform fill it in, `#{Name}`
 * of the Serverless Framework, or an object such as `{"Fn::GetAtt": [...]}`. AWS never sees one. A definition that still holds
 * them is as people keep it in their projects: what will stand there isn't known, so nothing is said against it, and a state that
 * needs it is declined.
 */
import { keysOf } from '../../json/key-order.ts';
import { isJsonArray, isJsonObject, valueAt, type JsonObject, type JsonValue } from '../../json/value.ts';
import { COMPARATORS } from '../choice/comparators.ts';
import { parseIntrinsicCall } from '../intrinsic/parse-call.ts';
import { expressionSource, parseExpression } from '../jsonata/expression.ts';
import { parsePath } from '../path/parse-path.ts';
import { isDynamicKey } from '../template/read-template.ts';

/** The substitution that a value is or holds, as text; undefined where it holds none. */
export function substitutionIn(value: JsonValue | undefined): string | undefined {
  if (typeof value === 'string') return value.includes('{') ? /[$#]\{[^{}]*\}/.exec(value)?.[0] : undefined;
  if (!isJsonObject(value)) return undefined;
  const keys = Object.keys(value);
  const [key = ''] = keys;
  return keys.length === 1 && /^(?:Ref|Fn::\w+)$/.test(key) ? key : undefined;
}

export const isSubstitution = (value: JsonValue | undefined): boolean => substitutionIn(value) !== undefined;

/** Fields whose value must be known before the state can be run; in others a substitution is text like any other. */
const NEEDED = [
  'Resource',
  'Seconds',
  'Timestamp',
  'TimeoutSeconds',
  'HeartbeatSeconds',
  'MaxConcurrency',
  'ToleratedFailureCount',
  'ToleratedFailurePercentage',
];

/** The first substitution without which a state can't be run. States inside of it are asked for themselves. */
export function unfilledSubstitution(state: JsonObject): string | undefined {
  for (const field of NEEDED) {
    const found = substitutionIn(valueAt(state, field));
    if (found !== undefined) return `${found} in ${field}`;
  }
  return unfilledExpression(state);
}

const INNER_FLOWS = new Set(['Branches', 'ItemProcessor', 'Iterator', 'Comment', 'Result']);

/** Expressions, calls and paths that can't be read for the substitution in them. */
function unfilledExpression(value: JsonValue, key = ''): string | undefined {
  if (typeof value === 'string') {
    const found = substitutionIn(value);
    return found !== undefined && isUnreadable(key, value) ? `${found} in ${key}` : undefined;
  }
  if (isJsonArray(value)) {
    for (const item of value) {
      const found = unfilledExpression(item, key);
      if (found !== undefined) return found;
    }
  } else if (isJsonObject(value)) {
    for (const name of keysOf(value)) {
      const found = INNER_FLOWS.has(name) ? undefined : unfilledExpression(value[name] as JsonValue, name);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function isUnreadable(key: string, text: string): boolean {
  const source = expressionSource(text);
  if (source !== undefined) return !parseExpression(source).ok;
  const comparator = COMPARATORS.get(key);
  if (comparator !== undefined && !comparator.byPath) return comparator.operand !== 'string';
  if (!isDynamicKey(key) && !/Path$|^Variable$/.test(key)) return false;
  return parsePath(text) === undefined && parseIntrinsicCall(text) === undefined;
}
