/** Rules of JSONPath fields and payload templates. */
import { entriesOf } from '../../json/key-order.ts';
import { isJsonArray, isJsonObject, valueAt, type JsonObject, type JsonValue } from '../../json/value.ts';
import { parseIntrinsicCall } from '../intrinsic/parse-call.ts';
import { parsePath } from '../path/parse-path.ts';
import type { StateType } from '../state/state.ts';
import { isSubstitution } from '../state/substitution.ts';
import { isDynamicKey } from '../template/read-template.ts';
import type { Problems } from './problems.ts';

/** Fields that hold a path; null too, where that means something. */
const PATHS: ReadonlyMap<string, { readonly nullable: boolean }> = new Map([
  ['InputPath', { nullable: true }],
  ['OutputPath', { nullable: true }],
  ['ItemsPath', { nullable: false }],
  ['SecondsPath', { nullable: false }],
  ['TimestampPath', { nullable: false }],
  ['TimeoutSecondsPath', { nullable: false }],
  ['HeartbeatSecondsPath', { nullable: false }],
  ['MaxConcurrencyPath', { nullable: false }],
  ['ToleratedFailureCountPath', { nullable: false }],
  ['ToleratedFailurePercentagePath', { nullable: false }],
]);

export function validatePaths(state: JsonObject, place: string, problems: Problems): void {
  for (const [field, { nullable }] of PATHS) {
    const value = valueAt(state, field);
    if (value === undefined || (value === null && nullable)) continue;
    if ((typeof value !== 'string' || parsePath(value) === undefined) && !isSubstitution(value)) {
      problems.add('Value is not a valid JSONPath', `${place}/${field}`);
    }
  }
  validateResultPath(state, place, problems);
  for (const field of ['ErrorPath', 'CausePath']) {
    const value = valueAt(state, field);
    if (value !== undefined && !isExpression(value)) {
      problems.add('Value is not a valid JSONPath or intrinsic function', `${place}/${field}`);
    }
  }
}

/** A reference path into the input: no context object, no variable (3.1.12, 3.1.13). */
export function validateResultPath(holder: JsonObject, place: string, problems: Problems): void {
  const value = valueAt(holder, 'ResultPath');
  if (value === undefined || value === null || isSubstitution(value)) return;
  const path = typeof value === 'string' ? parsePath(value) : undefined;
  if (path?.definite && path.root.kind === 'input') return;
  const reason =
    typeof value === 'string' && !value.startsWith('$')
      ? "Reference path didn't start with '$'"
      : String(value);
  problems.add(`Value is not a Reference Path: ${reason}`, `${place}/ResultPath`);
}

const TEMPLATES = ['Parameters', 'ResultSelector', 'ItemSelector', 'Assign', 'Credentials'] as const;

/** Keys that end in `.$` hold a path or a call (3.2.2); the location is the template, not the key. */
export function validateTemplates(
  state: JsonObject,
  type: StateType,
  place: string,
  problems: Problems,
): void {
  for (const field of TEMPLATES) {
    const template = valueAt(state, field);
    if (template !== undefined) validateTemplate(template, `${place}/${field}`, problems);
  }
  if (type !== 'Map') return;
  for (const [holder, field] of [
    ['ItemReader', 'Parameters'],
    ['ResultWriter', 'Parameters'],
    ['ItemBatcher', 'BatchInput'],
  ] as const) {
    const outer = valueAt(state, holder);
    const template = isJsonObject(outer) ? valueAt(outer, field) : undefined;
    if (template !== undefined) validateTemplate(template, `${place}/${holder}/${field}`, problems);
  }
}

export function validateTemplate(template: JsonValue, location: string, problems: Problems): void {
  if (isJsonArray(template)) {
    for (const item of template) validateTemplate(item, location, problems);
  } else if (isJsonObject(template)) {
    for (const [key, value] of entriesOf(template)) {
      if (!isDynamicKey(key)) validateTemplate(value, location, problems);
      else if (!isExpression(value)) {
        problems.add(
          `The value for the field '${key}' must be a valid JSONPath or a valid intrinsic function call`,
          location,
        );
      } else if (Object.hasOwn(template, key.slice(0, -2))) {
        problems.add(`You cannot specify both '${key.slice(0, -2)}' and '${key}'`, location);
      }
    }
  }
}

const isExpression = (value: JsonValue): boolean =>
  isSubstitution(value) ||
  (typeof value === 'string' && (parsePath(value) !== undefined || parseIntrinsicCall(value) !== undefined));
