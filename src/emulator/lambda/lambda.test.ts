import {
  AddPermissionCommand,
  CreateAliasCommand,
  CreateFunctionCommand,
  DeleteAliasCommand,
  DeleteFunctionCommand,
  GetAliasCommand,
  GetFunctionCommand,
  GetFunctionConfigurationCommand,
  InvokeCommand,
  ListAliasesCommand,
  ListFunctionsCommand,
  ListVersionsByFunctionCommand,
  PublishVersionCommand,
  UpdateAliasCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionActiveV2,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { refusalOf, ROLE, scriptOf, SdkClients, START, zipOf } from '../sdk-clients.ts';

let clients: SdkClients;
beforeEach(async () => {
  clients = await SdkClients.start();
});
afterEach(() => clients.close());

const FunctionName = 'orders';
const ARN = 'arn:aws:lambda:us-east-1:123456789012:function:orders';

/** Payload, or the error's name. */
async function invoke(name: string, Payload = '{}', Qualifier?: string): Promise<string> {
  const answer = await clients.lambda.send(new InvokeCommand({ FunctionName: name, Payload, Qualifier }));
  const text = Buffer.from(answer.Payload ?? []).toString();
  return `${answer.FunctionError ?? 'ok'} ${answer.ExecutedVersion} ${text}`;
}

const update = (...outcomes: readonly object[]) =>
  clients.lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile: zipOf(scriptOf(...outcomes)) }));

const publish = () => clients.lambda.send(new PublishVersionCommand({ FunctionName }));

test('a function is ready as soon as it is there', async () => {
  await clients.createFunction(FunctionName, scriptOf({ echo: true }));
  const waiter = { client: clients.lambda, maxWaitTime: 5 };
  await waitUntilFunctionActiveV2(waiter, { FunctionName });
  await waitUntilFunctionUpdatedV2(waiter, { FunctionName });
  const { Configuration } = await clients.lambda.send(new GetFunctionCommand({ FunctionName: ARN }));
  expect(Configuration).toMatchObject({
    FunctionName,
    FunctionArn: ARN,
    Runtime: 'nodejs22.x',
    Handler: 'index.handler',
    Timeout: 3,
    MemorySize: 128,
    Version: '$LATEST',
    State: 'Active',
    LastUpdateStatus: 'Successful',
    LastModified: '2024-01-01T00:00:00.000+0000',
  });
});

describe('a scripted function', () => {
  test('does one outcome after the other, the last one again and again', async () => {
    const error = { errorType: 'Busy', errorMessage: 'later', more: [1] };
    await clients.createFunction(
      FunctionName,
      scriptOf({ throw: error }, { returnText: '1.0' }, { echo: true }),
    );
    expect(await invoke(FunctionName)).toBe(
      'Unhandled $LATEST {"errorType":"Busy","errorMessage":"later","more":[1]}',
    );
    expect(await invoke(FunctionName)).toBe('ok $LATEST 1.0');
    expect(await invoke(FunctionName, '{"a" : 1}')).toBe('ok $LATEST {"a" : 1}');
    expect(await invoke(FunctionName, '2')).toBe('ok $LATEST 2');
  });

  test('takes its time on the clock of the emulator', async () => {
    await clients.createFunction(FunctionName, scriptOf({ echo: true, delaySeconds: 600 }));
    await invoke(FunctionName);
    expect(clients.emulator.clock.now()).toBe(START + 600_000);
  });

  test('can refuse the call itself', async () => {
    await clients.createFunction(FunctionName, scriptOf({ fault: 'TooManyRequestsException' }));
    expect(await refusalOf(invoke(FunctionName))).toBe('TooManyRequestsException: Rate Exceeded.');
  });

  test('that can not be read is not created', async () => {
    const creating = clients.createFunction(FunctionName, scriptOf({ ecoh: true }));
    expect(await refusalOf(creating)).toMatch(
      /^InvalidParameterValueException: sfn-conformance\.json\.outcomes\[0\]: expected only the fields echo/,
    );
  });
});

describe('versions and aliases', () => {
  beforeEach(() => clients.createFunction(FunctionName, scriptOf({ return: 'one' })));

  test('a version keeps the code that it was published with', async () => {
    expect((await publish()).Version).toBe('1');
    expect((await publish()).Version).toBe('1');
    await update({ return: 'two' });
    expect(await publish()).toMatchObject({ Version: '2', FunctionArn: `${ARN}:2` });
    await update({ return: 'latest' });
    expect(await invoke(FunctionName)).toBe('ok $LATEST "latest"');
    expect(await invoke(`${FunctionName}:1`)).toBe('ok 1 "one"');
    expect(await invoke(FunctionName, '{}', '2')).toBe('ok 2 "two"');
    const { Versions } = await clients.lambda.send(new ListVersionsByFunctionCommand({ FunctionName }));
    expect(Versions?.map(({ Version }) => Version)).toEqual(['$LATEST', '1', '2']);
  });

  test('each version counts its own invocations', async () => {
    await update({ return: 'first' }, { return: 'later' });
    await invoke(FunctionName);
    await publish();
    expect(await invoke(FunctionName, '{}', '1')).toBe('ok 1 "first"');
    expect(await invoke(FunctionName)).toBe('ok $LATEST "later"');
  });

  test('an alias leads where it is moved', async () => {
    await publish();
    await update({ return: 'two' });
    await publish();
    const alias = { FunctionName, Name: 'live' };
    await clients.lambda.send(new CreateAliasCommand({ ...alias, FunctionVersion: '1' }));
    expect(await invoke(FunctionName, '{}', 'live')).toBe('ok 1 "one"');
    await clients.lambda.send(new UpdateAliasCommand({ ...alias, FunctionVersion: '2' }));
    expect(await invoke(`${ARN}:live`)).toBe('ok 2 "two"');
    expect(await clients.lambda.send(new GetAliasCommand(alias))).toMatchObject({
      AliasArn: `${ARN}:live`,
      FunctionVersion: '2',
    });
    const { Aliases } = await clients.lambda.send(new ListAliasesCommand({ FunctionName }));
    expect(Aliases?.map(({ Name }) => Name)).toEqual(['live']);
    await clients.lambda.send(new DeleteAliasCommand(alias));
    expect(await refusalOf(clients.lambda.send(new GetAliasCommand(alias)))).toBe(
      `ResourceNotFoundException: Cannot find alias arn: ${ARN}:live`,
    );
  });

  test('an alias with weights draws a version', async () => {
    await publish();
    await update({ return: 'two' });
    await publish();
    await clients.lambda.send(
      new CreateAliasCommand({
        FunctionName,
        Name: 'live',
        FunctionVersion: '1',
        RoutingConfig: { AdditionalVersionWeights: { '2': 0.5 } },
      }),
    );
    const answers = new Set<string>();
    while (answers.size < 2) answers.add(await invoke(FunctionName, '{}', 'live'));
    expect(answers).toEqual(new Set(['ok 1 "one"', 'ok 2 "two"']));
  });

  test('a machine calls what it names', async () => {
    await publish();
    await update({ return: 'latest' });
    const machine = await clients.createMachine('m', {
      StartAt: 'A',
      States: {
        A: { Type: 'Task', Resource: `${ARN}:1`, ResultPath: '$.direct', Next: 'B' },
        B: {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke',
          Parameters: { FunctionName, Qualifier: '1' },
          ResultSelector: { 'p.$': '$.Payload', 'v.$': '$.ExecutedVersion' },
          ResultPath: '$.invoked',
          End: true,
        },
      },
    });
    const { output } = await clients.ended(await clients.startExecution(machine));
    expect(JSON.parse(output ?? '')).toEqual({ direct: 'one', invoked: { p: 'one', v: '1' } });
  });
});

describe('Invoke', () => {
  beforeEach(() => clients.createFunction(FunctionName, scriptOf({ echo: true, delaySeconds: 5 })));

  test('as an event and as a dry run answers at once', async () => {
    const status = async (InvocationType: 'Event' | 'DryRun') =>
      (await clients.lambda.send(new InvokeCommand({ FunctionName, InvocationType }))).StatusCode;
    expect([await status('Event'), await status('DryRun')]).toEqual([202, 204]);
    expect(clients.emulator.clock.now()).toBe(START);
  });

  test('gives the tail of the log where it is asked for', async () => {
    const { LogResult } = await clients.lambda.send(new InvokeCommand({ FunctionName, LogType: 'Tail' }));
    expect(Buffer.from(LogResult ?? '', 'base64').toString()).toMatch(
      /^START RequestId: [0-9a-f-]{36} Version/,
    );
  });

  test.each([
    ['none', '{}', `ResourceNotFoundException: Function not found: ${ARN.replace('orders', 'none')}:$LATEST`],
    ['orders:9', '{}', `ResourceNotFoundException: Function not found: ${ARN}:9`],
    [
      FunctionName,
      'not',
      /^InvalidRequestContentException: Could not parse request body into json: Unrecognized/,
    ],
    ['a b', '{}', /^ValidationException: 1 validation error detected: Value 'a b' at 'functionName' failed/],
  ])('refuses %s with %s', async (name, payload, refusal) => {
    const found = await refusalOf(invoke(name, payload));
    if (typeof refusal === 'string') expect(found).toBe(refusal);
    else expect(found).toMatch(refusal);
  });

  test('refuses more than six megabytes', async () => {
    expect(await refusalOf(invoke(FunctionName, JSON.stringify('x'.repeat(6_291_456))))).toBe(
      'RequestTooLargeException: Request must be smaller than 6291456 bytes for the InvokeFunction operation',
    );
  });
});

test('settings change, functions are listed and go', async () => {
  for (const name of ['b', 'a']) await clients.createFunction(name, scriptOf({ echo: true }));
  await clients.lambda.send(
    new UpdateFunctionConfigurationCommand({
      FunctionName: 'a',
      Timeout: 9,
      Environment: { Variables: { __proto__x: 'y' } },
    }),
  );
  expect(await clients.lambda.send(new GetFunctionConfigurationCommand({ FunctionName: 'a' }))).toMatchObject(
    { Timeout: 9, MemorySize: 128, Environment: { Variables: { __proto__x: 'y' } } },
  );
  const page = await clients.lambda.send(new ListFunctionsCommand({ MaxItems: 1 }));
  expect(page.Functions?.map((one) => one.FunctionName)).toEqual(['a']);
  const rest = await clients.lambda.send(new ListFunctionsCommand({ Marker: page.NextMarker }));
  expect(rest.Functions?.map((one) => one.FunctionName)).toEqual(['b']);
  await clients.lambda.send(new DeleteFunctionCommand({ FunctionName: 'a' }));
  expect(await refusalOf(clients.lambda.send(new GetFunctionCommand({ FunctionName: 'a' })))).toMatch(
    /^ResourceNotFoundException/,
  );
});

test('a permission is taken', async () => {
  await clients.createFunction(FunctionName, scriptOf({ echo: true }));
  const permission = {
    FunctionName,
    StatementId: 's',
    Action: 'lambda:InvokeFunction',
    Principal: 'states.amazonaws.com',
  };
  const { Statement } = await clients.lambda.send(new AddPermissionCommand(permission));
  expect(JSON.parse(Statement ?? '')).toMatchObject({ Sid: 's', Resource: ARN });
  expect(await refusalOf(clients.lambda.send(new AddPermissionCommand(permission)))).toMatch(
    /^ResourceConflictException/,
  );
});

test.each([
  ['no zip', Buffer.from('not a zip'), /Could not unzip uploaded file/],
  ['a file outside of its root', zipOf({ '../evil.js': '' }), /outside of its root: \.\.\/evil\.js/],
])('code that is %s is refused', async (_, ZipFile, refusal) => {
  const creating = clients.lambda.send(
    new CreateFunctionCommand({ FunctionName, Role: ROLE, Code: { ZipFile } }),
  );
  expect(await refusalOf(creating)).toMatch(refusal);
});

test('malformed paths and bodies are refused', async () => {
  const send = async (method: string, path: string, body?: string) => {
    const response = await fetch(`${clients.emulator.url}/2015-03-31/functions${path}`, {
      method,
      ...(body !== undefined && { body }),
    });
    return `${response.status} ${response.headers.get('x-amzn-errortype')}`;
  };
  expect(await send('POST', '', '{')).toBe('400 InvalidRequestContentException');
  expect(await send('POST', '', '[]')).toBe('400 SerializationException');
  expect(await send('POST', '', '{"FunctionName":"f"}')).toBe('400 ValidationException');
  expect(await send('GET', '/%E0%A4%A')).toBe('404 UnknownOperationException');
  expect(await send('PATCH', '/f')).toBe('404 UnknownOperationException');
});
