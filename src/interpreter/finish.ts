/** What every state that works does with its result: shape it, assign variables, leave. */
import type { JsonataDataFlow, JsonPathDataFlow } from '../asl/state/state.ts';
import type { JsonDocument } from '../json/document.ts';
import { assignExpressions, assignTemplates } from './assign.ts';
import { applyOutputPath, applyResultPath, applyTemplate } from './data-flow.ts';
import { inspected } from './inspection.ts';
import { evaluateJsonataDocument } from './jsonata-evaluation.ts';
import { leave } from './leave.ts';
import type { StateOutcome } from './outcome.ts';
import type { Ongoing, Program } from './program.ts';
import type { Visit } from './visit.ts';

/**
 * JSONPath: ResultSelector, ResultPath, OutputPath (AWS-BEHAVIOUR 3.1.1); Assign sees the result after ResultSelector.
 * JSONata: Output, which may use `$states.result`; without it the result is the output (7.2.23).
 */
export function finish(visit: Visit, result: JsonDocument): Ongoing<StateOutcome> {
  const { data } = visit.state;
  return data.language === 'JSONata'
    ? finishInJsonata(visit, data, result)
    : finishInJsonPath(visit, data, result);
}

function* finishInJsonata(visit: Visit, data: JsonataDataFlow, result: JsonDocument): Program<StateOutcome> {
  const extras = { result: result.value };
  const assignments = yield* assignExpressions(visit, data.assign, extras);
  if (assignments.kind !== 'done') return assignments;
  if (data.output === undefined) return leave(visit, visit.state.next, result, assignments.value);
  visit.note('jsonata.output');
  const output = yield* evaluateJsonataDocument(visit, data.output, extras);
  return output.kind === 'done' ? leave(visit, visit.state.next, output.value, assignments.value) : output;
}

function finishInJsonPath(visit: Visit, data: JsonPathDataFlow, result: JsonDocument): StateOutcome {
  if (data.resultSelector !== undefined) visit.note('data-flow.result-selector');
  if (fieldsOf(data) > 1) visit.note('data-flow.order');
  const selected = inspected(visit, 'afterResultSelector', applyTemplate(visit, data.resultSelector, result));
  if (selected.kind !== 'done') return selected;
  const assignments = assignTemplates(visit, data.assign, selected.value);
  if (assignments.kind !== 'done') return assignments;
  const placed = inspected(visit, 'afterResultPath', applyResultPath(visit, data.resultPath, selected.value));
  if (placed.kind !== 'done') return placed;
  const output = applyOutputPath(visit, data, placed.value);
  return output.kind === 'done' ? leave(visit, visit.state.next, output.value, assignments.value) : output;
}

/** How many of the fields there are whose order matters (3.1.1). */
const fieldsOf = (data: JsonPathDataFlow): number =>
  Number(data.inputPath !== undefined) +
  Number(data.parameters !== undefined) +
  Number(data.resultSelector !== undefined) +
  Number(data.resultPath !== undefined) +
  Number(data.outputPath !== undefined);

/**
 * A state that hands its input on: Wait, Succeed, the Default of a Choice. JSONPath: InputPath, then OutputPath (3.1.16);
 * JSONata: Output, else the input.
 */
export function passOn(
  visit: Visit,
  input: JsonDocument,
  next: string | undefined = visit.state.next,
): Ongoing<StateOutcome> {
  const { data } = visit.state;
  if (data.language === 'JSONata') return passOnInJsonata(visit, data, input, next);
  const assignments = assignTemplates(visit, data.assign, input);
  if (assignments.kind !== 'done') return assignments;
  const output = applyOutputPath(visit, data, input);
  return output.kind === 'done' ? leave(visit, next, output.value, assignments.value) : output;
}

function* passOnInJsonata(
  visit: Visit,
  data: JsonataDataFlow,
  input: JsonDocument,
  next: string | undefined,
): Program<StateOutcome> {
  const assignments = yield* assignExpressions(visit, data.assign, {});
  if (assignments.kind !== 'done') return assignments;
  if (data.output === undefined) return leave(visit, next, input, assignments.value);
  visit.note('jsonata.output');
  const output = yield* evaluateJsonataDocument(visit, data.output);
  return output.kind === 'done' ? leave(visit, next, output.value, assignments.value) : output;
}
