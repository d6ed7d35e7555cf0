/** The calls of a recorded API case, as its test made them. */
import { expectArray, expectObject, expectText } from '../../case/shape.ts';
import { isJsonArray, isJsonObject, valueAt, type JsonObject, type JsonValue } from '../../json/value.ts';
import type { RecordedCase } from '../recorded-case.ts';

export interface RecordedCall {
  readonly operation: string;
  readonly args: JsonObject;
  /** What AWS answered; undefined where the test didn't keep it. */
  readonly recorded: JsonValue | undefined;
  /** True where a paginator gathered the answer: only its items are recorded, page by page. */
  readonly paged: boolean;
}

export const readCalls = ({ source, recorded }: RecordedCase): readonly RecordedCall[] =>
  expectArray(valueAt(source, 'calls'), 'calls').map((value, i) => {
    const call = expectObject(value, `calls[${i}]`);
    const key = valueAt(call, 'recordedAs');
    return {
      operation: expectText(call['op'], `calls[${i}].op`),
      args: expectObject(call['args'] ?? {}, `calls[${i}].args`),
      recorded: recordedAs(key, recorded),
      paged: isJsonArray(key) || (typeof key === 'string' && isJsonArray(recorded[key])),
    };
  });

/** One answer under one name, or the pages of a paginator under several. */
function recordedAs(key: JsonValue | undefined, recorded: JsonObject): JsonValue | undefined {
  if (typeof key === 'string') return valueAt(recorded, key);
  if (!isJsonArray(key)) return undefined;
  return key.flatMap((name) => {
    const page = valueAt(recorded, String(name));
    return isJsonArray(page) ? page : [];
  });
}

/** An event of the log of an Express execution, which a test recorded in place of the call's answer. */
export const isLogEvent = (recorded: JsonValue | undefined): recorded is JsonObject =>
  isJsonObject(recorded) && 'event_timestamp' in recorded && 'execution_arn' in recorded;
