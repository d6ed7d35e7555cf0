/** How data comes into and out of a state, in either query language (AWS-BEHAVIOUR 3.1.1, 7.2). */
import type { JsonPathDataFlow, State } from '../../src/asl/state/state.ts';
import { isJsonObject, type JsonValue } from '../../src/json/value.ts';
import { leaveByJsonata } from './jsonata/finish.ts';
import { bindingsOf, runJsonata } from './jsonata/template.ts';
import { leave } from './leave.ts';
import { done, inTrouble, open, type StateOutcome, type Step } from './outcome.ts';
import { assign, placeResult, selectByPath } from './path-fields.ts';
import { FIRST_ATTEMPT, scopeOf, type Attempt } from './scope.ts';
import type { Place, Situation } from './situation.ts';
import { runTemplate } from './template.ts';

/** After InputPath; in JSONata the input itself. */
export function selectInput(state: State, situation: Situation, place: Place): Step<JsonValue> {
  const { data } = state;
  const { document } = situation;
  if (data.language === 'JSONata') return done(document);
  return selectByPath(data.inputPath, document, scopeOf(state, situation, place, document));
}

/** After Parameters or Arguments. */
export function shapeInput(
  state: State,
  situation: Situation,
  place: Place,
  selected: JsonValue,
  attempt: Attempt = FIRST_ATTEMPT,
): Step<JsonValue> {
  const { data } = state;
  if (data.language === 'JSONata') {
    return data.arguments === undefined
      ? done(selected)
      : runJsonata(data.arguments, bindingsOf(state, situation, place, {}, attempt));
  }
  const { parameters } = data;
  if (parameters === undefined) return done(selected);
  // The specification makes Parameters an object; templates of other types are not recorded (3.2.10).
  if (parameters.kind !== 'object' && !(parameters.kind === 'static' && isJsonObject(parameters.value)))
    return open('Parameters that are no object are not recorded (3.2.10)');
  return runTemplate(parameters, scopeOf(state, situation, place, selected, attempt));
}

/** What a state does with its result: ResultSelector, Assign, ResultPath, OutputPath; in JSONata Assign and Output. */
export function finish(
  state: State,
  before: Situation,
  place: Place,
  result: JsonValue,
  after: Situation = before,
): StateOutcome {
  const { data, next } = state;
  if (data.language === 'JSONata') {
    const bindings = bindingsOf(state, before, place, { result });
    return leaveByJsonata(
      { next, assign: data.assign, output: data.output, otherwise: result },
      bindings,
      after,
    );
  }
  const see = (document: JsonValue) => scopeOf(state, before, place, document);
  const selected =
    data.resultSelector === undefined ? done(result) : runTemplate(data.resultSelector, see(result));
  if (selected.kind !== 'done') return inTrouble(selected, after);
  const variables = assign(data.assign, see(selected.value));
  if (variables.kind !== 'done') return inTrouble(variables, after);
  const placed = placeResult(data.resultPath, before.document, selected.value);
  if (placed.kind !== 'done') return inTrouble(placed, after);
  return leaveThroughOutputPath(state, data, before, place, placed.value, after, variables.value);
}

/** A state that hands its input on: Wait, Succeed, a Pass of JSONata (3.1.16). */
export function passOn(
  state: State,
  before: Situation,
  place: Place,
  document: JsonValue,
  after: Situation,
): StateOutcome {
  const { data, next } = state;
  if (data.language === 'JSONata') {
    const bindings = bindingsOf(state, before, place);
    return leaveByJsonata(
      { next, assign: data.assign, output: data.output, otherwise: document },
      bindings,
      after,
    );
  }
  const variables = assign(data.assign, scopeOf(state, before, place, document));
  if (variables.kind !== 'done') return inTrouble(variables, after);
  return leaveThroughOutputPath(state, data, before, place, document, after, variables.value);
}

function leaveThroughOutputPath(
  state: State,
  data: JsonPathDataFlow,
  before: Situation,
  place: Place,
  document: JsonValue,
  after: Situation,
  variables: Readonly<Record<string, JsonValue>>,
): StateOutcome {
  const output = selectByPath(data.outputPath, document, scopeOf(state, before, place, document));
  return output.kind === 'done'
    ? leave(state.next, after, output.value, variables)
    : inTrouble(output, after);
}
