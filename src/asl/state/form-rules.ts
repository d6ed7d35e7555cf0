/** Which rules of the catalogue a state carries out by its form, whatever it is given. */
import { hasKey, isJsonArray, valueAt, type JsonObject } from '../../json/value.ts';
import type { QueryLanguage } from './state.ts';

/** `language` is the state's own, `machine` that of the machine. */
export function* formRules(
  source: JsonObject,
  language: QueryLanguage,
  machine: QueryLanguage,
): Iterable<string> {
  if (isEmptyList(source, 'Retry')) yield 'retry.empty';
  if (isEmptyList(source, 'Catch')) yield 'catch.empty';
  const type = valueAt(source, 'Type');
  if (type !== 'Map' && type !== 'Parallel') return;
  if (language !== machine) yield 'jsonata.inner-states';
  if (type === 'Map' && (hasKey(source, 'Iterator') || hasKey(source, 'Parameters')))
    yield 'map.legacy-names';
}

function isEmptyList(source: JsonObject, field: string): boolean {
  const value = valueAt(source, field);
  return isJsonArray(value) && value.length === 0;
}
