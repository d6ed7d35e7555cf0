/** The whole result of lambda:invoke, the headers included (RECORDED 5, 25); on other executions ids, dates and sizes are open. */
import { expect, test } from 'vitest';
import { invokeResult, sdkInvokeResult } from './invoke-result.ts';
import type { LambdaAnswer } from './service-call.ts';

const NOW = Date.UTC(2024, 3, 22, 18, 49, 30);

const ANSWER: LambdaAnswer = {
  kind: 'lambda',
  payload: '{"a":"é"}',
  executedVersion: '$LATEST',
  statusCode: 200,
  requestId: 'a5b7c8d9-0000-4111-8222-333344445555',
};

/** The order of AllHttpHeaders is that of a HashMap, the order of HttpHeaders ignores case. */
const METADATA =
  '"SdkHttpMetadata":{"AllHttpHeaders":{"X-Amz-Executed-Version":["$LATEST"],"x-amzn-Remapped-Content-Length":["0"],' +
  '"Connection":["keep-alive"],"x-amzn-RequestId":["a5b7c8d9-0000-4111-8222-333344445555"],"Content-Length":["10"],' +
  '"Date":["Mon, 22 Apr 2024 18:49:30 GMT"],' +
  '"X-Amzn-Trace-Id":["Root=1-6626b13a-a5b7c8d90000411182223333;Sampled=0"],"Content-Type":["application/json"]},' +
  '"HttpHeaders":{"Connection":"keep-alive","Content-Length":"10","Content-Type":"application/json",' +
  '"Date":"Mon, 22 Apr 2024 18:49:30 GMT","X-Amz-Executed-Version":"$LATEST","x-amzn-Remapped-Content-Length":"0",' +
  '"x-amzn-RequestId":"a5b7c8d9-0000-4111-8222-333344445555",' +
  '"X-Amzn-Trace-Id":"Root=1-6626b13a-a5b7c8d90000411182223333;Sampled=0"},"HttpStatusCode":200},' +
  '"SdkResponseMetadata":{"RequestId":"a5b7c8d9-0000-4111-8222-333344445555"}';

test('is an envelope of version, payload, headers, request and status, in this order', () => {
  expect(invokeResult(ANSWER, NOW).text).toBe(
    `{"ExecutedVersion":"$LATEST","Payload":{"a":"é"},${METADATA},"StatusCode":200}`,
  );
});

test('has the log after the version, and its header, where it was asked for', () => {
  const { text, value } = invokeResult({ ...ANSWER, logResult: 'U1RBUlQ=' }, NOW);
  expect(text).toContain('{"ExecutedVersion":"$LATEST","LogResult":"U1RBUlQ=","Payload":{"a":"é"},');
  expect(value).toMatchObject({
    SdkHttpMetadata: {
      AllHttpHeaders: { 'X-Amz-Log-Result': ['U1RBUlQ='] },
      HttpHeaders: { 'X-Amz-Log-Result': 'U1RBUlQ=' },
    },
  });
});

test('has no version and an empty payload where the function was not waited for', () => {
  const { text } = invokeResult({ ...ANSWER, payload: '', statusCode: 202 }, NOW);
  expect(text).toMatch(/^{"Payload":"","SdkHttpMetadata":/);
  expect(text).toMatch(/"HttpStatusCode":202},"SdkResponseMetadata":{[^}]*},"StatusCode":202}$/);
});

test('never says that the function failed: then there is no result', () => {
  expect(invokeResult({ ...ANSWER, functionError: 'Unhandled' }, NOW).text).not.toContain('FunctionError');
});

test('through the SDK it is the answer itself, the payload as text, without headers', () => {
  expect(sdkInvokeResult(ANSWER, NOW).text).toBe(
    '{"ExecutedVersion":"$LATEST","Payload":"{\\"a\\":\\"é\\"}","StatusCode":200}',
  );
  expect(sdkInvokeResult({ ...ANSWER, functionError: 'Unhandled' }, NOW).text).toBe(
    '{"ExecutedVersion":"$LATEST","FunctionError":"Unhandled","Payload":"{\\"a\\":\\"é\\"}","StatusCode":200}',
  );
});
