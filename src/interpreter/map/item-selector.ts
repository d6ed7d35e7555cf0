/** What an iteration gets: the item, or what ItemSelector makes of it (AWS-BEHAVIOUR 6.5.7, RECORDED 65). */
import type { JsonataTemplate } from '../../asl/jsonata/jsonata-template.ts';
import type { MapState } from '../../asl/state/state.ts';
import type { Template } from '../../asl/template/template.ts';
import { JsonDocument } from '../../json/document.ts';
import { objectOf } from '../../json/key-order.ts';
import type { JsonObject, JsonValue } from '../../json/value.ts';
import { applyTemplate } from '../data-flow.ts';
import { withinLimit } from '../effective-input.ts';
import { evaluateJsonataDocument } from '../jsonata-evaluation.ts';
import { done, type Step } from '../outcome.ts';
import type { Program } from '../program.ts';
import type { Visit } from '../visit.ts';
import type { Item } from './items.ts';

/** `Map` of the context object: Item with Index from 0 and Value; Key only where the items are an object's (3.3.7). */
export const itemContext = ({ key, value }: Item, index: number): JsonObject => {
  const entries: (readonly [string, JsonValue])[] = [['Index', index]];
  if (key !== undefined) entries.push(['Key', key]);
  entries.push(['Value', value]);
  return objectOf([['Item', objectOf(entries)]]);
};

export function* selectItem(
  visit: Visit<MapState>,
  input: JsonDocument,
  item: Item,
  mapContext: JsonObject | undefined,
): Program<Step<JsonDocument>> {
  const selected = yield* select(visit, input, item, mapContext);
  return selected.kind === 'done' ? withinLimit(visit, selected.value, 'gives an iteration') : selected;
}

function* select(
  visit: Visit<MapState>,
  input: JsonDocument,
  item: Item,
  mapContext: JsonObject | undefined,
): Program<Step<JsonDocument>> {
  const { itemSelector, data } = visit.state;
  if (itemSelector === undefined) return done(JsonDocument.ofValue(wholeItem(item)));
  visit.note('map.item-selector');
  return data.language === 'JSONata'
    ? yield* evaluateJsonataDocument(visit, itemSelector as JsonataTemplate, mapContext ? { mapContext } : {})
    : applyTemplate(visit, itemSelector as Template, input, mapContext);
}

/** An object's entry is handed over with its key (documented for distributed Maps). */
const wholeItem = ({ key, value }: Item): JsonValue =>
  key === undefined
    ? value
    : objectOf([
        ['Key', key],
        ['Value', value],
      ]);
