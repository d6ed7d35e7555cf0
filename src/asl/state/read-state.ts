/** Compiles one state. */
import { valueAt, type JsonObject, type JsonValue } from '../../json/value.ts';
import { expressionSource } from '../jsonata/expression.ts';
import { readJsonataTemplate } from '../jsonata/jsonata-template.ts';
import { parsePath } from '../path/parse-path.ts';
import { readExpression, readTemplate } from '../template/read-template.ts';
import { numberField, objectField, objectsField, optional, textField } from './fields.ts';
import { formRules } from './form-rules.ts';
import { readChoiceRule } from './read-choice.ts';
import { readDataFlow } from './read-data-flow.ts';
import { readCatchers, readRetriers } from './read-error-handling.ts';
import { readMapState } from './read-map.ts';
import { readResource } from './resource.ts';
import { readFlow } from './read-state-machine.ts';
import type { DataFlow, FailText, NumericField, QueryLanguage, State, WaitTime } from './state.ts';
import { unfilledSubstitution } from './substitution.ts';

/** A state of a valid definition; undefined where its type isn't one. `machine` is the language of the whole machine. */
export function readState(name: string, source: JsonObject, machine: QueryLanguage): State | undefined {
  const language = textField(source, 'QueryLanguage') === 'JSONata' ? 'JSONata' : machine;
  const base = {
    name,
    data: readDataFlow(source, language),
    carriesOut: [...formRules(source, language, machine)],
    ...nextOf(source),
    ...optional('unfilled', unfilledSubstitution(source), keep),
  };
  switch (textField(source, 'Type')) {
    case 'Pass':
      return {
        type: 'Pass',
        ...base,
        ...(language === 'JSONPath' && optional('result', valueAt(source, 'Result'), keep)),
      };
    case 'Succeed':
      return { type: 'Succeed', ...base };
    case 'Fail':
      return {
        type: 'Fail',
        ...base,
        ...failText(source, 'Error', language),
        ...failText(source, 'Cause', language),
      };
    case 'Wait':
      return { type: 'Wait', ...base, wait: readWaitTime(source, language) };
    case 'Choice':
      return {
        type: 'Choice',
        ...base,
        rules: objectsField(source, 'Choices').map((rule, i) => readChoiceRule(rule, i, language)),
        ...optional('default', textField(source, 'Default'), keep),
      };
    case 'Task':
      return {
        type: 'Task',
        ...base,
        resource: readResource(textField(source, 'Resource') ?? ''),
        ...numericField('timeout', source, 'TimeoutSeconds', language),
        ...numericField('heartbeat', source, 'HeartbeatSeconds', language),
        ...optional('credentials', objectField(source, 'Credentials'), (value) =>
          readAnyTemplate(value, 'Credentials', language),
        ),
        retry: readRetriers(source),
        catch: readCatchers(source, language),
      };
    case 'Parallel':
      return {
        type: 'Parallel',
        ...base,
        branches: objectsField(source, 'Branches').map((branch) => readFlow(branch, machine)),
        retry: readRetriers(source),
        catch: readCatchers(source, language),
      };
    case 'Map':
      return readMapState(source, base, language, machine);
    default:
      return undefined;
  }
}

const keep = <T>(value: T): T => value;

const nextOf = (source: JsonObject): { readonly next?: string } =>
  optional('next', textField(source, 'Next'), keep);

export const readAnyTemplate = (value: JsonValue, field: string, language: QueryLanguage) =>
  language === 'JSONata' ? readJsonataTemplate(value, field) : readTemplate(value);

/** A number, its `Path` form, or in JSONata an expression. */
export function numericField<Key extends string>(
  key: Key,
  source: JsonObject,
  field: string,
  language: QueryLanguage,
): { readonly [K in Key]?: NumericField } {
  return optional(key, numericFieldOf(source, field, language), keep);
}

function numericFieldOf(
  source: JsonObject,
  field: string,
  language: QueryLanguage,
): NumericField | undefined {
  const literal = numberField(source, field);
  if (literal !== undefined) return { kind: 'literal', value: literal };
  const expression = textField(source, field);
  if (language === 'JSONata' && expression !== undefined) {
    return { kind: 'jsonata', field, template: readJsonataTemplate(expression, field) };
  }
  const path = parsePath(textField(source, `${field}Path`) ?? '');
  return path && { kind: 'path', field: `${field}Path`, path };
}

function failText(source: JsonObject, field: 'Error' | 'Cause', language: QueryLanguage) {
  return optional(field === 'Error' ? 'error' : 'cause', failTextOf(source, field, language), keep);
}

/** `ErrorPath` and `CausePath` are evaluated like a field of a payload template (AWS-BEHAVIOUR 2.3.7). */
function failTextOf(source: JsonObject, field: string, language: QueryLanguage): FailText | undefined {
  const text = textField(source, field);
  if (text !== undefined) {
    return language === 'JSONata' && expressionSource(text) !== undefined
      ? { kind: 'jsonata', template: readJsonataTemplate(text, field) }
      : { kind: 'literal', text };
  }
  const path = valueAt(source, `${field}Path`);
  return path === undefined
    ? undefined
    : { kind: 'template', template: readExpression(`${field}Path`, path) };
}

function readWaitTime(source: JsonObject, language: QueryLanguage): WaitTime {
  const seconds = numberField(source, 'Seconds');
  if (seconds !== undefined) return { kind: 'seconds', value: seconds };
  for (const [field, kind] of [
    ['Seconds', 'secondsExpression'],
    ['Timestamp', 'timestampExpression'],
  ] as const) {
    const text = textField(source, field);
    if (language === 'JSONata' && text !== undefined)
      return { kind, template: readJsonataTemplate(text, field) };
  }
  const timestamp = textField(source, 'Timestamp');
  if (timestamp !== undefined) return { kind: 'timestamp', value: timestamp };
  for (const [field, kind] of [
    ['SecondsPath', 'secondsPath'],
    ['TimestampPath', 'timestampPath'],
  ] as const) {
    const path = parsePath(textField(source, field) ?? '');
    if (path) return { kind, path };
  }
  return { kind: 'seconds', value: 0 };
}

export type StateBaseFields = {
  readonly name: string;
  readonly data: DataFlow;
  readonly carriesOut: readonly string[];
  readonly next?: string;
  readonly unfilled?: string;
};
