/** Rules of a single state. */
import { isJsonArray, isJsonNumber, valueAt, type JsonObject } from '../../json/value.ts';
import { objectField, textField } from '../state/fields.ts';
import type { QueryLanguage, StateType } from '../state/state.ts';
import { isFieldOf, JSONATA_ONLY, JSONPATH_ONLY, STATE_TYPES } from './state-fields.ts';
import { validateChoice } from './validate-choice.ts';
import { validateErrorHandling } from './validate-error-handling.ts';
import { validateJsonataFields } from './validate-jsonata.ts';
import { innerFlows } from './inner-flows.ts';
import { QUERY_LANGUAGES, validateFlow, type Machine } from './validate-machine.ts';
import { validatePaths, validateTemplates } from './validate-paths.ts';
import { validateTask } from './validate-task.ts';
import { validateVariableNames } from './validate-variable-names.ts';
import { validateWait } from './validate-wait.ts';

export function validateState(state: JsonObject, place: string, machine: Machine): void {
  const { problems } = machine;
  const type = STATE_TYPES.find((known) => known === valueAt(state, 'Type'));
  if (type === undefined) {
    if (!Object.hasOwn(state, 'Type')) problems.add('These fields are required: [Type]', place);
    else {
      const known = STATE_TYPES.join(', ');
      problems.add(`The field 'Type' should have one of these values: [${known}]`, `${place}/Type`);
    }
    return;
  }
  const language = validateLanguage(state, place, machine);
  validateFields(state, type, language, place, machine);
  validateNextOrEnd(state, type, place, machine);
  if (language === 'JSONPath') {
    validatePaths(state, place, problems);
    validateTemplates(state, type, place, problems);
  } else {
    validateJsonataFields(state, type, place, problems);
  }
  validateErrorHandling(state, language, place, problems);
  validateVariableNames(state, language, place, problems);
  validateOwnRules(state, type, language, place, machine);
  for (const [flow, field] of innerFlows(state)) {
    if (Object.hasOwn(flow, 'QueryLanguage')) {
      problems.add("Field 'QueryLanguage' is not supported", `${place}/${field}`);
    }
    validateFlow(flow, `${place}/${field}`, machine);
  }
}

function validateOwnRules(
  state: JsonObject,
  type: StateType,
  language: QueryLanguage,
  place: string,
  machine: Machine,
): void {
  const { problems } = machine;
  switch (type) {
    case 'Task':
      validateTask(state, place, machine);
      break;
    case 'Wait':
      validateWait(state, language, place, problems);
      break;
    case 'Choice':
      validateChoice(state, language, place, problems);
      break;
    case 'Fail':
      for (const field of ['Error', 'Cause']) {
        if (Object.hasOwn(state, field) && Object.hasOwn(state, `${field}Path`)) {
          problems.add(`You cannot specify both '${field}' and '${field}Path'`, place);
        }
      }
      break;
    case 'Parallel': {
      const branches = valueAt(state, 'Branches');
      if (branches === undefined) problems.add('These fields are required: [Branches]', place);
      else if (!isJsonArray(branches) || branches.length === 0) {
        problems.add('Value cannot be empty', `${place}/Branches`);
      }
      break;
    }
    case 'Map':
      validateMap(state, place, machine);
      break;
    case 'Pass':
    case 'Succeed':
  }
}

/** 6.5.15, 6.6.7, 8.5. */
function validateMap(state: JsonObject, place: string, { problems, type }: Machine): void {
  const processor = objectField(state, 'ItemProcessor') ?? objectField(state, 'Iterator');
  if (processor === undefined) problems.add('These fields are required: [ItemProcessor]', place);
  for (const field of ['MaxConcurrency', 'ToleratedFailureCount', 'ToleratedFailurePercentage']) {
    const value = valueAt(state, field);
    if (isJsonNumber(value) && value.valueOf() < 0) problems.add('Minimum value is 0', `${place}/${field}`);
    if (value !== undefined && Object.hasOwn(state, `${field}Path`)) {
      problems.add(`You cannot specify both '${field}' and '${field}Path'`, place);
    }
  }
  const config = processor && objectField(processor, 'ProcessorConfig');
  if (type === 'EXPRESS' && config && textField(config, 'Mode') === 'DISTRIBUTED') {
    problems.add('Express state machine does not support Distributed Map state', place);
  }
}

/** 7.1.2, 7.1.5. A value that isn't a language is reported, and the state then checked as JSONata. */
function validateLanguage(
  state: JsonObject,
  place: string,
  { queryLanguage, problems }: Machine,
): QueryLanguage {
  const own = valueAt(state, 'QueryLanguage');
  if (own === undefined) return queryLanguage;
  const known = QUERY_LANGUAGES.find((language) => language === own);
  if (known === undefined) {
    problems.add('Value should be one of the following: [JSONPath, JSONata]', `${place}/QueryLanguage`);
    return 'JSONata';
  }
  if (known === 'JSONPath' && queryLanguage === 'JSONata') {
    problems.add("'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine", place);
    return 'JSONata';
  }
  return known;
}

function validateFields(
  state: JsonObject,
  type: StateType,
  language: QueryLanguage,
  place: string,
  { problems }: Machine,
): void {
  for (const field of Object.keys(state)) {
    if (!isFieldOf(type, field)) problems.add(`Field '${field}' is not supported`, place);
    else if (language === 'JSONata' ? JSONPATH_ONLY.has(field) : JSONATA_ONLY.has(field)) {
      const other = language === 'JSONata' ? 'JSONPath' : 'JSONata';
      problems.add(
        `The QueryLanguage is set to '${language}', but field '${field}' is only supported for the '${other}' QueryLanguage`,
        place,
      );
    }
  }
}

/** Exactly one of Next and End, on the types that have them (8.2.4). */
function validateNextOrEnd(state: JsonObject, type: StateType, place: string, { problems }: Machine): void {
  if (!isFieldOf(type, 'Next')) return;
  const next = Object.hasOwn(state, 'Next');
  const end = valueAt(state, 'End') === true;
  if (next === end) {
    problems.add('This object should have only one of the following fields: [Next, End]', place);
  }
}
