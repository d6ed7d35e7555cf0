/** Why the kit can't bring a case to a target: what it would have to script there is out of its reach. */
import type { Case } from '../../case/case.ts';
import { parseJson } from '../../json/parse.ts';
import { isJsonArray, isJsonObject, valueAt, type JsonValue } from '../../json/value.ts';
import { definitionText } from '../case-text.ts';
import { tokenFields } from './callbacks/token-fields.ts';
import type { FunctionDoor } from './doors/door.ts';
import type { TargetTraits } from './target-traits.ts';

export function reasonAgainst(
  testCase: Case,
  door: FunctionDoor,
  { historyShowsTokens, lacks }: TargetTraits,
): string | undefined {
  const { functions, integrations, callbacks } = testCase;
  const [state] = Object.keys(integrations);
  if (state !== undefined)
    return `the case scripts what an integration other than Lambda answers in state '${state}'; a target's own integrations can't be scripted`;
  const own = Object.keys(callbacks).find((name) =>
    callbacks[name]?.some((list) => list.some(({ from }) => from === 'function')),
  );
  if (own !== undefined && !door.hearsFunctions)
    return `in state '${own}' the function itself answers its token; functions that carry their scripts can't`;
  if (!historyShowsTokens && Object.keys(callbacks).length > 0 && asksInMap(definitionText(testCase)))
    return "the target's history doesn't show task tokens, so those of a Map's iterations can't be told apart";
  return door.reasonAgainst(functions) ?? lacks?.(testCase);
}

function asksInMap(definition: string): boolean {
  const parsing = parseJson(definition);
  return parsing.ok && hasMapWithTokens(parsing.value);
}

function hasMapWithTokens(value: JsonValue): boolean {
  if (isJsonArray(value)) return value.some(hasMapWithTokens);
  if (!isJsonObject(value)) return false;
  if (valueAt(value, 'Type') === 'Map' && tokenFields(value).size > 0) return true;
  return Object.values(value).some(hasMapWithTokens);
}
