/** The items of a Map: ItemsPath, Items, or the input itself (AWS-BEHAVIOUR 6.5.10 to 6.5.12, 6.6.2). */
import { describeProblem } from '../../asl/path/path-problem.ts';
import { resolve } from '../../asl/path/scope.ts';
import type { MapState } from '../../asl/state/state.ts';
import { unmodelledPath } from '../../asl/template/evaluate-template.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../json/value.ts';
import { writeJson } from '../../json/write.ts';
import { JsonDocument } from '../../json/document.ts';
import { entriesOf } from '../../json/key-order.ts';
import { inspected, inspectedList } from '../inspection.ts';
import { evaluateJsonata, unexpectedType } from '../jsonata-evaluation.ts';
import { done, type Step } from '../outcome.ts';
import type { Program } from '../program.ts';
import type { Visit } from '../visit.ts';

/** An item, with its key where a distributed Map iterates over an object. */
export interface Item {
  readonly value: JsonValue;
  readonly key?: string;
}

/** undefined where an ItemReader will bring them; ItemsPath is then ignored (RECORDED 87). */
export function* readItems(
  visit: Visit<MapState>,
  input: JsonDocument,
): Program<Step<readonly Item[] | undefined>> {
  const { itemReader, items, data } = visit.state;
  if (itemReader !== undefined) return done(undefined);
  if (data.language === 'JSONPath') return itemsAt(visit, input);
  if (items === undefined) return itemsOfInput(visit, input.value);
  visit.note('map.items-path');
  const step = yield* evaluateJsonata(visit, items);
  if (step.kind !== 'done') return step;
  return isJsonArray(step.value)
    ? done(step.value.map((value) => ({ value })))
    : visit.problem(unexpectedType(items, 'array', step.value));
}

function itemsOfInput(visit: Visit<MapState>, input: JsonValue): Step<readonly Item[]> {
  if (isJsonArray(input)) return done(input.map((value) => ({ value })));
  return visit.problem({
    ok: false,
    kind: 'query',
    cause: `Map state input must be an array but was: ${writeJson(input)}`,
    rule: 'map.input-not-array',
  });
}

function itemsAt(visit: Visit<MapState>, input: JsonDocument): Step<readonly Item[]> {
  const { itemsPath, mode } = visit.state;
  if (itemsPath !== undefined) visit.note('map.items-path');
  const text = itemsPath?.text ?? '$';
  if (itemsPath !== undefined && itemsPath.unmodelled) return visit.problem(unmodelledPath(itemsPath));
  const found =
    itemsPath === undefined
      ? { ok: true as const, value: input.value }
      : resolve(itemsPath, visit.scope(input));
  if (!found.ok) {
    return visit.runtime(
      `Invalid path '${text}' : ${describeProblem(found)}`,
      'map.items-path-missing',
      true,
    );
  }
  if (isJsonArray(found.value)) {
    const values = found.value;
    inspectedList(visit, 'afterItemsPath', () => values);
    return done(values.map((value) => ({ value })));
  }
  if (mode === 'DISTRIBUTED' && isJsonObject(found.value)) {
    inspected(visit, 'afterItemsPath', done(JsonDocument.ofValue(found.value)));
    return done(itemsOfObject(found.value));
  }
  // A path into the context object is shown with one dollar less (RECORDED 115).
  const shown = text.startsWith('$$') ? text.slice(1) : text;
  return visit.runtime(`Reference path "${shown}" must point to array.`, 'map.items-not-array');
}

const itemsOfObject = (object: JsonObject): readonly Item[] =>
  entriesOf(object).map(([key, value]) => ({ key, value }));
