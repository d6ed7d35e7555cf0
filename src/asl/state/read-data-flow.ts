/** Compiles the fields by which data comes into and out of a state. */
import { entriesOf } from '../../json/key-order.ts';
import { isJsonObject, valueAt, type JsonObject, type JsonValue } from '../../json/value.ts';
import { readJsonataTemplate } from '../jsonata/jsonata-template.ts';
import { parsePath } from '../path/parse-path.ts';
import type { Path } from '../path/path.ts';
import { isDynamicKey, readExpression, readTemplate } from '../template/read-template.ts';
import { optional } from './fields.ts';
import type { DataFlow, JsonataAssignment, QueryLanguage, TemplateAssignment } from './state.ts';

/** The data flow of a state. `inputTemplate` is the field that shapes the input: Parameters, Arguments, or none. */
export function readDataFlow(state: JsonObject, language: QueryLanguage): DataFlow {
  const assign = valueAt(state, 'Assign');
  if (language === 'JSONata') {
    return {
      language,
      ...optional('arguments', valueAt(state, 'Arguments'), (value) =>
        readJsonataTemplate(value, 'Arguments'),
      ),
      ...optional('output', valueAt(state, 'Output'), (value) => readJsonataTemplate(value, 'Output')),
      ...optional('assign', assign, (value) => readJsonataAssignments(value, 'Assign')),
    };
  }
  return {
    language,
    ...optional('inputPath', valueAt(state, 'InputPath'), readNullablePath),
    ...optional('parameters', valueAt(state, 'Parameters'), readTemplate),
    ...optional('resultSelector', valueAt(state, 'ResultSelector'), readTemplate),
    ...optional('resultPath', valueAt(state, 'ResultPath'), readNullablePath),
    ...optional('outputPath', valueAt(state, 'OutputPath'), readNullablePath),
    ...optional('assign', assign, readTemplateAssignments),
  };
}

export const readNullablePath = (value: JsonValue): Path | null | undefined =>
  value === null ? null : typeof value === 'string' ? parsePath(value) : undefined;

/** `Assign` in JSONPath: names ending in `.$` are evaluated (AWS-BEHAVIOUR 7.4.3). */
export function readTemplateAssignments(source: JsonValue): readonly TemplateAssignment[] | undefined {
  if (!isJsonObject(source)) return undefined;
  return entriesOf(source).map(([key, value]) =>
    isDynamicKey(key)
      ? { name: key.slice(0, -2), template: readExpression(key, value) }
      : { name: key, template: readTemplate(value) },
  );
}

/** `Assign` in JSONata. `field` is where it stands: `Assign`, `Catch[0]/Assign`, `Choices[1]/Assign`. */
export function readJsonataAssignments(
  source: JsonValue,
  field: string,
): readonly JsonataAssignment[] | undefined {
  if (!isJsonObject(source)) return undefined;
  return entriesOf(source).map(([name, value]) => ({
    name,
    template: readJsonataTemplate(value, `${field}/${name}`),
  }));
}

/** `Assign` in either language. */
export const readAssignments = (
  source: JsonValue,
  field: string,
  language: QueryLanguage,
): readonly TemplateAssignment[] | readonly JsonataAssignment[] | undefined =>
  language === 'JSONata' ? readJsonataAssignments(source, field) : readTemplateAssignments(source);
