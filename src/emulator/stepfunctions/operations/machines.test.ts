import {
  CreateStateMachineCommand,
  DeleteStateMachineCommand,
  DescribeStateMachineCommand,
  ListStateMachinesCommand,
  UpdateStateMachineCommand,
  type LoggingConfiguration,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PASS, refusalOf, ROLE, SdkClients } from '../../sdk-clients.ts';

let clients: SdkClients;
beforeEach(async () => {
  clients = await SdkClients.start();
});
afterEach(() => clients.close());

const create = (name: string, more: Partial<CreateStateMachineCommand['input']> = {}) =>
  clients.sfn.send(new CreateStateMachineCommand({ name, definition: PASS, roleArn: ROLE, ...more }));

describe('CreateStateMachine', () => {
  test('answers the same request again as the first one, whatever role and tags', async () => {
    const first = await create('m');
    const again = await create('m', { roleArn: `${ROLE}2`, tags: [{ key: 'k', value: 'v' }] });
    expect(again.stateMachineArn).toBe(first.stateMachineArn);
    expect(again.creationDate).toEqual(first.creationDate);
  });

  test.each([
    ['another spelling of the definition', { definition: `${PASS} ` }],
    ['another type', { type: 'EXPRESS' }],
    ['publish', { publish: true }],
    ['tracing', { tracingConfiguration: { enabled: true } }],
  ] as const)('refuses the name again with %s', async (_, more) => {
    await create('m');
    expect(await refusalOf(create('m', more))).toBe(
      "StateMachineAlreadyExists: State Machine Already Exists: 'arn:aws:states:us-east-1:123456789012:stateMachine:m'",
    );
  });

  test.each(['a b', 'a/b', 'a:b', 'a\u0000', 'a\u007f', 'a*', 'a\ud800'])(
    'refuses the name %j',
    async (name) => {
      expect(await refusalOf(create(name))).toBe(`InvalidName: Invalid Name: '${name}'`);
    },
  );

  test.each(['a.b', 'a-b_c', 'grün', '表', 'a(b)', '🙂'])('takes the name %s', async (name) => {
    expect((await create(name)).stateMachineArn).toContain(`:stateMachine:${name}`);
  });

  test('refuses a definition with the diagnostics', async () => {
    expect(await refusalOf(create('m', { definition: '{"StartAt":"A"}' }))).toBe(
      "InvalidDefinition: Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: These fields are required: [States] at /'",
    );
  });

  test('refuses a role that is none', async () => {
    expect(await refusalOf(create('m', { roleArn: 'role' }))).toBe("InvalidArn: Invalid Role Arn: 'role'");
  });
});

describe('a logging configuration', () => {
  const destination = (name: string) => ({
    cloudWatchLogsLogGroup: { logGroupArn: `arn:aws:logs:us-east-1:123456789012:log-group:${name}:*` },
  });
  const refusal = (reason: string) => `InvalidLoggingConfiguration: Invalid Logging Configuration: ${reason}`;

  test.each([
    [{ level: 'ALL' }, 'Must specify exactly one Log Destination.'],
    [
      { level: 'OFF', destinations: [destination('a'), destination('b')] },
      'Must specify exactly one Log Destination.',
    ],
    [{ level: 'ALL', destinations: [destination('gone')] }, 'Log Destination not found.'],
  ] as const)('%j is refused', async (loggingConfiguration, reason) => {
    const others = await SdkClients.start({ logGroupExists: (arn) => !arn.includes(':gone:') });
    const creating = others.sfn.send(
      new CreateStateMachineCommand({
        name: 'm',
        definition: PASS,
        roleArn: ROLE,
        loggingConfiguration: structuredClone(loggingConfiguration) as LoggingConfiguration,
      }),
    );
    expect(await refusalOf(creating)).toBe(refusal(reason));
    await others.close();
  });

  test.each([{}, { level: 'OFF' }, { level: 'ERROR', destinations: [destination('a')] }] as const)(
    '%j is taken',
    async (loggingConfiguration) => {
      const { stateMachineArn } = await create('m', {
        loggingConfiguration: structuredClone(loggingConfiguration) as LoggingConfiguration,
      });
      const described = await clients.sfn.send(new DescribeStateMachineCommand({ stateMachineArn }));
      expect(described.loggingConfiguration).toEqual({
        level: 'OFF',
        includeExecutionData: false,
        ...loggingConfiguration,
      });
    },
  );
});

describe('UpdateStateMachine', () => {
  const describeMachine = async (arn: string | undefined) =>
    clients.sfn.send(new DescribeStateMachineCommand({ stateMachineArn: arn }));

  test('makes a revision only where something changes', async () => {
    const { stateMachineArn } = await create('m');
    const update = (more: object) =>
      clients.sfn.send(new UpdateStateMachineCommand({ stateMachineArn, ...more }));
    expect((await update({ definition: PASS })).revisionId).toBeUndefined();
    const { revisionId } = await update({ roleArn: `${ROLE}2` });
    expect(revisionId).toMatch(/^[0-9a-f-]{36}$/);
    expect((await update({ definition: PASS, roleArn: `${ROLE}2` })).revisionId).toBe(revisionId);
    expect(await describeMachine(stateMachineArn)).toMatchObject({ revisionId, roleArn: `${ROLE}2` });
  });

  test('wants something to change', async () => {
    const { stateMachineArn } = await create('m');
    expect(await refusalOf(clients.sfn.send(new UpdateStateMachineCommand({ stateMachineArn })))).toMatch(
      /^MissingRequiredParameter: Either the definition/,
    );
  });

  test('leaves running executions with the definition that they started with', async () => {
    const wait = (next: object) => ({
      StartAt: 'W',
      States: { W: { Type: 'Wait', Seconds: 1, Next: 'N' }, N: { Type: 'Pass', ...next, End: true } },
    });
    const arn = await clients.createMachine('m', wait({ Result: 'old' }));
    const execution = await clients.emulator.clock.during(async () => {
      const started = await clients.startExecution(arn);
      const definition = JSON.stringify(wait({ Result: 'new' }));
      await clients.sfn.send(new UpdateStateMachineCommand({ stateMachineArn: arn, definition }));
      return started;
    });
    expect((await clients.ended(execution)).output).toBe('"old"');
    expect((await clients.ended(await clients.startExecution(arn))).output).toBe('"new"');
  });
});

describe('DescribeStateMachine', () => {
  test('shows defaults, and the definition as it was given', async () => {
    const { stateMachineArn } = await create('m', { definition: ` ${PASS}\n` });
    const { $metadata: _, ...described } = await clients.sfn.send(
      new DescribeStateMachineCommand({ stateMachineArn }),
    );
    expect(described).toEqual({
      stateMachineArn,
      name: 'm',
      status: 'ACTIVE',
      definition: ` ${PASS}\n`,
      roleArn: ROLE,
      type: 'STANDARD',
      creationDate: new Date(clients.emulator.clock.now()),
      loggingConfiguration: { level: 'OFF', includeExecutionData: false },
      tracingConfiguration: { enabled: false },
      encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
    });
  });

  test.each([
    ['x', "InvalidArn: Invalid Arn: 'Invalid ARN prefix: x'"],
    [
      'arn:aws:states:us-east-1:123456789012:stateMachine:none',
      "StateMachineDoesNotExist: State Machine Does Not Exist: 'arn:aws:states:us-east-1:123456789012:stateMachine:none'",
    ],
    [
      'arn:aws:states:us-east-1:123456789012:execution:m:e',
      "InvalidArn: Invalid Arn: 'Resource type not valid in this context: execution'",
    ],
  ])('refuses %s', async (stateMachineArn, refusal) => {
    expect(await refusalOf(clients.sfn.send(new DescribeStateMachineCommand({ stateMachineArn })))).toBe(
      refusal,
    );
  });
});

test('machines are listed by name, page by page', async () => {
  for (const name of ['b', 'c', 'a_', 'a0']) await create(name);
  const list = (nextToken?: string) =>
    clients.sfn.send(new ListStateMachinesCommand({ maxResults: 3, nextToken }));
  const first = await list();
  expect(first.stateMachines?.map(({ name }) => name)).toEqual(['a0', 'a_', 'b']);
  const second = await list(first.nextToken);
  expect(second.stateMachines?.map(({ name }) => name)).toEqual(['c']);
  expect(second.nextToken).toBeUndefined();
  expect(await refusalOf(list('made up'))).toBe("InvalidToken: Invalid Token: 'Invalid token'");
});

test('a deleted machine is gone, what it ran can still be asked for', async () => {
  const { stateMachineArn = '' } = await create('m');
  const execution = await clients.startExecution(stateMachineArn);
  await clients.sfn.send(new DeleteStateMachineCommand({ stateMachineArn }));
  await clients.sfn.send(new DeleteStateMachineCommand({ stateMachineArn }));
  expect(await refusalOf(clients.startExecution(stateMachineArn))).toMatch(/^StateMachineDoesNotExist/);
  expect((await clients.ended(execution)).status).toBe('SUCCEEDED');
  expect((await create('m', { type: 'EXPRESS' })).stateMachineArn).toBe(stateMachineArn);
});
