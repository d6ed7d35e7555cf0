/** Inline Map in the analysis (AWS-BEHAVIOUR 6.5). */
import type { JsonataTemplate } from '../../src/asl/jsonata/jsonata-template.ts';
import type { MapState } from '../../src/asl/state/state.ts';
import type { Template } from '../../src/asl/template/template.ts';
import { objectOf } from '../../src/json/key-order.ts';
import { isJsonArray, type JsonObject, type JsonValue } from '../../src/json/value.ts';
import { selectInput } from './data-flow.ts';
import { runAttempts } from './error-handling.ts';
import { bindingsOf, runJsonata } from './jsonata/template.ts';
import { runLine } from './line.ts';
import { done, inTrouble, open, RUNTIME, type LineOutcome, type StateOutcome, type Step } from './outcome.ts';
import { readPath } from './read-path.ts';
import { scopeOf } from './scope.ts';
import { settle } from './settle.ts';
import { joinLines, type Joined } from './side-by-side.ts';
import { progressOf, type Place, type Situation } from './situation.ts';
import { runTemplate } from './template.ts';
import { isForeseeable } from './unforeseeable.ts';

export function runMap(state: MapState, before: Situation, place: Place): StateOutcome {
  if (state.mode !== 'INLINE' || state.itemReader || state.itemBatcher || state.resultWriter)
    return open('distributed Maps are not analysed');
  if (state.toleratedFailureCount || state.toleratedFailurePercentage)
    return open('tolerated failures belong to distributed Maps');
  if (state.maxConcurrency !== undefined && state.maxConcurrency.kind !== 'literal')
    return open('MaxConcurrencyPath is not analysed');
  const selected = selectInput(state, before, place);
  if (selected.kind !== 'done') return inTrouble(selected, before);
  const found = itemsOf(state, before, place, selected.value);
  if (found.kind !== 'done') return inTrouble(found, before);
  const items = found.value;
  const atOnce = state.maxConcurrency?.kind === 'literal' ? state.maxConcurrency.value : 0;
  return runAttempts(state, before, place, (situation) => {
    const inOrder = atOnce === 1 || items.length < 2;
    const joined = inOrder
      ? oneByOne(state, situation, place, selected.value, items)
      : joinLines(
          situation,
          items.map((item, i) => iteration(state, situation, place, selected.value, item, i)),
        );
    return settle(state, situation, place, joined);
  });
}

function itemsOf(
  state: MapState,
  situation: Situation,
  place: Place,
  input: JsonValue,
): Step<readonly JsonValue[]> {
  const found = readItems(state, situation, place, input);
  if (found.kind !== 'done') return found;
  if (!isForeseeable(found.value)) return open('items would differ from run to run');
  if (isJsonArray(found.value)) return done(found.value);
  // Recorded for TestState; the words are the interpreter's (RECORDED 115). JSONata's own words quote the value (6.5.10).
  return state.data.language === 'JSONPath' ? RUNTIME : open('Items that are no array are not analysed');
}

function readItems(state: MapState, situation: Situation, place: Place, input: JsonValue): Step<JsonValue> {
  if (state.items !== undefined) {
    const step = runJsonata(state.items, bindingsOf(state, situation, place));
    return step.kind === 'query' ? open('failing Items are not analysed') : step;
  }
  if (state.itemsPath === undefined) return done(input);
  const reading = readPath(state.itemsPath, scopeOf(state, situation, place, input));
  if (reading.kind === 'done' || reading.kind === 'open') return reading;
  return open('the words for a missing ItemsPath are inferred');
}

/** MaxConcurrency 1: an iteration begins where the one before ended, and the first failure is the last event. */
function oneByOne(
  state: MapState,
  before: Situation,
  place: Place,
  input: JsonValue,
  items: readonly JsonValue[],
): Joined {
  const outputs: JsonValue[] = [];
  let situation = before;
  for (const [i, item] of items.entries()) {
    const outcome = iteration(state, situation, place, input, item, i);
    if (outcome.kind !== 'ends') return outcome;
    outputs.push(outcome.situation.document);
    situation = { ...outcome.situation, document: before.document, variables: before.variables };
  }
  return { kind: 'joined', outputs, after: progressOf(situation), sideBySide: false };
}

function iteration(
  state: MapState,
  situation: Situation,
  place: Place,
  input: JsonValue,
  item: JsonValue,
  index: number,
): LineOutcome {
  const mapContext: JsonObject = {
    Item: objectOf([
      ['Index', index],
      ['Value', item],
    ]),
  };
  const selected = selectItem(state, situation, place, input, item, mapContext);
  // In which order a bad ItemSelector shows beside other iterations is not recorded (G16).
  if (selected.kind !== 'done') return open('a failing ItemSelector is not recorded (G16)');
  if (!isForeseeable(selected.value)) return open('an item would hold a value that differs from run to run');
  const inside: Place = { ...place, mapContext, line: `${place.line}/${state.name}[${index}]` };
  return runLine(state.processor, { ...situation, document: selected.value }, inside);
}

function selectItem(
  state: MapState,
  situation: Situation,
  place: Place,
  input: JsonValue,
  item: JsonValue,
  mapContext: JsonObject,
): Step<JsonValue> {
  if (state.itemSelector === undefined) return done(item);
  return state.data.language === 'JSONata'
    ? runJsonata(
        state.itemSelector as JsonataTemplate,
        bindingsOf(state, situation, place, {}, undefined, mapContext),
      )
    : runTemplate(
        state.itemSelector as Template,
        scopeOf(state, situation, place, input, undefined, mapContext),
      );
}
