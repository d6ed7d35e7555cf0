/** Evaluates JSONata fields of a state and turns what goes wrong into AWS's words (AWS-BEHAVIOUR 2.3.13 to 2.3.18, 7.2). */
import { evaluateExpression, type Bindings } from '../asl/jsonata/evaluate-expression.ts';
import type { JsonataExpression } from '../asl/jsonata/expression.ts';
import { variablesOf } from '../asl/jsonata/variables-of.ts';
import type { JsonataTemplate } from '../asl/jsonata/jsonata-template.ts';
import type { EvaluationProblem } from '../asl/evaluation-problem.ts';
import { JsonDocument } from '../json/document.ts';
import { objectOf } from '../json/key-order.ts';
import { jsonTypeOf, type JsonValue } from '../json/value.ts';
import { writeJson } from '../json/write.ts';
import { contextObject } from './context-object.ts';
import { expressionRules } from './expression-rules.ts';
import { done, type Step } from './outcome.ts';
import type { Place } from './place.ts';
import { evaluate, type Program } from './program.ts';
import type { Visit } from './visit.ts';

/** What `$states` holds beside `input` and `context` (7.2.3). */
export interface StatesExtras {
  /** Where an iteration is about to begin, which sees its item already. */
  readonly place?: Place;
  readonly result?: JsonValue;
  readonly errorOutput?: JsonValue;
}

type Evaluation = { readonly ok: true; readonly value: JsonValue } | EvaluationProblem;

/** The value of a template; every expression of one state sees the variables as they were on entry (7.4.2). */
export function* evaluateJsonata(
  visit: Visit,
  template: JsonataTemplate,
  extras: StatesExtras = {},
): Program<Step<JsonValue>> {
  visit.note(expressionRules(template));
  if (template.kind === 'static') return done(template.value);
  if (visit.branch.execution.machine.queryLanguage === 'JSONPath') visit.note('jsonata.per-state');
  const bindings = bindingsOf(visit, extras);
  const carriedOut = new Set<string>();
  const evaluation = yield* evaluate(() => evaluateTemplate(template, bindings, carriedOut));
  if (carriedOut.size > 0) visit.note([...carriedOut]);
  if (!evaluation.ok) return visit.problem(evaluation);
  return done(evaluation.value);
}

/** The same, as a document. */
export function* evaluateJsonataDocument(
  visit: Visit,
  template: JsonataTemplate,
  extras: StatesExtras = {},
): Program<Step<JsonDocument>> {
  const step = yield* evaluateJsonata(visit, template, extras);
  return step.kind === 'done' ? done(JsonDocument.ofValue(step.value)) : step;
}

function bindingsOf(visit: Visit, extras: StatesExtras): Bindings {
  const { execution, owner, variables } = visit.branch;
  return {
    states: {
      input: visit.input.value,
      context: contextObject(visit, extras.place ?? visit.branch.place),
      ...(extras.result !== undefined && { result: extras.result }),
      ...(extras.errorOutput !== undefined && { errorOutput: extras.errorOutput }),
    },
    variables: variables.all(),
    random: owner.start.random,
    now: execution.now,
  };
}

async function evaluateTemplate(
  template: JsonataTemplate,
  bindings: Bindings,
  carriedOut: Set<string>,
): Promise<Evaluation> {
  switch (template.kind) {
    case 'static':
      return { ok: true, value: template.value };
    case 'expression':
      return evaluateOne(template.expression, bindings, carriedOut);
    case 'array': {
      const items: JsonValue[] = [];
      for (const item of template.items) {
        const evaluation = await evaluateTemplate(item, bindings, carriedOut);
        if (!evaluation.ok) return evaluation;
        items.push(evaluation.value);
      }
      return { ok: true, value: items };
    }
    case 'object': {
      const entries: [string, JsonValue][] = [];
      for (const [name, field] of template.fields) {
        const evaluation = await evaluateTemplate(field, bindings, carriedOut);
        if (!evaluation.ok) return evaluation;
        entries.push([name, evaluation.value]);
      }
      return { ok: true, value: objectOf(entries) };
    }
  }
}

async function evaluateOne(
  expression: JsonataExpression,
  bindings: Bindings,
  carriedOut: Set<string>,
): Promise<Evaluation> {
  const result = await evaluateExpression(expression.engine, bindings);
  if (result.kind !== 'value' && variablesOf(expression.engine).some((name) => !bindings.variables.has(name)))
    carriedOut.add('variables.undefined');
  const place = `The JSONata expression '${expression.source}' specified for the field '${expression.field}'`;
  switch (result.kind) {
    case 'value':
      for (const rule of result.rules) carriedOut.add(rule);
      return { ok: true, value: result.value };
    case 'undefined':
      return query(`${place} returned nothing (undefined).`, expression.field, 'jsonata.undefined');
    case 'too deep':
      return { ok: false, kind: 'declined', reason: `${place} nests too deep` };
    case 'unsupported':
      return query(
        `${place} returned an unsupported result type.`,
        expression.field,
        'jsonata.unsupported-type',
      );
    case 'error':
      return query(
        `${place} threw an error during evaluation${result.code ? `. ${result.code}` : ''}: ${result.message}`,
        expression.field,
        result.code === undefined ? limitRule(result.message) : 'jsonata.error',
      );
  }
}

/** A problem without a code is a bound that was reached. */
function limitRule(message: string): string {
  if (message.startsWith('Stack overflow')) return 'jsonata.depth';
  return message.startsWith('Expression evaluation memory') ? 'jsonata.memory' : 'jsonata.time';
}

const query = (cause: string, location: string, rule: string): EvaluationProblem => ({
  ok: false,
  kind: 'query',
  cause,
  location,
  rule,
});

/** An expression that gave a value of the wrong type (2.3.16). */
export function unexpectedType(
  template: JsonataTemplate,
  expected: string,
  value: JsonValue,
): EvaluationProblem {
  const expression = template.kind === 'expression' ? template.expression : undefined;
  const field = expression?.field ?? '';
  return query(
    `The JSONata expression '${expression?.source ?? ''}' specified for the field '${field}' returned an unexpected ` +
      `result type. Expected '${expected}', but was '${jsonTypeOf(value)}' for value: ${writeJson(value)}`,
    field,
    'jsonata.unexpected-type',
  );
}

/** A number or timestamp field that an expression gave no fitting value (2.3.17). `location` is the field. */
export const unfitField = (location: string, text: string): EvaluationProblem =>
  query(text, location, 'jsonata.unfit-field');
