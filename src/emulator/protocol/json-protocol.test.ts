import { afterAll, beforeAll, expect, test } from 'vitest';
import { startEmulator, type Emulator } from '../start-emulator.ts';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());

/** Whatever no SDK would send. */
async function send(operation: string | undefined, body: string | Uint8Array<ArrayBuffer>) {
  const response = await fetch(emulator.url, {
    method: 'POST',
    headers: operation === undefined ? {} : { 'X-Amz-Target': operation },
    body,
  });
  const { __type: type, message } = (await response.json()) as { __type?: string; message?: string };
  return { status: response.status, type, message };
}

const machine = (name: unknown): string =>
  JSON.stringify({ name, definition: '{}', roleArn: 'arn:aws:iam::123456789012:role/r' });

test.each(['', '{', '{"a":}', 'null x', '\u0000'])('refuses the body %j', async (body) => {
  const answer = await send('AWSStepFunctions.ListActivities', body);
  if (body === '') expect(answer.status).toBe(200);
  else expect(answer).toMatchObject({ status: 400, type: 'com.amazon.coral.service#SerializationException' });
});

test.each([
  ['of a later API', 'AWSStepFunctions.TestStates'],
  ['nothing', undefined],
  ['another API', 'DynamoDB_20120810.ListTables'],
  ['a name of every object', 'AWSStepFunctions.constructor'],
])('knows no operation %s', async (_, target) => {
  expect(await send(target, '{}')).toMatchObject({
    status: 400,
    type: 'com.amazon.coral.service#UnknownOperationException',
  });
});

test('names every member that is missing', async () => {
  expect(await send('AWSStepFunctions.CreateStateMachine', '{"name":null}')).toEqual({
    status: 400,
    type: 'com.amazon.coral.validate#ValidationException',
    message:
      "3 validation errors detected: Value null at 'name' failed to satisfy constraint: Member must not be null; " +
      "Value null at 'definition' failed to satisfy constraint: Member must not be null; " +
      "Value null at 'roleArn' failed to satisfy constraint: Member must not be null",
  });
});

test.each([
  ['[]', 'START_ARRAY can not be converted to a Structure'],
  ['"text"', 'STRING_VALUE can not be converted to a Structure'],
  [machine(1), 'NUMBER_VALUE can not be converted to a String'],
  [machine({ a: 1 }), 'START_OBJECT can not be converted to a String'],
])('refuses values of another type: %s', async (body, message) => {
  expect(await send('AWSStepFunctions.CreateStateMachine', body)).toMatchObject({
    type: 'com.amazon.coral.service#SerializationException',
    message,
  });
});

test('does not take members from the prototype of objects', async () => {
  const inherited = '{"__proto__":{"activityArn":"arn:aws:states:us-east-1:1:activity:a"}}';
  expect((await send('AWSStepFunctions.DescribeActivity', inherited)).message).toContain(
    "Value null at 'activityArn'",
  );
  expect((await send('AWSStepFunctions.ListActivities', '{"constructor":1,"toString":[]}')).status).toBe(200);
});

test('lists the known values as AWS does', async () => {
  const body = '{"stateMachineArn":"arn:aws:states:us-east-1:1:stateMachine:m","statusFilter":"running"}';
  expect((await send('AWSStepFunctions.ListExecutions', body)).message).toBe(
    "1 validation error detected: Value 'running' at 'statusFilter' failed to satisfy constraint: " +
      'Member must satisfy enum value set: [SUCCEEDED, TIMED_OUT, PENDING_REDRIVE, ABORTED, FAILED, RUNNING]',
  );
});

test('does not quote what may be secret', async () => {
  const body = JSON.stringify({ taskToken: 't', error: 'x'.repeat(257) });
  expect((await send('AWSStepFunctions.SendTaskFailure', body)).message).toBe(
    "1 validation error detected: Value at 'error' failed to satisfy constraint: Member must have length less than or equal to 256",
  );
});

test('refuses a definition of more than a megabyte, and a body of more than AWS ever takes', async () => {
  const long = JSON.stringify({ name: 'm', roleArn: 'r', definition: ' '.repeat(1_048_577) });
  expect((await send('AWSStepFunctions.CreateStateMachine', long)).message).toBe(
    "1 validation error detected: Value at 'definition' failed to satisfy constraint: Member must have length less than or equal to 1048576",
  );
  const answer = send('AWSStepFunctions.CreateStateMachine', new Uint8Array(81 * 1024 * 1024));
  // The connection is cut; whether the answer arrives before is a matter of luck.
  await answer
    .then(({ status }) => expect(status).toBe(413))
    .catch((error: unknown) => expect(error).toBeInstanceOf(TypeError));
  expect((await send('AWSStepFunctions.ListActivities', '{}')).status).toBe(200);
});
