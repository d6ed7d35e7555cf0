import {
  CreateFunctionCommand,
  GetFunctionConfigurationCommand,
  InvokeCommand,
  LambdaClient,
  PublishVersionCommand,
  UpdateFunctionCodeCommand,
} from '@aws-sdk/client-lambda';
import {
  CreateStateMachineCommand,
  DeleteStateMachineCommand,
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  GetExecutionHistoryCommand,
  ListStateMachinesCommand,
  SFNClient,
  StartExecutionCommand,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { GetItemCommand, DynamoDBClient, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, expect, test } from 'vitest';
import { VirtualClock } from '../../clock/virtual-clock.ts';
import { PASS, refusalOf, ROLE, scriptOf, START, zipOf } from '../sdk-clients.ts';
import { startEmulator, type Emulator } from '../start-emulator.ts';
import { STRICT_CREDENTIALS, type StrictOptions } from './strict-options.ts';

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
});

/** Nothing takes time unless a test says so. */
const PROMPT: Partial<StrictOptions> = {
  pendingSeconds: 0,
  changeSeconds: 0,
  roleSeconds: 0,
  policySeconds: 0,
  lagSeconds: 0,
};

class StrictClients {
  readonly emulator: Emulator;
  readonly clock: VirtualClock;
  readonly sfn: SFNClient;
  readonly lambda: LambdaClient;
  readonly sts: STSClient;
  readonly dynamodb: DynamoDBClient;

  constructor(emulator: Emulator, clock: VirtualClock, changes: object) {
    this.emulator = emulator;
    this.clock = clock;
    const config = {
      endpoint: emulator.url,
      region: 'us-east-1',
      credentials: STRICT_CREDENTIALS,
      disableHostPrefix: true,
      maxAttempts: 1,
      ...changes,
    };
    this.sfn = new SFNClient(config);
    this.lambda = new LambdaClient(config);
    this.sts = new STSClient(config);
    this.dynamodb = new DynamoDBClient(config);
  }

  static async start(strict: Partial<StrictOptions> = {}, changes: object = {}): Promise<StrictClients> {
    const clock = new VirtualClock(START);
    const emulator = await startEmulator({ clock, strict: { ...PROMPT, ...strict } });
    const clients = new StrictClients(emulator, clock, changes);
    cleanUps.push(() => emulator.close());
    return clients;
  }

  async createMachine(name: string, roleArn = ROLE, definition = PASS): Promise<string> {
    const command = new CreateStateMachineCommand({ name, definition, roleArn });
    return (await this.sfn.send(command)).stateMachineArn ?? '';
  }

  async createFunction(name = 'fn'): Promise<unknown> {
    const Code = { ZipFile: zipOf(scriptOf({ echo: true })) };
    return this.lambda.send(
      new CreateFunctionCommand({
        FunctionName: name,
        Role: ROLE,
        Runtime: 'nodejs22.x',
        Handler: 'index.handler',
        Code,
      }),
    );
  }

  configuration(name = 'fn') {
    return this.lambda.send(new GetFunctionConfigurationCommand({ FunctionName: name }));
  }
}

test('lets through what is signed with the known key pair, for every service', async () => {
  const { sfn, lambda, sts, dynamodb } = await StrictClients.start();
  await sfn.send(new ListStateMachinesCommand({}));
  // A path that is percent-encoded, and a query.
  const name = 'arn:aws:lambda:us-east-1:123456789012:function:none';
  expect(await refusalOf(lambda.send(new InvokeCommand({ FunctionName: name, Qualifier: 'a' })))).toContain(
    'ResourceNotFoundException',
  );
  expect((await sts.send(new GetCallerIdentityCommand({}))).Account).toBe('123456789012');
  await dynamodb.send(
    new GetItemCommand({ TableName: 'sfn-conformance', Key: { pk: { S: 'a' }, sk: { S: 'b' } } }),
  );
});

test.each<[string, object, string, string]>([
  [
    'an unknown key',
    { credentials: { accessKeyId: 'AKIAOTHER', secretAccessKey: 'x' } },
    'UnrecognizedClientException: The security token included in the request is invalid.',
    'InvalidClientTokenId',
  ],
  [
    'a wrong secret',
    { credentials: { ...STRICT_CREDENTIALS, secretAccessKey: 'wrong' } },
    'InvalidSignatureException: The request signature we calculated does not match',
    'SignatureDoesNotMatch',
  ],
  [
    'another region',
    { region: 'eu-west-1' },
    "InvalidSignatureException: Credential should be scoped to a valid Region, not 'eu-west-1'.",
    'SignatureDoesNotMatch',
  ],
])('refuses %s', async (_, changes, message, ofSts) => {
  const { sfn, lambda, sts } = await StrictClients.start({}, changes);
  expect(await refusalOf(sfn.send(new ListStateMachinesCommand({})))).toContain(message);
  const refused = lambda.send(new InvokeCommand({ FunctionName: 'none' }));
  await expect(refused).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } });
  expect(await refusalOf(sts.send(new GetCallerIdentityCommand({})))).toContain(ofSts);
});

test('refuses requests without a signature, or with one that is malformed, too old or tampered with', async () => {
  const { emulator, sfn } = await StrictClients.start();
  const target = 'AWSStepFunctions.ListStateMachines';
  const send = async (headers: Record<string, string>, body = '{}'): Promise<string> => {
    const answer = await fetch(emulator.url, {
      method: 'POST',
      headers: { 'x-amz-target': target, ...headers },
      body,
    });
    const { __type, message } = (await answer.json()) as { __type: string; message: string };
    return `${answer.status} ${__type.split('#')[1]} ${message}`;
  };
  expect(await send({})).toBe('400 MissingAuthenticationTokenException Missing Authentication Token');
  expect(await send({ Authorization: 'Basic abc' })).toContain('400 IncompleteSignatureException');
  let signed: Record<string, string> = {};
  sfn.middlewareStack.add(
    (next) => async (given) => {
      signed = { ...(given.request as { headers: Record<string, string> }).headers };
      return next(given);
    },
    { step: 'finalizeRequest', priority: 'low' },
  );
  await sfn.send(new ListStateMachinesCommand({}));
  const { host: _host, 'content-length': _length, ...headers } = signed;
  expect(await send(headers, '{"maxResults":1}')).toContain(
    '400 InvalidSignatureException The request signature',
  );
  const day = '20200101';
  const old = {
    ...headers,
    'x-amz-date': `${day}T000000Z`,
    authorization: String(headers['authorization']).replace(/\/\d{8}\//, `/${day}/`),
  };
  expect(await send(old)).toMatch(/Signature expired: 20200101T000000Z is now earlier than \d{8}T\d{6}Z/);
});

test('a new function is Pending, and can neither be called nor changed until it is Active', async () => {
  const clients = await StrictClients.start({ pendingSeconds: 3, changeSeconds: 1 });
  const { lambda, clock } = clients;
  expect(await clients.createFunction()).toMatchObject({ State: 'Pending', StateReasonCode: 'Creating' });
  const pending =
    'ResourceConflictException: The operation cannot be performed at this time. The function is currently in the following state: Pending';
  const invoke = () => lambda.send(new InvokeCommand({ FunctionName: 'fn', Payload: Buffer.from('1') }));
  const publish = () => lambda.send(new PublishVersionCommand({ FunctionName: 'fn' }));
  expect(await refusalOf(invoke())).toBe(pending);
  expect(await refusalOf(publish())).toBe(pending);
  await clock.sleep(3000);
  expect(await clients.configuration()).toMatchObject({ State: 'Active', LastUpdateStatus: 'Successful' });
  expect((await invoke()).StatusCode).toBe(200);
  const ZipFile = zipOf(scriptOf({ return: 2 }));
  const update = () => lambda.send(new UpdateFunctionCodeCommand({ FunctionName: 'fn', ZipFile }));
  expect(await update()).toMatchObject({ LastUpdateStatus: 'InProgress' });
  expect(await refusalOf(update())).toContain('An update is in progress for resource: arn:aws:lambda');
  expect(await refusalOf(publish())).toContain('ResourceConflictException');
  await clock.sleep(1000);
  expect((await publish()).Version).toBe('1');
});

test('nobody can assume a role that was named for the first time a moment ago', async () => {
  const clients = await StrictClients.start({ roleSeconds: 10 });
  expect(await refusalOf(clients.createMachine('m'))).toBe(
    'AccessDeniedException: Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role.',
  );
  await clients.clock.sleep(9000);
  expect(await refusalOf(clients.createFunction())).toBe(
    'InvalidParameterValueException: The role defined for the function cannot be assumed by Lambda.',
  );
  await clients.clock.sleep(1000);
  await clients.createFunction();
  const stateMachineArn = await clients.createMachine('m');
  const roleArn = ROLE.replace('123456789012', '999999999999');
  const update = new UpdateStateMachineCommand({ stateMachineArn, roleArn });
  expect(await refusalOf(clients.sfn.send(update))).toContain('Cross-account pass role is not allowed.');
});

test('what a role allows is allowed later still', async () => {
  const clients = await StrictClients.start({ policySeconds: 5 });
  await clients.createFunction();
  const Resource = 'arn:aws:lambda:us-east-1:123456789012:function:fn';
  const call = { StartAt: 'C', States: { C: { Type: 'Task', Resource, End: true } } };
  const stateMachineArn = await clients.createMachine('m', ROLE, JSON.stringify(call));
  const run = async () => {
    const started = await clients.sfn.send(new StartExecutionCommand({ stateMachineArn }));
    return clients.sfn.send(new DescribeExecutionCommand({ executionArn: started.executionArn }));
  };
  expect(await run()).toMatchObject({
    status: 'FAILED',
    error: 'Lambda.AWSLambdaException',
    cause: expect.stringMatching(/is not authorized to perform: lambda:InvokeFunction.*Status Code: 403/),
  });
  await clients.clock.sleep(5000);
  expect(await run()).toMatchObject({ status: 'SUCCEEDED' });
});

test('what happened a moment ago may not be known yet', async () => {
  const clients = await StrictClients.start({ lagSeconds: 4 });
  const { sfn, clock } = clients;
  const stateMachineArn = await clients.createMachine('m');
  const names = async () =>
    ((await sfn.send(new ListStateMachinesCommand({}))).stateMachines ?? []).map(({ name }) => name);
  expect(await names()).toEqual([]);
  const describe = () => sfn.send(new DescribeStateMachineCommand({ stateMachineArn }));
  expect(await refusalOf(describe())).toContain('StateMachineDoesNotExist');
  const start = () => sfn.send(new StartExecutionCommand({ stateMachineArn, name: 'e' }));
  expect(await refusalOf(start())).toContain('StateMachineDoesNotExist');
  await clock.sleep(4000);
  expect(await names()).toEqual(['m']);
  await describe();
  const { executionArn } = await start();
  const look = () => sfn.send(new DescribeExecutionCommand({ executionArn }));
  expect(await refusalOf(look())).toContain('ExecutionDoesNotExist');
  await clock.sleep(4000);
  expect(await look()).toMatchObject({ status: 'SUCCEEDED', output: '{}' });
  // An update is known to later executions only.
  const fail = JSON.stringify({ StartAt: 'F', States: { F: { Type: 'Fail' } } });
  await sfn.send(new UpdateStateMachineCommand({ stateMachineArn, definition: fail }));
  const statuses: (string | undefined)[] = [];
  for (let i = 0; i < 2; i++) {
    const started = await sfn.send(new StartExecutionCommand({ stateMachineArn }));
    await clock.sleep(4000);
    statuses.push((await sfn.send(new DescribeExecutionCommand(started))).status);
  }
  expect(statuses).toEqual(['SUCCEEDED', 'FAILED']);
  await sfn.send(new DeleteStateMachineCommand({ stateMachineArn }));
  expect(await refusalOf(clients.createMachine('m'))).toContain('StateMachineDeleting');
  await clock.sleep(4000);
  await clients.createMachine('m');
});

test('an execution that has ended still looks as if it ran for a moment', async () => {
  const clients = await StrictClients.start({ lagSeconds: 4 });
  const wait = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 10, End: true } } };
  const stateMachineArn = await clients.createMachine('m', ROLE, JSON.stringify(wait));
  await clients.clock.sleep(4000);
  const { executionArn } = await clients.sfn.send(new StartExecutionCommand({ stateMachineArn }));
  const history = async () =>
    (await clients.sfn.send(new GetExecutionHistoryCommand({ executionArn }))).events ?? [];
  // The history isn't behind; when nobody waits for anything any more, time stands still.
  while ((await history()).at(-1)?.type !== 'ExecutionSucceeded');
  const look = () => clients.sfn.send(new DescribeExecutionCommand({ executionArn }));
  const { status, output, stopDate } = await look();
  expect({ status, output, stopDate }).toEqual({ status: 'RUNNING' });
  await clients.clock.sleep(4000);
  expect((await look()).status).toBe('SUCCEEDED');
});

test('calls draw from the published token buckets, which fill again with time', async () => {
  const clients = await StrictClients.start();
  const times = async (count: number, call: () => Promise<unknown>): Promise<number> => {
    let throttled = 0;
    for (let i = 0; i < count; i++)
      await call().catch((error: Error) => {
        expect(error).toMatchObject({ name: 'ThrottlingException', message: 'Rate exceeded' });
        throttled += 1;
      });
    return throttled;
  };
  let number = 0;
  const create = () => clients.createMachine(`m${(number += 1)}`);
  expect(await times(102, create)).toBe(2);
  await clients.clock.sleep(1000);
  expect(await times(2, create)).toBe(1);
  // Other actions have buckets of their own; those of Lambda share one.
  await clients.sfn.send(new ListStateMachinesCommand({}));
  await clients.createFunction();
  for (let i = 0; i < 14; i++) await clients.configuration();
  await expect(clients.configuration()).rejects.toMatchObject({
    name: 'TooManyRequestsException',
    message: 'Rate exceeded',
    $metadata: { httpStatusCode: 429 },
  });
});

test('throttles and resets a share of the calls at random, the same ones for the same seed', async () => {
  const drawn = async (): Promise<readonly string[]> => {
    const { sfn } = await StrictClients.start({ throttle: 0.3, reset: 0.2, seed: 7, quotas: 'none' });
    const results: string[] = [];
    for (let i = 0; i < 60; i++)
      results.push(
        await sfn.send(new ListStateMachinesCommand({})).then(
          () => 'ok',
          ({ name, code }: Error & { code?: string }) => code ?? name,
        ),
      );
    return results;
  };
  const first = await drawn();
  expect(new Set(first)).toEqual(new Set(['ok', 'ThrottlingException', 'ECONNRESET']));
  expect(await drawn()).toEqual(first);
});

test('a connection is reset before a call is carried out, or after', async () => {
  const carriedOut: string[] = [];
  const emulator = await startEmulator({
    clock: new VirtualClock(START),
    strict: { ...PROMPT, reset: 1, quotas: 'none' },
    gate: (_request, operation) => void carriedOut.push(operation),
  });
  cleanUps.push(() => emulator.close());
  const { sfn } = new StrictClients(emulator, new VirtualClock(START), {});
  for (let i = 0; i < 20; i++)
    await expect(sfn.send(new ListStateMachinesCommand({}))).rejects.toMatchObject({ code: 'ECONNRESET' });
  expect(carriedOut.length).toBeGreaterThan(0);
  expect(carriedOut.length).toBeLessThan(20);
});

test('the table keeps items, refuses a second one of the same key, and is read by page', async () => {
  const { dynamodb } = await StrictClients.start();
  const TableName = 'sfn-conformance';
  const put = (sk: string, text = '') =>
    dynamodb.send(
      new PutItemCommand({
        TableName,
        Item: { pk: { S: 'p' }, sk: { S: sk }, text: { S: text } },
        ConditionExpression: 'attribute_not_exists(pk)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
  await put('a', 'first');
  await expect(put('a', 'second')).rejects.toMatchObject({
    name: 'ConditionalCheckFailedException',
    Item: { text: { S: 'first' } },
  });
  for (const sk of ['b', 'c', 'd', 'e']) await put(sk, 'x'.repeat(390_000));
  await expect(put('f', 'x'.repeat(500_000))).rejects.toThrow('Item size has exceeded');
  const keys: (string | undefined)[] = [];
  let ExclusiveStartKey: Record<string, { S: string }> | undefined;
  let pages = 0;
  do {
    const { Items = [], LastEvaluatedKey } = await dynamodb.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: 'p' } },
        ExclusiveStartKey,
      }),
    );
    keys.push(...Items.map(({ sk }) => sk?.S));
    ExclusiveStartKey = LastEvaluatedKey as typeof ExclusiveStartKey;
    pages += 1;
  } while (ExclusiveStartKey);
  expect(keys).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(pages).toBe(2);
  await expect(
    dynamodb.send(new GetItemCommand({ TableName: 'other', Key: { pk: { S: 'p' }, sk: { S: 'a' } } })),
  ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});
