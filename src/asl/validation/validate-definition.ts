/**
 * What CreateStateMachine and ValidateStateMachineDefinition find wrong with a definition (AWS-BEHAVIOUR 8.2, RECORDED 96 to
 * 98). Texts without a recording are inferred; see the rules of the catalogue.
 */
import type { MachineType } from '../../case/case.ts';
import type { Diagnostic } from '../../case/observation.ts';
import { jacksonProblem } from '../../json/jackson-message.ts';
import { NESTING_MESSAGE } from '../../json/nesting.ts';
import { parseJson } from '../../json/parse.ts';
import { isJsonObject, type JsonObject } from '../../json/value.ts';
import { Problems } from './problems.ts';
import { validateMachine } from './validate-machine.ts';
import { validateState } from './validate-state.ts';

/** The diagnostics of a definition's text; none where AWS would take it. */
export function validateDefinition(text: string, type: MachineType): readonly Diagnostic[] {
  const parsing = parseDefinition(text);
  return parsing.ok ? validateObject(parsing.definition, type) : [parsing.diagnostic];
}

export type DefinitionParsing =
  | { readonly ok: true; readonly definition: JsonObject }
  | { readonly ok: false; readonly diagnostic: Diagnostic };

/** The object that a definition's text must be. */
export function parseDefinition(text: string): DefinitionParsing {
  const parsing = text.trim() === '' ? undefined : parseJson(text);
  if (parsing?.ok === false) {
    return {
      ok: false,
      diagnostic: parsing.message === NESTING_MESSAGE ? TOO_DEEPLY_NESTED : notJson(text, parsing.message),
    };
  }
  if (isJsonObject(parsing?.value)) return { ok: true, definition: parsing.value };
  return {
    ok: false,
    diagnostic: error('SCHEMA_VALIDATION_FAILED', 'Definition must be a valid JSON object'),
  };
}

/** inferred: the code is documented, the bound and the text aren't (8.2.2). */
const TOO_DEEPLY_NESTED: Diagnostic = {
  severity: 'ERROR',
  code: 'TOO_DEEPLY_NESTED',
  message: 'Definition is too deeply nested',
};

/** The same for a definition that is parsed already. */
export function validateObject(definition: JsonObject, type: MachineType): readonly Diagnostic[] {
  const problems = new Problems();
  validateMachine(definition, type, problems);
  return problems.found;
}

/** One state without a machine around it, as TestState takes it: where it leads to isn't looked at. */
export function validateStateAlone(state: JsonObject, name: string): readonly Diagnostic[] {
  const problems = new Problems();
  validateState(state, `/States/${name}`, { type: 'STANDARD', queryLanguage: 'JSONPath', problems });
  return problems.found;
}

/** Jackson's message, with the place both in it and as the location. */
function notJson(text: string, fallback: string): Diagnostic {
  const problem = jacksonProblem(text);
  if (problem === undefined) return error('INVALID_JSON_DESCRIPTION', fallback);
  const source =
    text.length > 500 ? `${text.slice(0, 500)}"[truncated ${text.length - 500} chars]` : `${text}"`;
  const location = `[Source: (String)"${source}; line: ${problem.line}, column: ${problem.column}]`;
  return error('INVALID_JSON_DESCRIPTION', `${problem.message}\n at ${location}`, location);
}

const error = (code: string, message: string, location?: string): Diagnostic => ({
  severity: 'ERROR',
  code,
  message,
  ...(location !== undefined && { location }),
});

/** The text of the error with which CreateStateMachine and UpdateStateMachine refuse a definition (8.1.6). */
export const invalidDefinitionMessage = (diagnostics: readonly Diagnostic[]): string =>
  `Invalid State Machine Definition: '${diagnostics
    .map(
      ({ code, message, location }) =>
        `${code}: ${message}${location === undefined ? '' : ` at ${location}`}`,
    )
    .join(', ')}'`;
