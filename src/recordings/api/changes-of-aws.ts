/** What AWS has added to its answers since some of the recordings were made; see also ../changes-of-aws.ts. */
import { isJsonArray, isJsonObject, valueAt, type JsonObject, type JsonValue } from '../../json/value.ts';
import { dayOf } from '../changes-of-aws.ts';

/** Redrive came with this day (AWS-BEHAVIOUR 8.6.1). */
const REDRIVE = Date.UTC(2023, 10, 15);

/** Keys of one's own came between June (test_sfn_api_express) and November 2024 (test_sfn_api_variable_references). */
const ENCRYPTION = Date.UTC(2024, 6, 25);

/** A recorded answer as AWS would give it now. */
export function answerAsOfToday(answer: JsonValue, recordedDate: string): JsonValue {
  if (!isJsonObject(answer)) return answer;
  const day = dayOf(recordedDate);
  const encrypted = day < ENCRYPTION && 'loggingConfiguration' in answer ? withEncryption(answer) : answer;
  return day < REDRIVE ? withRedrives(encrypted) : encrypted;
}

/** Executions in lists and Map Runs count their redrives. */
function withRedrives(answer: JsonObject): JsonObject {
  const executions = valueAt(answer, 'executions');
  if (isJsonArray(executions)) return { ...answer, executions: executions.map(withRedriveCount) };
  return 'executionCounts' in answer ? { redriveCount: 0, ...answer } : answer;
}

const withEncryption = (description: JsonObject): JsonObject => ({
  encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
  ...description,
});

const withRedriveCount = (execution: JsonValue): JsonValue =>
  isJsonObject(execution) ? { redriveCount: 0, ...execution } : execution;
