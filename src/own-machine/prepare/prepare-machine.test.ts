import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../json/value.ts';
import { prepareMachine, type PreparedMachine } from './prepare-machine.ts';
import { serviceResult } from './service-results.ts';
import { shortenTimes } from './shorten-times.ts';

const machine = (states: JsonObject, more: JsonObject = {}): JsonObject => ({
  StartAt: Object.keys(states)[0] ?? '',
  States: states,
  ...more,
});

const prepare = (definition: JsonObject): PreparedMachine =>
  prepareMachine({ name: 'm.json', definition, type: undefined });

const stateOf = ({ definition }: PreparedMachine, name = 'T'): JsonObject =>
  (definition['States'] as Record<string, JsonObject>)[name] ?? {};

const arn = (name: string): string => `arn:aws:lambda:us-east-1:123456789012:function:${name}`;

describe('Tasks', () => {
  test('functions are called as they are, without account and region of their owner', () => {
    const prepared = prepare(
      machine({
        T: { Type: 'Task', Resource: 'arn:aws:lambda:eu-west-1:999988887777:function:f:live', Next: 'U' },
        U: {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke',
          Parameters: { FunctionName: 'g', Payload: { topic: 'arn:aws:sns:eu-west-1:999988887777:t' } },
          End: true,
        },
      }),
    );
    expect(prepared.standIns).toEqual([]);
    expect(stateOf(prepared)['Resource']).toBe(`${arn('f')}:live`);
    expect(JSON.stringify(prepared.definition)).not.toContain('999988887777');
  });

  test.each<[string, JsonObject, JsonObject]>([
    [
      'request and response',
      { Resource: 'arn:aws:states:::dynamodb:putItem', Parameters: { 'Item.$': '$' } },
      { Resource: arn('T-stand-in'), Parameters: { 'Item.$': '$' } },
    ],
    [
      'a job',
      { Resource: 'arn:aws:states:::glue:startJobRun.sync', Parameters: {}, HeartbeatSeconds: 5 },
      { Resource: arn('T-stand-in'), Parameters: {} },
    ],
    [
      'an activity',
      { Resource: 'arn:aws:states:eu-west-1:999988887777:activity:a', TimeoutSeconds: 9 },
      { Resource: arn('T-stand-in'), TimeoutSeconds: 9 },
    ],
    [
      'a callback',
      {
        Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
        Parameters: { MessageBody: { 'token.$': '$$.Task.Token' } },
        HeartbeatSeconds: 5,
      },
      {
        Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
        Parameters: {
          FunctionName: arn('T-stand-in'),
          Payload: { MessageBody: { 'token.$': '$$.Task.Token' } },
        },
        HeartbeatSeconds: 5,
      },
    ],
    [
      'a job that hands its token on',
      {
        Resource: 'arn:aws:states:::states:startExecution.sync:2',
        Parameters: { Input: { 'token.$': '$$.Task.Token' } },
      },
      {
        Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
        Parameters: { FunctionName: arn('T-stand-in'), Payload: { Input: { 'token.$': '$$.Task.Token' } } },
      },
    ],
    [
      'a computed name of a function',
      {
        Resource: 'arn:aws:states:::lambda:invoke',
        Parameters: { 'FunctionName.$': "States.Format('f-{}', $.x)", 'Payload.$': '$' },
      },
      {
        Resource: 'arn:aws:states:::lambda:invoke',
        Parameters: { FunctionName: arn('T-stand-in'), 'Payload.$': '$' },
      },
    ],
  ])('%s is stood for by a function', (_, task, expected) => {
    const prepared = prepare(machine({ T: { Type: 'Task', ...task, End: true } }));
    const { Type: _type, End: _end, ...changed } = stateOf(prepared) as Record<string, unknown>;
    expect(changed).toEqual(expected);
    expect(prepared.standIns).toHaveLength(1);
    expect(prepared.standIns[0]).toMatchObject({ state: 'T', function: 'T-stand-in' });
  });

  test('what a template would fill in is read off the state', () => {
    const prepared = prepare(
      machine({
        T: { Type: 'Task', Resource: '${WorkFunctionArn}', TimeoutSeconds: '${Limit}', Next: 'Ask' },
        Ask: {
          Type: 'Task',
          Resource: '${Send}',
          Parameters: { 'token.$': '$$.Task.Token', 'id.$': '$.id' },
          End: true,
        },
      }),
    );
    expect(stateOf(prepared)).toMatchObject({ Resource: arn('Work'), TimeoutSeconds: 300 });
    expect(stateOf(prepared, 'Ask')).toMatchObject({
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
    });
    expect(prepared.notes).toEqual([
      "'${Limit}' in TimeoutSeconds is taken for 300",
      "'${WorkFunctionArn}' is taken for the function Work",
      "'${Send}' is taken for a service that is handed a task token",
    ]);
  });
});

describe('distributed Maps', () => {
  const processor = {
    ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
    StartAt: 'P',
    States: { P: { Type: 'Pass', End: true } },
  };
  const reader = { Resource: 'arn:aws:states:::s3:getObject', ReaderConfig: { InputType: 'JSON' } };

  test('a state before the Map brings what its reader would read', () => {
    const prepared = prepare(
      machine({
        A: { Type: 'Pass', Next: 'T' },
        T: { Type: 'Map', ItemProcessor: processor, ItemReader: reader, End: true },
      }),
    );
    expect(stateOf(prepared, 'A')['Next']).toBe('Items of T');
    expect(stateOf(prepared, 'Items of T')).toMatchObject({ ResultPath: '$.itemsOfTheReader', Next: 'T' });
    expect(stateOf(prepared)['ItemsPath']).toBe('$.itemsOfTheReader');
    expect(prepared.added).toEqual(new Map([['Items of T', 'T']]));
  });

  test("a writer's result is said without writing", () => {
    const writer = { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'b' } };
    const map = { Type: 'Map', ItemProcessor: processor, ResultWriter: writer, End: true };
    const own = { 'bucket.$': '$.ResultWriterDetails.Bucket', fixed: 1 };
    expect(stateOf(prepare(machine({ T: map })))['ResultSelector']).toMatchObject({
      ResultWriterDetails: { Bucket: 'results' },
    });
    expect(stateOf(prepare(machine({ T: { ...map, ResultSelector: own } })))['ResultSelector']).toEqual({
      bucket: 'results',
      fixed: 1,
    });
    const jsonata = prepare(
      machine(
        { T: { ...map, Output: '{% $states.result.ResultWriterDetails.Bucket %}' } },
        { QueryLanguage: 'JSONata' },
      ),
    );
    expect(stateOf(jsonata)['Output']).toMatch(/^\{% \{"MapRunArn".*\}\.ResultWriterDetails\.Bucket %\}$/);
  });
});

describe('what AWS refuses', () => {
  test('is said with its diagnostics', () => {
    const broken = machine({ T: { Type: 'Pass', Next: 'Nowhere' } });
    expect(() => prepare(broken)).toThrow(
      "m.json: AWS refuses this definition (STANDARD):\n  MISSING_TRANSITION_TARGET: Missing 'Next' target: Nowhere at /States/T/Next",
    );
  });

  test('is a definition of more than 1 MB', () => {
    const large = machine({ T: { Type: 'Pass', Result: 'x'.repeat(1_048_576), End: true } });
    expect(() => prepare(large)).toThrow(
      /m\.json: the definition has 1,048,\d+ bytes .* AWS takes 1,048,576/,
    );
  });
});

test('services answer in the shape of their models', () => {
  expect(serviceResult('dynamodb:getItem')).toEqual({ SdkHttpMetadata: { HttpStatusCode: 200 }, Item: {} });
  expect(serviceResult('glue:startJobRun.sync')).toMatchObject({ JobRunState: 'SUCCEEDED' });
  expect(serviceResult('aws-sdk:translate:translateText')).toMatchObject({ TranslatedText: 'text' });
  expect(serviceResult('aws-sdk:nothing:known')).toEqual({});
});

test('times are shortened where a case comes to them, and named', () => {
  const definition = machine({
    W: { Type: 'Wait', Seconds: 3600, Next: 'Until' },
    Until: { Type: 'Wait', Timestamp: '2030-01-01T00:00:00Z', Next: 'T' },
    T: {
      Type: 'Task',
      Resource: arn('f'),
      TimeoutSeconds: 900,
      Retry: [
        { ErrorEquals: ['A'], IntervalSeconds: 30 },
        { ErrorEquals: ['B'], BackoffRate: 1 },
      ],
      Next: 'Far',
    },
    Far: { Type: 'Wait', Seconds: 3600, End: true },
  });
  const { definition: short, shortenings } = shortenTimes(definition, {
    visited: new Set(['W', 'Until', 'T']),
    silent: new Map([['T', 'always']]),
  });
  expect(shortenings).toEqual([
    { state: 'W', field: 'Seconds', from: '3600 s', to: '1 s' },
    { state: 'Until', field: 'Timestamp', from: '2030-01-01T00:00:00Z', to: '2020-01-01T00:00:00Z' },
    { state: 'T', field: 'retrier 1', from: '30 s, times 2 each time', to: '1 s each time' },
    { state: 'T', field: 'TimeoutSeconds', from: '900 s', to: '2 s' },
  ]);
  expect(short['States']).toMatchObject({
    W: { Seconds: 1 },
    T: {
      TimeoutSeconds: 2,
      Retry: [
        { IntervalSeconds: 1, BackoffRate: 1 },
        { ErrorEquals: ['B'], BackoffRate: 1 },
      ],
    },
    Far: { Seconds: 3600 },
  });
});
