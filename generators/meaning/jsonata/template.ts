/** Evaluates JSONata fields of a state in the analysis (AWS-BEHAVIOUR 7.2). */
import type { JsonataTemplate } from '../../../src/asl/jsonata/jsonata-template.ts';
import type { State } from '../../../src/asl/state/state.ts';
import { objectOf } from '../../../src/json/key-order.ts';
import type { JsonObject, JsonValue } from '../../../src/json/value.ts';
import { done, QUERY, type Step } from '../outcome.ts';
import { contextObject, FIRST_ATTEMPT, type Attempt } from '../scope.ts';
import type { Place, Situation } from '../situation.ts';
import { runExpression, type Bindings } from './run-expression.ts';
import { syntaxOf } from './syntax.ts';

/** What `$states` holds beside `input` and `context` (7.2.3). */
export interface StatesExtras {
  readonly result?: JsonValue;
  readonly errorOutput?: JsonValue;
}

export function bindingsOf(
  state: State,
  situation: Situation,
  place: Place,
  extras: StatesExtras = {},
  attempt: Attempt = FIRST_ATTEMPT,
  mapContext: JsonObject | undefined = place.mapContext,
): Bindings {
  return {
    states: {
      input: situation.document,
      context: contextObject(state, place, attempt, mapContext),
      ...extras,
    },
    variables: situation.variables,
  };
}

/** A value, or States.QueryEvaluationError where an expression gives nothing (7.2.10). */
export function runJsonata(template: JsonataTemplate, bindings: Bindings): Step<JsonValue> {
  switch (template.kind) {
    case 'static':
      return done(template.value);
    case 'expression': {
      const result = runExpression(syntaxOf(template.expression.engine), bindings);
      if (result.kind === 'open') return result;
      return result.kind === 'value' ? done(result.value) : QUERY;
    }
    case 'array':
      return runAll(template.items, bindings);
    case 'object': {
      const values = runAll(
        template.fields.map(([, field]) => field),
        bindings,
      );
      if (values.kind !== 'done') return values;
      return done(objectOf(template.fields.map(([name], i) => [name, values.value[i] as JsonValue])));
    }
  }
}

function runAll(templates: readonly JsonataTemplate[], bindings: Bindings): Step<readonly JsonValue[]> {
  const values: JsonValue[] = [];
  for (const template of templates) {
    const step = runJsonata(template, bindings);
    if (step.kind !== 'done') return step;
    values.push(step.value);
  }
  return done(values);
}
