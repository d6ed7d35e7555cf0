/** Whether a mocked result is one that the state could have (AWS-BEHAVIOUR 8.7.5, 8.7.6, 8.7.12). */
import type { State, TaskState } from '../asl/state/state.ts';
import { parseJson } from '../json/parse.ts';
import { isJsonArray, isJsonObject, type JsonValue } from '../json/value.ts';
import { invalid, type TestStateRefusal } from './answer.ts';
import type { TestStateRequest } from './request.ts';
import { responseProblem } from './response-models/check-response.ts';
import { integrationResponse } from './response-models/integration-response.ts';
import type { ResponseModels } from './response-models/response-model.ts';

export function checkMock(
  state: State,
  { mock, stateConfiguration }: TestStateRequest,
  models: ResponseModels,
): TestStateRefusal | undefined {
  if (mock?.result === undefined) return undefined;
  const parsing = parseJson(mock.result);
  if (!parsing.ok) return invalid('Mocked result must be valid JSON');
  const { value } = parsing;
  switch (state.type) {
    case 'Task':
      return checkTaskResult(state, value, mock.fieldValidationMode ?? 'STRICT', models);
    case 'Map': {
      // With a ResultWriter the result is what says where the results are.
      if (state.resultWriter)
        return isJsonObject(value) ? undefined : invalid('Mocked result must be a JSON object.');
      if (!isJsonArray(value)) return invalid('Mocked result must be an array.');
      return (stateConfiguration?.mapIterationFailureCount ?? 0) > value.length
        ? invalid('Map iteration failure count must be less than or equal to the number of Map iterations')
        : undefined;
    }
    case 'Parallel':
      if (!isJsonArray(value)) return invalid('Mocked result must be an array.');
      return value.length === state.branches.length
        ? undefined
        : invalid('Mocked result must contain the same number of items as number of Parallel branches.');
    default:
      return undefined;
  }
}

function checkTaskResult(
  { resource }: TaskState,
  value: JsonValue,
  mode: 'STRICT' | 'PRESENT' | 'NONE',
  models: ResponseModels,
): TestStateRefusal | undefined {
  if (mode === 'NONE' || resource.kind !== 'service') return undefined;
  const response = integrationResponse(resource, models);
  if (response === undefined) return undefined;
  // inferred: the text, which is the Map's.
  if (!isJsonObject(value)) return invalid('Mocked result must be a JSON object.');
  const { model, reference, spell } = response;
  const problem = responseProblem(value, reference, model, { required: mode === 'STRICT', spell });
  return problem === undefined ? undefined : invalid(`Mock result schema validation error: ${problem}`);
}
