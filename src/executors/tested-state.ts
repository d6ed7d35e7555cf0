/** The state that a case tries by TestState: the first one of its machine, alone. */
import type { Case } from '../case/case.ts';
import { parseJson } from '../json/parse.ts';
import { isJsonObject, valueAt, type JsonObject, type JsonValue } from '../json/value.ts';
import { writeJson } from '../json/write.ts';
import { definitionText } from './case-text.ts';

/** Its JSON text, with the query language of its machine; undefined where the definition has no such state. */
export function testedStateText(testCase: Case): string | undefined {
  const parsing = parseJson(definitionText(testCase));
  const state = parsing.ok ? firstState(parsing.value) : undefined;
  return state && writeJson(state);
}

function firstState(definition: JsonValue): JsonObject | undefined {
  if (!isJsonObject(definition)) return undefined;
  const [states, name] = [valueAt(definition, 'States'), valueAt(definition, 'StartAt')];
  const state = isJsonObject(states) && typeof name === 'string' ? valueAt(states, name) : undefined;
  if (!isJsonObject(state)) return undefined;
  const language = valueAt(definition, 'QueryLanguage');
  return language === undefined || valueAt(state, 'QueryLanguage') !== undefined
    ? state
    : { ...state, QueryLanguage: language };
}

/** Enough to see what each step of the state gives (AWS-BEHAVIOUR 8.7.3). */
export const INSPECTION_LEVEL = 'DEBUG';
