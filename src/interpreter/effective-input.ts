/** What a state works on: InputPath and Parameters in JSONPath, Arguments in JSONata. */
import type { JsonataDataFlow } from '../asl/state/state.ts';
import type { JsonDocument } from '../json/document.ts';
import { applyInputPath, applyTemplate } from './data-flow.ts';
import { LARGEST_PAYLOAD } from './failure.ts';
import { inspected } from './inspection.ts';
import { evaluateJsonataDocument } from './jsonata-evaluation.ts';
import { declined, done, type Step } from './outcome.ts';
import type { Ongoing, Program } from './program.ts';
import type { Visit } from './visit.ts';

/** After InputPath; in JSONata the input itself. */
export function selectedInput(visit: Visit): Step<JsonDocument> {
  const { data } = visit.state;
  return data.language === 'JSONata' ? done(visit.input) : applyInputPath(visit, data);
}

/** After Parameters or Arguments. They are evaluated anew for each attempt (AWS-BEHAVIOUR 3.3.3, RECORDED 46). */
export function shapedInput(visit: Visit, selected: JsonDocument): Ongoing<Step<JsonDocument>> {
  const { data } = visit.state;
  if (visit.retryCount > 0) visit.note('retry.parameters-anew');
  if (data.language === 'JSONata') return shapedInJsonata(visit, data, selected);
  if (data.parameters !== undefined) visit.note('data-flow.parameters');
  const shaped = inspected(visit, 'afterParameters', applyTemplate(visit, data.parameters, selected));
  return shaped.kind === 'done' ? withinLimit(visit, shaped.value, 'gives its work') : shaped;
}

function* shapedInJsonata(
  visit: Visit,
  data: JsonataDataFlow,
  selected: JsonDocument,
): Program<Step<JsonDocument>> {
  if (data.arguments !== undefined) visit.note('jsonata.arguments');
  const evaluated =
    data.arguments === undefined ? done(selected) : yield* evaluateJsonataDocument(visit, data.arguments);
  const shaped = inspected(visit, 'afterArguments', evaluated);
  return shaped.kind === 'done' ? withinLimit(visit, shaped.value, 'gives its work') : shaped;
}

/** What AWS says of an input inside of a state that is over the limit isn't known; of an output it is (2.2.5). */
export const withinLimit = (visit: Visit, document: JsonDocument, does: string): Step<JsonDocument> =>
  document.isLongerThan(LARGEST_PAYLOAD)
    ? declined(`state '${visit.state.name}' ${does} more than ${LARGEST_PAYLOAD} bytes`)
    : done(document);
