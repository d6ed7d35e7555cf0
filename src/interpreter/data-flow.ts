/**
 * How data passes through a state in JSONPath: InputPath, Parameters, the work, ResultSelector, ResultPath, OutputPath, in
 * this order (AWS-BEHAVIOUR 3.1.1). One function a field; a field that isn't there passes its document on untouched.
 */
import { describeProblem, isInferredWording } from '../asl/path/path-problem.ts';
import type { Path } from '../asl/path/path.ts';
import { insertAt } from '../asl/path/reference-path.ts';
import { resolve } from '../asl/path/scope.ts';
import type { JsonPathDataFlow } from '../asl/state/state.ts';
import { evaluateTemplate, unmodelledPath } from '../asl/template/evaluate-template.ts';
import type { Template } from '../asl/template/template.ts';
import { templateRules } from '../asl/template/template-rules.ts';
import { JsonDocument } from '../json/document.ts';
import { writeJson } from '../json/write.ts';
import { inspected } from './inspection.ts';
import { done, type Step } from './outcome.ts';
import type { Visit } from './visit.ts';

/** `InputPath`: null gives `{}`, not null (3.1.5). */
export const applyInputPath = (visit: Visit, flow: JsonPathDataFlow): Step<JsonDocument> =>
  inspected(visit, 'afterInputPath', applyPath(visit, flow.inputPath, visit.input, 'data-flow.input-path'));

/** `OutputPath`: null gives `{}` (3.1.6); a missing path fails after the work was done (3.1.15). */
export const applyOutputPath = (
  visit: Visit,
  flow: JsonPathDataFlow,
  output: JsonDocument,
): Step<JsonDocument> => applyPath(visit, flow.outputPath, output, 'data-flow.output-path');

function applyPath(
  visit: Visit,
  path: Path | null | undefined,
  document: JsonDocument,
  rule: string,
): Step<JsonDocument> {
  if (path === undefined) return done(document);
  visit.note(rule);
  if (visit.state.type !== 'Task' && visit.state.type !== 'Pass') visit.note('data-flow.filters-everywhere');
  if (path === null) {
    visit.note('data-flow.null-path');
    return done(JsonDocument.emptyObject);
  }
  return selectPath(visit, path, document);
}

/** The document at a path; `$` is the document itself, its text untouched (RECORDED 6). */
export function selectPath(visit: Visit, path: Path, document: JsonDocument): Step<JsonDocument> {
  if (path.segments.length === 0 && path.root.kind === 'input') return done(document);
  if (path.unmodelled) return visit.problem(unmodelledPath(path));
  const found = resolve(path, visit.scope(document));
  if (found.ok) return done(JsonDocument.ofValue(found.value));
  return visit.runtime(
    `Invalid path '${path.text}' : ${describeProblem(found)}`,
    PROBLEM_RULES[found.kind],
    isInferredWording(found),
  );
}

/** The rule of each way in which a path leads nowhere. */
const PROBLEM_RULES = {
  'missing-leaf': 'path.missing-leaf',
  'missing-parent': 'path.missing-parent',
  'index-out-of-bounds': 'path.index-out-of-bounds',
  'not-an-object': 'path.not-an-object',
  'not-an-array': 'path.not-an-array',
} as const;

/** A payload template on a document: Parameters, ResultSelector, ItemSelector. */
export function applyTemplate(
  visit: Visit,
  template: Template | undefined,
  document: JsonDocument,
  place = visit.branch.place,
): Step<JsonDocument> {
  if (template === undefined) return done(document);
  visit.note(templateRules(template));
  const result = evaluateTemplate(template, visit.scope(document, place));
  return result.ok ? done(JsonDocument.ofValue(result.value)) : visit.problem(result);
}

/**
 * `ResultPath`: the result replaces the raw input (`$`, the default), goes into it (a path), or is dropped (null); the raw
 * input is what the state was given, before InputPath (3.1.1, 3.1.7 to 3.1.11).
 */
export function applyResultPath(
  visit: Visit,
  path: Path | null | undefined,
  result: JsonDocument,
): Step<JsonDocument> {
  if (path === undefined || path?.segments.length === 0) {
    if (path !== undefined || visit.state.type !== 'Pass') visit.note('data-flow.result-replaces-input');
    return done(result);
  }
  if (path === null) {
    visit.note('data-flow.result-path-null');
    return done(visit.input);
  }
  visit.note('data-flow.result-path');
  const inserted = insertAt(visit.input.value, path.segments, result.value);
  if (inserted.ok) return done(JsonDocument.ofValue(inserted.value));
  visit.note('data-flow.result-path-unwritable');
  return visit.runtime(
    `Unable to apply ReferencePath ${path.text} to input ${writeJson(visit.input.value)}`,
    'data-flow.result-path-unwritable',
    true,
  );
}
