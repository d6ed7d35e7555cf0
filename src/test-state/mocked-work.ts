/** What a mock makes of the work of a state. */
import { QUERY_EVALUATION, RUNTIME, TIMEOUT, DATA_LIMIT, type Failure } from '../interpreter/failure.ts';
import type { Mock } from '../interpreter/inspection.ts';
import { done, failed } from '../interpreter/outcome.ts';
import { JsonDocument } from '../json/document.ts';
import { isJsonArray } from '../json/value.ts';
import type { MockErrorOutput, TestStateRequest } from './request.ts';

/** A mocked result goes on as its text is (RECORDED 113). It is known to be JSON. */
export function mockedWork({ mock, stateConfiguration }: TestStateRequest): Mock | undefined {
  if (mock === undefined) return undefined;
  const result = mock.result === undefined ? undefined : JsonDocument.ofText(mock.result);
  const failures = stateConfiguration?.mapIterationFailureCount;
  return {
    outcome: result === undefined ? failed(mockedFailure(mock.errorOutput ?? {})) : done(result),
    failedIterations: failures === undefined ? undefined : { failures, iterations: lengthOf(result) },
    itemReaderData: stateConfiguration?.mapItemReaderData,
  };
}

/** The iterations are those of the mocked result (recorded: test_map_iteration_failure_count_exceeds_mock_result_items). */
const lengthOf = (result: JsonDocument | undefined): number | undefined =>
  isJsonArray(result?.value) ? result.value.length : undefined;

/** Reserved names that retriers and catchers treat apart (AWS-BEHAVIOUR 2.1, 2.2); any other error is one of a Task. */
const KINDS: ReadonlyMap<string, Failure['kind']> = new Map([
  [TIMEOUT, 'timeout'],
  ['States.HeartbeatTimeout', 'heartbeat'],
  [RUNTIME, 'runtime'],
  [QUERY_EVALUATION, 'query'],
  [DATA_LIMIT, 'limit'],
  ['States.ExceedToleratedFailureThreshold', 'map'],
  ['States.ItemReaderFailed', 'map'],
]);

const mockedFailure = ({ error, cause }: MockErrorOutput): Failure => ({
  kind: KINDS.get(error ?? '') ?? 'task',
  ...(error !== undefined && { error }),
  ...(cause !== undefined && { cause }),
  rule: 'task.error',
});
