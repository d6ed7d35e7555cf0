import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { objectOf } from '../json/key-order.ts';
import { parseJsonOrThrow } from '../json/parse.ts';
import type { JsonValue } from '../json/value.ts';
import { checkApi } from './check-api.ts';
import { readRecordedCases } from './recorded-case.ts';

const DEFINITION = { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } };
const ROLE = 'arn:aws:iam::111111111111:role/r';
const MACHINE = 'arn:aws:states:us-east-1:111111111111:stateMachine:m';
const EXECUTION = 'arn:aws:states:us-east-1:111111111111:execution:m';

const create = { op: 'CreateStateMachine', args: { name: 'm', definition: DEFINITION, roleArn: ROLE } };

/** The places where an emulator's answers differ from these. */
async function placesOf(
  calls: readonly object[],
  recorded: object,
  more: object = {},
): Promise<readonly string[]> {
  const source = {
    id: 'test',
    group: 'api',
    kind: 'api',
    recordedDate: '01-01-2025, 00:00:00',
    calls,
    recorded,
    ...more,
  } as unknown as JsonValue;
  const [recordedCase] = readRecordedCases([source], 'test');
  if (recordedCase === undefined) throw new Error('no case');
  const check = await checkApi(recordedCase);
  return check.kind === 'declined' ? [check.reason] : check.outcome.map(({ place }) => place);
}

const OK = { HTTPStatusCode: 200 };

describe('an answer', () => {
  const described = {
    stateMachineArn: MACHINE,
    name: 'm',
    status: 'ACTIVE',
    definition: DEFINITION,
    roleArn: ROLE,
    type: 'STANDARD',
    creationDate: 'datetime',
    loggingConfiguration: { level: 'OFF', includeExecutionData: false },
    tracingConfiguration: { enabled: false },
    encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
    ResponseMetadata: OK,
  };
  const calls = [create, { op: 'DescribeStateMachine', args: { stateMachineArn: MACHINE }, recordedAs: 'd' }];

  test('that is as recorded', async () => {
    expect(await placesOf(calls, { d: described })).toEqual([]);
  });

  test.each<[string, object]>([
    ['DescribeStateMachine.type', { type: 'EXPRESS' }],
    ['DescribeStateMachine', { label: 'extra' }],
    [
      'DescribeStateMachine.definition (order of keys)',
      { definition: { States: DEFINITION.States, StartAt: 'P' } },
    ],
    ['DescribeStateMachine.status', { ResponseMetadata: { HTTPStatusCode: 201 } }],
    ['DescribeStateMachine.name', { name: 'datetime' }],
  ])('that differs in %s', async (place, difference) => {
    expect(await placesOf(calls, { d: { ...described, ...difference } })).toEqual([place]);
  });

  test("recorded before keys of one's own came lacks their configuration", async () => {
    const { encryptionConfiguration: _, ...older } = described;
    expect(await placesOf(calls, { d: older }, { recordedDate: '01-06-2024, 00:00:00' })).toEqual([]);
    expect(await placesOf(calls, { d: older })).toEqual(['DescribeStateMachine']);
  });
});

describe('an error', () => {
  const calls = [
    { op: 'DescribeStateMachine', args: { stateMachineArn: 'x' }, raises: true, recordedAs: 'e' },
  ];
  const text = (code: string, message: string) =>
    `An error occurred (${code}) when calling the DescribeStateMachine operation: ${message}`;
  const message = "Invalid Arn: 'Invalid ARN prefix: x'";

  test('in each of its shapes', async () => {
    for (const e of [
      text('InvalidArn', message),
      { exception_typename: 'InvalidArn', exception_value: text('InvalidArn', message) },
      { Error: { Code: 'InvalidArn', Message: message }, message, ResponseMetadata: { HTTPStatusCode: 400 } },
    ])
      expect(await placesOf(calls, { e })).toEqual([]);
  });

  test('of another name or message', async () => {
    expect(await placesOf(calls, { e: text('InvalidName', message) })).toEqual([
      'DescribeStateMachine.error',
    ]);
    expect(await placesOf(calls, { e: text('InvalidArn', 'other') })).toEqual([
      'DescribeStateMachine.message',
    ]);
  });

  test('of the client alone is passed by', async () => {
    expect(await placesOf(calls, { e: 'Parameter validation failed:\nInvalid length' })).toEqual([]);
  });

  test('in place of an answer, and the other way round', async () => {
    expect(await placesOf(calls, { e: { ResponseMetadata: OK } })).not.toEqual([]);
    expect(await placesOf([{ ...create, recordedAs: 'e' }], { e: text('InvalidArn', message) })).not.toEqual(
      [],
    );
  });
});

describe('masks', () => {
  const update = (roleArn: string, recordedAs: string) => ({
    op: 'UpdateStateMachine',
    args: { stateMachineArn: MACHINE, roleArn },
    recordedAs,
  });
  const answer = (revisionId: string) => ({ revisionId, updateDate: 'datetime', ResponseMetadata: OK });

  test('stand for one value each', async () => {
    const calls = [create, update(`${ROLE}1`, 'a'), update(`${ROLE}1`, 'b'), update(`${ROLE}2`, 'c')];
    const recorded = { a: answer('<uuid:1>'), b: answer('<uuid:1>'), c: answer('<uuid:2>') };
    expect(await placesOf(calls, recorded)).toEqual([]);
    expect(await placesOf(calls, { ...recorded, b: answer('<uuid:3>') })).toEqual([
      'UpdateStateMachine.revisionId',
    ]);
    expect(await placesOf(calls, { ...recorded, c: answer('<uuid:1>') })).toEqual([
      'UpdateStateMachine.revisionId',
    ]);
  });

  test('of dates stand for dates', async () => {
    const recorded = { a: { ...answer('datetime') } };
    expect(await placesOf([create, update(`${ROLE}1`, 'a')], recorded)).toEqual([
      'UpdateStateMachine.revisionId',
    ]);
  });
});

test('names that the service draws are told apart, and their order counts', async () => {
  const start = { op: 'StartExecution', args: { stateMachineArn: MACHINE } };
  const list = { op: 'ListExecutions', args: { stateMachineArn: MACHINE }, recordedAs: 'l' };
  const placeholders = { '<ExecArnPart_0idx>': 'exec-1', '<ExecArnPart_1idx>': 'exec-2' };
  const item = (name: string) => ({
    executionArn: `${EXECUTION}:${name}`,
    name,
    redriveCount: 0,
    startDate: 'datetime',
    stopDate: 'datetime',
    stateMachineArn: MACHINE,
    status: 'SUCCEEDED',
  });
  const places = (names: readonly string[]) =>
    placesOf(
      [create, start, start, list],
      { l: { executions: names.map(item), ResponseMetadata: OK } },
      { placeholders },
    );
  expect(await places(['<ExecArnPart_1idx>', '<ExecArnPart_0idx>'])).toEqual([]);
  expect(await places(['<ExecArnPart_0idx>', '<ExecArnPart_1idx>'])).not.toEqual([]);
});

test('a machine that no call made can not be had', async () => {
  const calls = [{ op: 'DescribeStateMachine', args: { stateMachineArn: MACHINE }, recordedAs: 'd' }];
  expect(await placesOf(calls, { d: { name: 'm' } })).toEqual([
    "the state machine 'm' was not made by a recorded call",
  ]);
});

const RECORDINGS = new URL('../../../shared/aws-recordings/', import.meta.url);

describe.skipIf(!existsSync(RECORDINGS))('the recordings (skipped where they are absent)', () => {
  test.each(['api.json', 'versions-aliases.json'])('%s', async (file) => {
    const cases = readRecordedCases(parseJsonOrThrow(readFileSync(new URL(file, RECORDINGS), 'utf8')), file);
    const differing: JsonValue[] = [];
    for (const recordedCase of cases.filter(({ kind }) => kind === 'api')) {
      const check = await checkApi(recordedCase);
      if (check.kind === 'checked' && check.outcome.length > 0)
        differing.push(objectOf([[recordedCase.id, check.outcome.map(({ place }) => place)]]));
    }
    expect(differing).toEqual([]);
  });
});
