/** Evaluates payload templates. */
import { objectWith } from '../../json/key-order.ts';
import { JsonNumber, type JsonValue } from '../../json/value.ts';
import { evaluateCall } from '../intrinsic/evaluate-call.ts';
import type { Path } from '../path/path.ts';
import { resolve, type Scope } from '../path/scope.ts';
import type { EvaluationProblem } from '../evaluation-problem.ts';
import type { Template } from './template.ts';

export type TemplateResult = { readonly ok: true; readonly value: JsonValue } | EvaluationProblem;

/** The value of a template, or what failed first. */
export function evaluateTemplate(template: Template, scope: Scope): TemplateResult {
  switch (template.kind) {
    case 'static':
      return { ok: true, value: template.value };
    case 'path':
      return evaluateField(template.field, template.path, scope);
    case 'call':
      return evaluateCall(template.call, scope);
    case 'array': {
      const items: JsonValue[] = [];
      for (const item of template.items) {
        const result = evaluateTemplate(item, scope);
        if (!result.ok) return result;
        items.push(result.value);
      }
      return { ok: true, value: items };
    }
    case 'object': {
      const values: JsonValue[] = [];
      for (const field of template.fields) {
        const result = evaluateTemplate(field.template, scope);
        if (!result.ok) return result;
        values.push(result.value);
      }
      return { ok: true, value: objectWith(template.names, values) };
    }
  }
}

/**
 * A path in a template. A missing place fails the state and never gives null (AWS-BEHAVIOUR 3.2.7, 2.3.3), except that an
 * array index past the end does give null (3.2.8, seen by a third party).
 */
export function evaluateField(field: string, path: Path, scope: Scope): TemplateResult {
  if (path.unmodelled) return unmodelledPath(path);
  const found = resolve(path, scope);
  if (found.ok) {
    if (found.value === null) scope.note?.('template.null');
    return found;
  }
  if (found.kind === 'index-out-of-bounds') {
    scope.note?.('path.index-past-end');
    return { ok: true, value: null };
  }
  return {
    ok: false,
    kind: 'runtime',
    cause: `The JSONPath '${path.text}' specified for the field '${field}' could not be found in the input '${scope.input.text}'`,
    rule: 'template.missing-path',
  };
}

/** What the reference makes of a path that it doesn't model. */
export const unmodelledPath = (path: Path): EvaluationProblem => ({
  ok: false,
  kind: 'declined',
  reason: `the path '${path.text}': what AWS makes of Jayway's functions and of such a filter is not known (AWS-BEHAVIOUR 3.4.9)`,
});

/** A value as a whole number where it spells one, as AWS's integer fields read it: `1`, `"1"`, not `1.5`. */
export function wholeNumber(value: JsonValue): number | undefined {
  const text = value instanceof JsonNumber ? value.text : typeof value === 'object' ? '' : String(value);
  return typeof value !== 'boolean' && /^-?\d+$/.test(text) ? Number(text) : undefined;
}
