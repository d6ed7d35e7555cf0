import { expect, test } from 'vitest';
import type { JsonValue } from '../json/value.ts';
import { checkRecorded } from './check-recorded.ts';
import { readRecordedCases } from './recorded-case.ts';

const DEFINITION = { StartAt: 'P', States: { P: { Type: 'Pass', Result: { a: 1 }, End: true } } };
const place = 'arn:aws:states:us-east-1:111111111111';

async function placesOf(kind: string, recorded: object, more: object): Promise<readonly string[]> {
  const source = {
    id: 'test',
    group: 'express',
    kind,
    recordedDate: '01-01-2025, 00:00:00',
    recorded,
    definition: DEFINITION,
    machineType: 'EXPRESS',
    ...more,
  } as unknown as JsonValue;
  const [recordedCase] = readRecordedCases([source], 'test');
  if (recordedCase === undefined) throw new Error('no case');
  const check = await checkRecorded(recordedCase);
  return check.kind === 'declined' ? [check.reason] : check.outcome.map((difference) => difference.place);
}

const sync = (more: object = {}, billed = 400) =>
  placesOf(
    'express-sync',
    {
      creation_response: {
        creationDate: 'datetime',
        stateMachineArn: `${place}:stateMachine:<ArnPart_0idx>`,
      },
      start_execution_sync_response: {
        billingDetails: { billedDurationInMilliseconds: billed, billedMemoryUsedInMB: 64 },
        executionArn: `${place}:express:<ArnPart_0idx>:<SyncExecArn_Part1_0idx>:<SyncExecArn_Part2_0idx>`,
        input: {},
        inputDetails: { included: true },
        name: '<SyncExecArn_Part1_0idx>',
        output: { a: 1 },
        outputDetails: { included: true },
        startDate: 'datetime',
        stateMachineArn: `${place}:stateMachine:<ArnPart_0idx>`,
        status: 'SUCCEEDED',
        stopDate: 'datetime',
        ...more,
      },
    },
    {
      placeholders: {
        '<ArnPart_0idx>': 'machine',
        '<SyncExecArn_Part1_0idx>': 'sync-uid0001',
        '<SyncExecArn_Part2_0idx>': 'express-uid0001',
      },
    },
  );

test('a synchronous execution: everything but what was measured', async () => {
  expect(await sync()).toEqual([]);
  expect(await sync({ output: { a: 2 } })).toEqual(['StartSyncExecution.output.a']);
  expect(await sync({ status: 'FAILED' })).toEqual(['StartSyncExecution.status']);
  expect(await sync({ billingDetails: { billedDurationInMilliseconds: 100 } })).toEqual([
    'StartSyncExecution.billingDetails',
  ]);
});

const log = (more: object) =>
  placesOf(
    'execution-output',
    {
      end_event: {
        details: { output: { a: 1 }, outputDetails: { truncated: false } },
        event_timestamp: 'timestamp',
        execution_arn: 'arn',
        id: '4',
        previous_event_id: '3',
        redrive_count: '0',
        type: 'ExecutionSucceeded',
        ...more,
      },
    },
    {},
  );

test('an asynchronous execution: the last event of its log', async () => {
  expect(await log({})).toEqual([]);
  expect(await log({ id: '5' })).toEqual(['ExecutionSucceeded.id']);
  expect(await log({ type: 'ExecutionFailed' })).toEqual(['status']);
});

test('a request that is refused', async () => {
  const request = (Message: string) =>
    placesOf(
      'validation',
      { e: { Error: { Code: 'ValidationException', Message }, ResponseMetadata: { HTTPStatusCode: 400 } } },
      {
        api: 'CreateStateMachine',
        request: { name: 'm', roleArn: 'arn:aws:iam::111111111111:role/r', versionDescription: 'v' },
      },
    );
  expect(await request('Version description can only be set when publish is true')).toEqual([]);
  expect(await request('other')).toEqual(['CreateStateMachine.message']);
});
