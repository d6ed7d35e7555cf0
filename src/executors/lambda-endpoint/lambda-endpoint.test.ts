import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seededRandom } from '../../asl/random.ts';
import type { FunctionScript } from '../../case/case.ts';
import type { FunctionGroup } from './function-group.ts';
import { EXIT, FORWARDED, HANG } from './forwarded.ts';
import { LambdaEndpoint } from './lambda-endpoint.ts';

let endpoint: LambdaEndpoint;
let client: LambdaClient;

beforeAll(async () => {
  endpoint = await LambdaEndpoint.start({ region: 'us-east-1', account: '123456789012' });
  client = new LambdaClient({
    endpoint: endpoint.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
});

afterAll(async () => {
  client.destroy();
  await endpoint.close();
});

const register = (functions: Record<string, FunctionScript>): FunctionGroup =>
  endpoint.register(functions, seededRandom('test'));

const invoke = async (name: string, payload: string, more: object = {}) => {
  const answer = await client.send(new InvokeCommand({ FunctionName: name, Payload: payload, ...more }));
  return { ...answer, text: answer.Payload?.transformToString() };
};

test('answers as the script says, attempt by attempt', async () => {
  const group = register({
    attempts: { outcomes: [{ throw: { errorType: 'Busy', errorMessage: 'later' } }, { echo: true }] },
  });
  expect(await invoke('attempts', '{"n": 1}')).toMatchObject({
    FunctionError: 'Unhandled',
    ExecutedVersion: '$LATEST',
    text: '{"errorType":"Busy","errorMessage":"later"}',
  });
  expect(await invoke('attempts', '{"n": 2}')).toMatchObject({ StatusCode: 200, text: '{"n": 2}' });
  expect(group.invocations.map(({ payload }) => payload)).toEqual(['{"n": 1}', '{"n": 2}']);
});

test('reads the qualifier from the query and from the ARN, and returns the log', async () => {
  const group = register({
    versioned: {
      outcomes: [{ echo: true }],
      versions: { 1: [{ return: 'one' }] },
      aliases: { live: '1' },
    },
  });
  const arn = 'arn:aws:lambda:us-east-1:123456789012:function:versioned:live';
  expect(await invoke(arn, '{}', { LogType: 'Tail' })).toMatchObject({
    ExecutedVersion: '1',
    text: '"one"',
    LogResult: expect.any(String),
  });
  expect(await invoke('versioned', '{}', { Qualifier: '1' })).toMatchObject({ ExecutedVersion: '1' });
  expect(group.invocations.map(({ qualifier }) => qualifier)).toEqual(['live', '1']);
});

test('accepts an event without waiting for it', async () => {
  register({ later: { outcomes: [{ delaySeconds: 3600, echo: true }] } });
  expect(await invoke('later', '{}', { InvocationType: 'Event' })).toMatchObject({
    StatusCode: 202,
    text: undefined,
  });
});

test("fails as Lambda's own API does", async () => {
  register({ throttled: { outcomes: [{ fault: 'TooManyRequestsException' }] } });
  await expect(invoke('throttled', '{}')).rejects.toMatchObject({
    name: 'TooManyRequestsException',
    message: 'Rate Exceeded.',
    $metadata: { httpStatusCode: 429, requestId: expect.any(String) },
  });
  await expect(invoke('nobody', '{}')).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: 'Function not found: arn:aws:lambda:us-east-1:123456789012:function:nobody:$LATEST',
  });
});

test('forgets dropped functions and gives up answers that are still due', async () => {
  const group = register({ slow: { outcomes: [{ delaySeconds: 3600, echo: true }] } });
  group.listen(() => {
    endpoint.drop(group);
    return undefined;
  });
  await expect(invoke('slow', '{}')).rejects.toThrow();
  await expect(invoke('slow', '{}')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

test('lets a listener act while the function runs', async () => {
  const order: string[] = [];
  const group = register({ busy: { outcomes: [{ return: 1 }] } });
  group.listen(async ({ invocation, returned }) => {
    order.push(invocation.payload);
    void returned().then(() => order.push('returned'));
    await Promise.resolve();
    order.push('answered its token');
  });
  await invoke('busy', '"token"');
  await expect.poll(() => order).toEqual(['"token"', 'answered its token', 'returned']);
});

test('tells a deployed function what only it can do', async () => {
  register({ dies: { outcomes: [{ exit: 3 }, { timeout: true }, { echo: true }] } });
  const forward = async () => {
    const url = `${endpoint.url}/2015-03-31/functions/dies/invocations`;
    const answer = await fetch(url, { method: 'POST', body: '{}', headers: { [FORWARDED]: '$LATEST' } });
    return [answer.headers.get(EXIT), answer.headers.get(HANG)];
  };
  expect([await forward(), await forward(), await forward()]).toEqual([
    ['3', null],
    [null, 'true'],
    [null, null],
  ]);
});

test('says what it is to a stranger', async () => {
  const answer = await fetch(`${endpoint.url}/`);
  expect(answer.status).toBe(404);
  expect(await answer.text()).toContain('answers POST /2015-03-31/functions/{name}/invocations');
});
