/**
 * Whether a definition is one that AWS accepts, as far as generated and shrunk definitions need it: it finds what a shrinker
 * may break and what the faulty definitions hold, and gives no diagnostics.
 */
import { parsePath } from '../../src/asl/path/parse-path.ts';
import { parseIntrinsicCall } from '../../src/asl/intrinsic/parse-call.ts';
import { parseReferencePath } from '../../src/asl/path/reference-path.ts';
import type { QueryLanguage } from '../../src/asl/state/state.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../src/json/value.ts';
import { isSoundChoice } from './sound-choice.ts';
import { areSoundHandlers } from './sound-handlers.ts';
import { hasSoundFields } from './state-fields.ts';
import { flowsOf, innerFlows, statesOf } from './states-of.ts';
import { isLinked } from './transitions.ts';

export function isSoundDefinition(definition: JsonValue): definition is JsonObject {
  if (!isJsonObject(definition)) return false;
  const flows = [...flowsOf(definition)];
  const states = [...statesOf(definition)];
  const names = states.map(({ name }) => name);
  return (
    flows.every((flow) => isJsonObject(flow['States']) && isLinked(flow)) &&
    new Set(names).size === names.length &&
    states.every(({ state }) => isSoundState(state, languageOf(state, definition))) &&
    states.every(({ state }) => assignments(state).every((assign) => Object.keys(assign).length > 0)) &&
    hasScopedVariables(definition, new Set())
  );
}

/** States take the language of the machine unless they name their own (7.1.1, 7.1.3). */
const languageOf = (state: JsonObject, machine: JsonObject): QueryLanguage =>
  state['QueryLanguage'] === 'JSONata' || machine['QueryLanguage'] === 'JSONata' ? 'JSONata' : 'JSONPath';

function isSoundState(state: JsonObject, language: QueryLanguage): boolean {
  return (
    hasSoundFields(state, language) &&
    isSoundChoice(state, language) &&
    areSoundHandlers(state) &&
    innerFlowsThere(state) &&
    (language === 'JSONata' || expressionsParse(state))
  );
}

const innerFlowsThere = (state: JsonObject): boolean =>
  (state['Type'] !== 'Parallel' && state['Type'] !== 'Map') || innerFlows(state).length > 0;

const INNER = ['Branches', 'ItemProcessor', 'Iterator', 'Result'];

/** Every `.$` holds a path or a call, every path field a path (3.2.1, 3.4.1). */
function expressionsParse(value: JsonValue): boolean {
  if (isJsonArray(value)) return value.every(expressionsParse);
  if (!isJsonObject(value)) return true;
  return Object.entries(value).every(([key, inner]) => {
    if (INNER.includes(key)) return true;
    if (key.endsWith('.$')) {
      // A key stands with `.$` or without, not both (3.2.4).
      return isExpression(inner) && !(key.slice(0, -2) in value);
    }
    if (key === 'ResultPath') return inner === null || (typeof inner === 'string' && isResultPath(inner));
    if (key === 'InputPath' || key === 'OutputPath' || key === 'ItemsPath')
      return (
        (inner === null && key !== 'ItemsPath') ||
        (typeof inner === 'string' && parsePath(inner) !== undefined)
      );
    return expressionsParse(inner);
  });
}

const isExpression = (value: JsonValue): boolean =>
  typeof value === 'string' &&
  ((value.startsWith('$') && parsePath(value) !== undefined) || parseIntrinsicCall(value) !== undefined);

/** A reference path into the data (3.1.12, 3.1.13). */
const isResultPath = (text: string): boolean => parseReferencePath(text)?.root.kind === 'input';

/** An inner scope must not assign a name of an outer one (7.4.8). */
function hasScopedVariables(flow: JsonObject, outer: ReadonlySet<string>): boolean {
  const states = isJsonObject(flow['States']) ? Object.values(flow['States']).filter(isJsonObject) : [];
  const own = states.flatMap(assignedNames);
  if (own.some((name) => outer.has(name))) return false;
  const known = new Set([...outer, ...own]);
  return states.every((state) => innerFlows(state).every((inner) => hasScopedVariables(inner, known)));
}

const assignedNames = (state: JsonObject): readonly string[] =>
  assignments(state).flatMap((assign) => Object.keys(assign).map((name) => name.replace(/\.\$$/, '')));

/** Every Assign of a state, its rules and its catchers. Whether AWS accepts one of nothing isn't known. */
function assignments(state: JsonObject): readonly JsonObject[] {
  const lists = [state['Catch'], state['Choices']].flatMap((list) => (isJsonArray(list) ? list : []));
  return [state, ...lists.filter(isJsonObject)].map(({ Assign }) => Assign).filter(isJsonObject);
}
