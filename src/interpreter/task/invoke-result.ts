/** The result of `lambda:invoke` and of `aws-sdk:lambda:invoke` (AWS-BEHAVIOUR 1.2.5 to 1.2.8, 1.3.2; RECORDED 25). */
import { hashMapOrder } from '../../asl/java/hash-map-order.ts';
import { JsonDocument } from '../../json/document.ts';
import { objectOf } from '../../json/key-order.ts';
import { parseJson } from '../../json/parse.ts';
import type { JsonValue } from '../../json/value.ts';
import type { LambdaAnswer } from './service-call.ts';

/** `Payload` is parsed, whatever its type (1.2.8, RECORDED 26). */
export const invokeResult = (answer: LambdaAnswer, now: number): JsonDocument =>
  envelope(answer, now, parsed(answer.payload));

/** The SDK form hands the payload on as text and says that the function failed (1.3.2). */
export const sdkInvokeResult = (answer: LambdaAnswer, now: number): JsonDocument =>
  envelope(answer, now, answer.payload, 'sdk');

/** Event and DryRun have no body; inferred: an empty string stands for it (AWS-BEHAVIOUR 12 G5). */
function parsed(payload: string): JsonValue {
  const parsing = parseJson(payload);
  return parsing.ok ? parsing.value : payload;
}

/** The fields in the order that was recorded. */
function envelope(
  answer: LambdaAnswer,
  now: number,
  payload: JsonValue,
  form: 'optimized' | 'sdk' = 'optimized',
): JsonDocument {
  const entries: (readonly [string, JsonValue])[] = [];
  if (answer.statusCode === 200) entries.push(['ExecutedVersion', answer.executedVersion]);
  if (form === 'sdk' && answer.functionError !== undefined)
    entries.push(['FunctionError', answer.functionError]);
  if (answer.logResult !== undefined) entries.push(['LogResult', answer.logResult]);
  entries.push(['Payload', payload]);
  if (form === 'optimized') {
    entries.push(
      ['SdkHttpMetadata', httpMetadata(answer, now)],
      ['SdkResponseMetadata', objectOf([['RequestId', answer.requestId]])],
    );
  }
  entries.push(['StatusCode', answer.statusCode]);
  return JsonDocument.ofValue(objectOf(entries));
}

/** All headers in HashMap order as arrays, and sorted ignoring case as strings (RECORDED 5). */
function httpMetadata(answer: LambdaAnswer, now: number): JsonValue {
  const headers = new Map<string, string>([
    ['Connection', 'keep-alive'],
    ['Content-Length', String(Buffer.byteLength(answer.payload))],
    ['Content-Type', 'application/json'],
    ['Date', new Date(now).toUTCString()],
    ['X-Amz-Executed-Version', answer.executedVersion],
    ...(answer.logResult === undefined ? [] : [['X-Amz-Log-Result', answer.logResult] as const]),
    ['x-amzn-Remapped-Content-Length', '0'],
    ['x-amzn-RequestId', answer.requestId],
    ['X-Amzn-Trace-Id', `Root=1-${traceRoot(answer.requestId, now)};Sampled=0`],
  ]);
  const valueOf = (name: string): string => headers.get(name) ?? '';
  const sorted = [...headers.keys()].toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
  return objectOf([
    ['AllHttpHeaders', objectOf(hashMapOrder([...headers.keys()]).map((name) => [name, [valueOf(name)]]))],
    ['HttpHeaders', objectOf(sorted.map((name) => [name, valueOf(name)]))],
    ['HttpStatusCode', answer.statusCode],
  ]);
}

const traceRoot = (requestId: string, now: number): string =>
  `${Math.floor(now / 1000).toString(16)}-${requestId.replaceAll('-', '').slice(0, 24)}`;
