/** What a call of Lambda gives its Task as a result (AWS-BEHAVIOUR 1.1.2, 1.2.5, 1.3.2). */
import { objectOf } from '../../src/json/key-order.ts';
import type { JsonValue } from '../../src/json/value.ts';
import type { Answer, Call, Payload } from './invoke.ts';
import { UNFORESEEABLE } from './unforeseeable.ts';

export function resultOf({ form, tail }: Call, answer: Exclude<Answer, { kind: 'raised' }>): JsonValue {
  if (answer.kind === 'accepted') return acceptance(answer.statusCode);
  if (form === 'direct') return answer.value;
  return form === 'sdk' ? sdkResult(answer, tail) : envelope(answer.value, answer.version, tail);
}

const { id } = UNFORESEEABLE;
const METADATA = (status: number): JsonValue => ({
  AllHttpHeaders: { Date: [id] },
  HttpHeaders: { Date: id },
  HttpStatusCode: status,
});

const log = (tail: boolean): readonly (readonly [string, JsonValue])[] => (tail ? [['LogResult', id]] : []);

/** 1.2.5: most of it differs from run to run. */
export const envelope = (payload: JsonValue, version: string, tail = false): JsonValue =>
  objectOf([
    ['ExecutedVersion', version],
    ...log(tail),
    ['Payload', payload],
    ['SdkHttpMetadata', METADATA(200)],
    ['SdkResponseMetadata', { RequestId: id }],
    ['StatusCode', 200],
  ]);

/** The payload as text, and no metadata; FunctionError says that the function failed (1.3.2). */
const sdkResult = ({ text, version, failed }: Payload, tail: boolean): JsonValue =>
  objectOf([
    ['ExecutedVersion', version],
    ...(failed ? ([['FunctionError', 'Unhandled']] as const) : []),
    ...log(tail),
    ['Payload', text],
    ['StatusCode', 200],
  ]);

/** Of the answer to an event only the code is documented (1.2.14); nothing else of it may be looked at (G5). */
const acceptance = (statusCode: number): JsonValue =>
  objectOf([
    ['Payload', id],
    ['SdkHttpMetadata', METADATA(statusCode)],
    ['SdkResponseMetadata', { RequestId: id }],
    ['StatusCode', statusCode],
  ]);
