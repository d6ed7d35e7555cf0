/**
 * Names of variables (AWS-BEHAVIOUR 7.4.5; the texts are inferred): an identifier of at most 80 characters, and not `states`. An
 * underscore in front is let pass: the guide's rule leaves it out, but nothing shows that AWS refuses it.
 */
import { isJsonObject, valueAt, type JsonObject } from '../../json/value.ts';
import { objectsField } from '../state/fields.ts';
import type { QueryLanguage } from '../state/state.ts';
import { isSubstitution } from '../state/substitution.ts';
import { isDynamicKey } from '../template/read-template.ts';
import type { Problems } from './problems.ts';

const IDENTIFIER = /^[\p{ID_Start}_]\p{ID_Continue}*$/u;
const LONGEST = 80;

/** In Assign of the state, of its rules and of its catchers. */
export function validateVariableNames(
  state: JsonObject,
  language: QueryLanguage,
  place: string,
  problems: Problems,
): void {
  const holders = [
    [state, place] as const,
    ...(['Choices', 'Catch'] as const).flatMap((field) =>
      objectsField(state, field).map((holder, i) => [holder, `${place}/${field}[${i}]`] as const),
    ),
  ];
  for (const [holder, location] of holders) {
    const assign = valueAt(holder, 'Assign');
    if (!isJsonObject(assign)) continue;
    for (const key of Object.keys(assign)) {
      const name = language === 'JSONPath' && isDynamicKey(key) ? key.slice(0, -2) : key;
      const message = wrongWith(name);
      if (message !== undefined) problems.add(message, `${location}/Assign`);
    }
  }
}

function wrongWith(name: string): string | undefined {
  if (isSubstitution(name)) return undefined;
  if (name === 'states') return "Variable name 'states' is reserved";
  if (!IDENTIFIER.test(name)) return `Variable name '${name}' is not a valid identifier`;
  return Array.from(name).length > LONGEST
    ? `Variable name must not exceed ${LONGEST} characters: ${name}`
    : undefined;
}
