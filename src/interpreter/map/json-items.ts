/** Items of JSON and JSON Lines files. They keep the file's order of keys (RECORDED 4). */
import { parseJson } from '../../json/parse.ts';
import { entriesOf } from '../../json/key-order.ts';
import { isJsonArray, isJsonObject, valueAt, type JsonValue } from '../../json/value.ts';
import type { ReadItems } from './item-reader.ts';

/** An array, at the top or where `ItemsPointer` leads. inferred: an object there gives its entries. */
export function jsonItems(content: string, pointer?: string): ReadItems {
  const parsing = parseJson(content);
  if (!parsing.ok) return { ok: false, cause: 'Unable to parse JSON file.' };
  const value = pointer === undefined ? parsing.value : follow(parsing.value, pointer);
  if (isJsonArray(value)) return { ok: true, items: value.map((item) => ({ value: item })) };
  if (pointer !== undefined && isJsonObject(value)) {
    return { ok: true, items: entriesOf(value).map(([key, item]) => ({ key, value: item })) };
  }
  // Recorded: test_map_item_reader_json_no_json_list_object.
  return { ok: false, cause: 'Attempting to map over non-iterable node.' };
}

function follow(value: JsonValue, pointer: string): JsonValue | undefined {
  let here: JsonValue | undefined = value;
  for (const step of pointer.split('/').slice(1)) {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    if (isJsonArray(here)) here = here[Number(key)];
    else here = isJsonObject(here) ? valueAt(here, key) : undefined;
  }
  return here;
}

export function jsonLineItems(content: string): ReadItems {
  const items: { readonly value: JsonValue }[] = [];
  for (const line of content.split('\n')) {
    if (line.trim() === '') continue;
    const parsing = parseJson(line);
    if (!parsing.ok) return { ok: false, cause: 'Unable to parse JSON Lines file.' };
    items.push({ value: parsing.value });
  }
  return { ok: true, items };
}
