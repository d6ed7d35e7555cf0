/** Numbers that a field holds, a path leads to, or an expression gives. */
import { describeProblem, isInferredWording } from '../asl/path/path-problem.ts';
import { resolve } from '../asl/path/scope.ts';
import type { NumericField } from '../asl/state/state.ts';
import { unmodelledPath, wholeNumber } from '../asl/template/evaluate-template.ts';
import type { JsonDocument } from '../json/document.ts';
import { isJsonNumber, type JsonValue } from '../json/value.ts';
import { writeJson } from '../json/write.ts';
import { evaluateJsonata, unfitField } from './jsonata-evaluation.ts';
import { done, type Step } from './outcome.ts';
import type { Program } from './program.ts';
import { shown } from './states/wait.ts';
import type { Visit } from './visit.ts';

export type NumberKind = 'integer' | 'float';

/** The field's number, undefined where the state doesn't have the field. */
export function* readNumber(
  visit: Visit,
  field: NumericField | undefined,
  input: JsonDocument,
  kind: NumberKind = 'integer',
): Program<Step<number | undefined>> {
  if (field === undefined) return done(undefined);
  switch (field.kind) {
    case 'literal':
      return done(field.value);
    case 'jsonata': {
      visit.note('jsonata.numeric-fields');
      const step = yield* evaluateJsonata(visit, field.template);
      if (step.kind !== 'done') return step;
      const number = isJsonNumber(step.value) ? parse(step.value, kind) : undefined;
      // Not rounded, no numeric strings, nothing negative (AWS-BEHAVIOUR 2.3.17, 7.2.21).
      if (number !== undefined && number >= 0) return done(number);
      const text = `The ${field.field} field cannot be parsed as an ${kind}: ${shown(step.value)}`;
      return visit.problem(unfitField(field.field, text));
    }
    case 'path':
      return readPath(visit, field, input, kind);
  }
}

function readPath(
  visit: Visit,
  { field, path }: Extract<NumericField, { kind: 'path' }>,
  input: JsonDocument,
  kind: NumberKind,
): Step<number | undefined> {
  if (path.unmodelled) return visit.problem(unmodelledPath(path));
  const found = resolve(path, visit.scope(input));
  if (!found.ok) {
    return visit.runtime(
      `Invalid path '${path.text}' : ${describeProblem(found)}`,
      'path.missing-leaf',
      isInferredWording(found),
    );
  }
  if (typeof found.value === 'string') visit.note('numeric-path.strings');
  const number = parse(found.value, kind);
  if (number !== undefined) return done(number);
  const value = typeof found.value === 'string' ? found.value : writeJson(found.value);
  return visit.runtime(
    `The ${field} field refers to value "${value}" which is not a valid ${kind}: ${path.text}`,
    'numeric-path.invalid',
  );
}

/** Numeric strings count (6.5.14, RECORDED 56). */
function parse(value: JsonValue, kind: NumberKind): number | undefined {
  if (kind === 'integer') return wholeNumber(value);
  const number = isJsonNumber(value)
    ? value.valueOf()
    : typeof value === 'string' && value !== ''
      ? Number(value)
      : NaN;
  return Number.isFinite(number) ? number : undefined;
}
