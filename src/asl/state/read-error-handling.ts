/** Compiles Retry and Catch, with the defaults of AWS (AWS-BEHAVIOUR 4.1, 4.2). */
import { valueAt, type JsonObject } from '../../json/value.ts';
import { readJsonataTemplate } from '../jsonata/jsonata-template.ts';
import { numberField, objectsField, optional, same, textField, textsField } from './fields.ts';
import { readAssignments, readNullablePath } from './read-data-flow.ts';
import type { Catcher, QueryLanguage, Retrier } from './state.ts';

export const readRetriers = (state: JsonObject): readonly Retrier[] =>
  objectsField(state, 'Retry').map((retrier) => ({
    errorEquals: textsField(retrier, 'ErrorEquals'),
    intervalSeconds: numberField(retrier, 'IntervalSeconds') ?? 1,
    maxAttempts: numberField(retrier, 'MaxAttempts') ?? 3,
    backoffRate: numberField(retrier, 'BackoffRate') ?? 2,
    jitter: textField(retrier, 'JitterStrategy') === 'FULL' ? 'FULL' : 'NONE',
    ...optional('maxDelaySeconds', numberField(retrier, 'MaxDelaySeconds'), same),
  }));

export const readCatchers = (state: JsonObject, language: QueryLanguage): readonly Catcher[] =>
  objectsField(state, 'Catch').map((catcher, i) => ({
    errorEquals: textsField(catcher, 'ErrorEquals'),
    next: textField(catcher, 'Next') ?? '',
    ...optional('resultPath', valueAt(catcher, 'ResultPath'), readNullablePath),
    ...(language === 'JSONata' &&
      optional('output', valueAt(catcher, 'Output'), (value) =>
        readJsonataTemplate(value, `Catch[${i}]/Output`),
      )),
    ...optional('assign', valueAt(catcher, 'Assign'), (value) =>
      readAssignments(value, `Catch[${i}]/Assign`, language),
    ),
  }));
