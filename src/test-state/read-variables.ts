/** The variables that a test brings along (AWS-BEHAVIOUR 8.7.1). */
import type { Assignments } from '../interpreter/leave.ts';
import { entriesOf } from '../json/key-order.ts';
import { parseJson } from '../json/parse.ts';
import { isJsonObject } from '../json/value.ts';
import { invalid, type TestStateRefusal } from './answer.ts';

export type VariablesReading =
  { readonly kind: 'variables'; readonly variables: Assignments } | TestStateRefusal;

/** How a variable may be called; `states` is taken (developer guide, "Passing data between states with variables"). */
const NAME = /^\p{ID_Start}\p{ID_Continue}{0,79}$/u;

/** inferred: the texts of the refusals. */
export function readVariables(text: string | undefined): VariablesReading {
  if (text === undefined) return { kind: 'variables', variables: [] };
  const parsing = parseJson(text);
  if (!parsing.ok || !isJsonObject(parsing.value))
    return invalid('Invalid variables provided: Variables must be a valid JSON object');
  const variables = entriesOf(parsing.value);
  const wrong = variables.find(([name]) => name === 'states' || !NAME.test(name));
  return wrong === undefined
    ? { kind: 'variables', variables }
    : invalid(`Invalid variables provided: '${wrong[0]}' is not a valid variable name`);
}
