/** What DescribeExecution and StartSyncExecution say of an execution. */
import type { Observation, Status } from '../../case/observation.ts';
import { valueAt, type JsonObject, type JsonValue } from '../../json/value.ts';
import { writeJson } from '../../json/write.ts';

export type End = Pick<Observation, 'status' | 'output' | 'error' | 'cause'>;

const ENDED: readonly Status[] = ['SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'];

/** How it ended; undefined while it runs. */
export function readEnd(execution: JsonObject): End | undefined {
  const status = ENDED.find((one) => one === valueAt(execution, 'status'));
  if (status === undefined) return undefined;
  const output = textOf(valueAt(execution, 'output'));
  const error = textOf(valueAt(execution, 'error'));
  const cause = textOf(valueAt(execution, 'cause'));
  return {
    status,
    ...(output !== undefined && { output }),
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
  };
}

/** Some targets write null for what isn't there, and a value where text belongs: that is compared as its text. */
const textOf = (value: JsonValue | undefined): string | undefined =>
  value === undefined || value === null ? undefined : typeof value === 'string' ? value : writeJson(value);
