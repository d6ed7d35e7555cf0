/** What an iteration gets: the item, or what ItemSelector makes of it (AWS-BEHAVIOUR 6.5.7, RECORDED 65). */
import type { JsonataTemplate } from '../../asl/jsonata/jsonata-template.ts';
import type { MapState } from '../../asl/state/state.ts';
import type { Template } from '../../asl/template/template.ts';
import { JsonDocument } from '../../json/document.ts';
import { objectOf } from '../../json/key-order.ts';
import type { JsonValue } from '../../json/value.ts';
import { applyTemplate } from '../data-flow.ts';
import { withinLimit } from '../effective-input.ts';
import { evaluateJsonataDocument } from '../jsonata-evaluation.ts';
import type { Step } from '../outcome.ts';
import type { Place } from '../place.ts';
import type { Ongoing, Program } from '../program.ts';
import type { Visit } from '../visit.ts';
import type { Item } from './items.ts';

/** `place` is where the iteration will run: it sees its item in the context object already. */
export function selectItem(
  visit: Visit<MapState>,
  input: JsonDocument,
  item: Item,
  place: Place,
): Ongoing<Step<JsonDocument>> {
  const { itemSelector, data } = visit.state;
  if (itemSelector === undefined)
    return withinLimit(visit, JsonDocument.ofValue(wholeItem(item)), 'gives an iteration');
  visit.note('map.item-selector');
  if (data.language === 'JSONata') return selectInJsonata(visit, itemSelector as JsonataTemplate, place);
  const selected = applyTemplate(visit, itemSelector as Template, input, place);
  return selected.kind === 'done' ? withinLimit(visit, selected.value, 'gives an iteration') : selected;
}

function* selectInJsonata(
  visit: Visit<MapState>,
  itemSelector: JsonataTemplate,
  place: Place,
): Program<Step<JsonDocument>> {
  const selected = yield* evaluateJsonataDocument(visit, itemSelector, { place });
  return selected.kind === 'done' ? withinLimit(visit, selected.value, 'gives an iteration') : selected;
}

/** An object's entry is handed over with its key (documented for distributed Maps). */
const wholeItem = ({ key, value }: Item): JsonValue =>
  key === undefined
    ? value
    : objectOf([
        ['Key', key],
        ['Value', value],
      ]);
