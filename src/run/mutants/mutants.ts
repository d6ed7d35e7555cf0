/** Five mistakes that emulators make. */
import { entriesOf, objectOf } from '../../json/key-order.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../json/value.ts';
import { mapField, type Mutant } from './mutant.ts';

/** What a retrier without MaxAttempts does (AWS-BEHAVIOUR 4). */
const USUAL_ATTEMPTS = 3;

export const MUTANTS: readonly Mutant[] = [
  {
    name: 'retries once too often',
    state: (state) => mapField(state, 'Retry', each(withOneMoreAttempt)),
  },
  {
    name: 'Catch ignores ResultPath',
    state: (state) =>
      mapField(
        state,
        'Catch',
        each((catcher) => without(catcher, 'ResultPath')),
      ),
  },
  {
    name: 'a function error counts as success',
    answered: (result) => {
      if (result.kind !== 'lambda') return result;
      const { functionError: _, ...succeeded } = result;
      return succeeded;
    },
  },
  {
    name: 'a Fail in a branch counts as success',
    state: (state, { inBranch }) => (inBranch && state['Type'] === 'Fail' ? { Type: 'Succeed' } : state),
  },
  {
    name: 'the Payload of lambda:invoke stays text',
    answered: (result) =>
      result.kind === 'lambda' && result.functionError === undefined && result.payload !== ''
        ? { ...result, payload: JSON.stringify(result.payload) }
        : result,
  },
];

function withOneMoreAttempt(retrier: JsonObject): JsonObject {
  const attempts = retrier['MaxAttempts'] ?? USUAL_ATTEMPTS;
  return { ...retrier, MaxAttempts: typeof attempts === 'number' ? attempts + 1 : attempts };
}

const each =
  (change: (handler: JsonObject) => JsonObject) =>
  (list: JsonValue): JsonValue =>
    isJsonArray(list) ? list.map((item) => (isJsonObject(item) ? change(item) : item)) : list;

const without = (object: JsonObject, field: string): JsonObject =>
  objectOf(entriesOf(object).filter(([key]) => key !== field));
