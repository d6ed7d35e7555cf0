/** What every state that works does with its result: shape it, assign variables, leave. */
import type { JsonPathDataFlow } from '../asl/state/state.ts';
import type { JsonDocument } from '../json/document.ts';
import { assignExpressions, assignTemplates } from './assign.ts';
import { applyOutputPath, applyResultPath, applyTemplate } from './data-flow.ts';
import { inspected } from './inspection.ts';
import { evaluateJsonataDocument } from './jsonata-evaluation.ts';
import { leave } from './leave.ts';
import type { StateOutcome } from './outcome.ts';
import type { Program } from './program.ts';
import type { Visit } from './visit.ts';

/**
 * JSONPath: ResultSelector, ResultPath, OutputPath (AWS-BEHAVIOUR 3.1.1); Assign sees the result after ResultSelector.
 * JSONata: Output, which may use `$states.result`; without it the result is the output (7.2.23).
 */
export function* finish(visit: Visit, result: JsonDocument): Program<StateOutcome> {
  const { data, next } = visit.state;
  if (data.language === 'JSONata') {
    const extras = { result: result.value };
    const assignments = yield* assignExpressions(visit, data.assign, extras);
    if (assignments.kind !== 'done') return assignments;
    if (data.output === undefined) return leave(visit, next, result, assignments.value);
    visit.note('jsonata.output');
    const output = yield* evaluateJsonataDocument(visit, data.output, extras);
    return output.kind === 'done' ? leave(visit, next, output.value, assignments.value) : output;
  }
  if (data.resultSelector !== undefined) visit.note('data-flow.result-selector');
  if (fieldsOf(data) > 1) visit.note('data-flow.order');
  const selected = inspected(visit, 'afterResultSelector', applyTemplate(visit, data.resultSelector, result));
  if (selected.kind !== 'done') return selected;
  const assignments = assignTemplates(visit, data.assign, selected.value);
  if (assignments.kind !== 'done') return assignments;
  const placed = inspected(visit, 'afterResultPath', applyResultPath(visit, data.resultPath, selected.value));
  if (placed.kind !== 'done') return placed;
  const output = applyOutputPath(visit, data, placed.value);
  return output.kind === 'done' ? leave(visit, next, output.value, assignments.value) : output;
}

/** How many of the fields there are whose order matters (3.1.1). */
const fieldsOf = ({
  inputPath,
  parameters,
  resultSelector,
  resultPath,
  outputPath,
}: JsonPathDataFlow): number =>
  [inputPath, parameters, resultSelector, resultPath, outputPath].filter((field) => field !== undefined)
    .length;

/**
 * A state that hands its input on: Wait, Succeed, the Default of a Choice. JSONPath: InputPath, then OutputPath (3.1.16);
 * JSONata: Output, else the input.
 */
export function* passOn(
  visit: Visit,
  input: JsonDocument,
  next: string | undefined = visit.state.next,
): Program<StateOutcome> {
  const { data } = visit.state;
  if (data.language === 'JSONata') {
    const assignments = yield* assignExpressions(visit, data.assign, {});
    if (assignments.kind !== 'done') return assignments;
    if (data.output === undefined) return leave(visit, next, input, assignments.value);
    visit.note('jsonata.output');
    const output = yield* evaluateJsonataDocument(visit, data.output);
    return output.kind === 'done' ? leave(visit, next, output.value, assignments.value) : output;
  }
  const assignments = assignTemplates(visit, data.assign, input);
  if (assignments.kind !== 'done') return assignments;
  const output = applyOutputPath(visit, data, input);
  return output.kind === 'done' ? leave(visit, next, output.value, assignments.value) : output;
}
