/** Distributed Maps: what readers make of a file, how items are batched, how many may fail, who the children are. */
import { describe, expect, test } from 'vitest';
import { parseCaseText } from '../../case/parse-case.ts';
import { CompiledMachines } from '../../executors/reference/compiled-machines.ts';
import { predict, startOf, type Prediction } from '../../executors/reference/predict.ts';
import { simulate } from '../../simulation/simulate.ts';
import type { CallResult, ServiceCall } from '../task/service-call.ts';
import { parseJsonOrThrow } from '../../json/parse.ts';
import type { JsonObject, JsonValue } from '../../json/value.ts';
import { writeJson } from '../../json/write.ts';

const PASS = { P: { Type: 'Pass', End: true } };

const processor = (states: object = PASS): object => ({
  ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
  StartAt: Object.keys(states)[0],
  States: states,
});

async function run(map: object, input: unknown = null, more: object = {}): Promise<Prediction> {
  const state = { Type: 'Map', ItemProcessor: processor(), ...map, End: true };
  const definition = { StartAt: 'M', States: { M: state } };
  const value = { machine: { definition }, input, ...more };
  const parsing = parseCaseText(writeJson(value as unknown as JsonObject));
  if (!parsing.ok) throw new Error(parsing.message);
  return predict(parsing.case);
}

const outputOf = (prediction: Prediction): JsonValue | undefined => {
  if (prediction.status !== 'SUCCEEDED' || prediction.output === undefined)
    throw new Error(JSON.stringify(prediction));
  return parseJsonOrThrow(prediction.output);
};

const reader = (config: object, resource = 's3:getObject'): object => ({
  ItemReader: {
    Resource: `arn:aws:states:::${resource}`,
    ReaderConfig: config,
    Parameters: { Bucket: 'b', Key: 'k' },
  },
});

const readFrom = async (config: object, text: string): Promise<Prediction> =>
  run(reader(config), {}, { integrations: { M: [{ resultText: text }] } });

describe('the items of a file', () => {
  const CSV = { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' };

  test.each([
    ['COMMA', ','],
    ['PIPE', '|'],
    ['SEMICOLON', ';'],
    ['SPACE', ' '],
    ['TAB', '\t'],
  ])('CSV with %s', async (CSVDelimiter, delimiter) => {
    const text = ['a,b', '1,x', '2,y'].join('\n').replaceAll(',', delimiter);
    expect(outputOf(await readFrom({ ...CSV, CSVDelimiter }, text))).toEqual([
      { a: '1', b: 'x' },
      { a: '2', b: 'y' },
    ]);
  });

  test('CSV by commas unless said otherwise; rows are filled up and cut off, quotes inside of a cell are text', async () => {
    expect(outputOf(await readFrom(CSV, 'a,b\n1\n1,2,3\nx"y,"q,r"'))).toEqual([
      { a: '1', b: '' },
      { a: '1', b: '2' },
      { a: 'x"y', b: 'q,r' },
    ]);
  });

  test('the columns of CSV come in the order of a HashMap (RECORDED 4)', async () => {
    const prediction = await readFrom(CSV, '0,True,{}\n1,2,3');
    expect(prediction).toMatchObject({ output: '[{"0":"1","{}":"3","True":"2"}]' });
  });

  test('CSV with headers from the definition has items from its first row on', async () => {
    const config = { InputType: 'CSV', CSVHeaderLocation: 'GIVEN', CSVHeaders: ['h', 'i'] };
    expect(outputOf(await readFrom(config, '1,2\n3,4'))).toEqual([
      { h: '1', i: '2' },
      { h: '3', i: '4' },
    ]);
  });

  test('JSON Lines: an item a line, empty ones are none', async () => {
    expect(outputOf(await readFrom({ InputType: 'JSONL' }, '{"b":1,"a":2}\n\n \n"x"\n'))).toEqual([
      { b: 1, a: 2 },
      'x',
    ]);
  });

  test.each<[string, string, string, JsonValue]>([
    ['an array', '/a/b', '{"a":{"b":[1,2]}}', [1, 2]],
    ['an array in an array', '/1', '[0,[3]]', [3]],
    ['escaped steps', '/x~1y/m~0n', '{"x/y":{"m~n":[4]}}', [4]],
    [
      'an object: its entries',
      '/a',
      '{"a":{"k":1,"l":2}}',
      [
        { Key: 'k', Value: 1 },
        { Key: 'l', Value: 2 },
      ],
    ],
  ])('ItemsPointer leads to %s', async (_, ItemsPointer, text, items) => {
    expect(outputOf(await readFrom({ InputType: 'JSON', ItemsPointer }, text))).toEqual(items);
  });

  test('a listing gives its entries', async () => {
    const listing = reader({}, 's3:listObjectsV2');
    const text = '[{"Key":"a","Size":1}]';
    expect(outputOf(await run(listing, {}, { integrations: { M: [{ resultText: text }] } }))).toEqual([
      { Key: 'a', Size: 1 },
    ]);
  });

  test.each<[string, object, string, string]>([
    ['the same header twice', CSV, 'a,a\n1,2', 'CSV headers cannot contain duplicates.'],
    ['JSON that is no list', { InputType: 'JSON' }, '{"a":1}', 'Attempting to map over non-iterable node.'],
    [
      'a pointer to nothing',
      { InputType: 'JSON', ItemsPointer: '/a/b' },
      '{"a":1}',
      'Attempting to map over non-iterable node.',
    ],
    ['no JSON', { InputType: 'JSON' }, '{', 'Unable to parse JSON file.'],
    ['a line that is no JSON', { InputType: 'JSONL' }, '1\n{', 'Unable to parse JSON Lines file.'],
    [
      'fewer than no items',
      { InputType: 'JSON', MaxItemsPath: '$.n' },
      '[1]',
      'field MaxItems must be positive',
    ],
  ])('%s fails the Map Run', async (_, config, text, cause) => {
    const more = { integrations: { M: [{ resultText: text }] } };
    const prediction = await run(reader(config), { n: -1 }, more);
    expect(prediction).toMatchObject({ status: 'FAILED', error: 'States.ItemReaderFailed', cause });
    expect('history' in prediction && prediction.history?.[4]).toMatchObject({
      mapRunFailedEventDetails: { error: 'States.ItemReaderFailed', cause },
    });
    expect('history' in prediction && prediction.history?.map(({ type }) => type).slice(3)).toEqual([
      'MapRunStarted',
      'MapRunFailed',
      'MapStateFailed',
      'ExecutionFailed',
    ]);
  });

  test.each(['MANIFEST', 'PARQUET'])('what nobody reads is declined: %s', async (InputType) => {
    const prediction = await readFrom({ InputType }, '');
    expect(prediction.status).toBe('DECLINED');
    expect('reason' in prediction && prediction.reason).toContain(InputType);
  });

  test('a ResultWriter is declined by name', async () => {
    const writer = {
      ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'b' } },
    };
    const prediction = await run(writer, [1]);
    expect('reason' in prediction && prediction.reason).toContain('ResultWriter');
  });
});

describe('batches', () => {
  test('of at most so many items, with what all of them get', async () => {
    const ItemBatcher = { MaxItemsPerBatch: 2, BatchInput: { 'who.$': '$.who' } };
    const map = { ItemsPath: '$.items', ItemBatcher };
    expect(outputOf(await run(map, { who: 'x', items: [1, 2, 3] }))).toEqual([
      { BatchInput: { who: 'x' }, Items: [1, 2] },
      { BatchInput: { who: 'x' }, Items: [3] },
    ]);
  });

  test('the same in JSONata', async () => {
    const ItemBatcher = { MaxItemsPerBatch: 2, BatchInput: { who: '{% $states.input.who %}' } };
    const map = { QueryLanguage: 'JSONata', Items: '{% $states.input.items %}', ItemBatcher };
    expect(outputOf(await run(map, { who: 'x', items: [1, 2, 3] }))).toEqual([
      { BatchInput: { who: 'x' }, Items: [1, 2] },
      { BatchInput: { who: 'x' }, Items: [3] },
    ]);
  });

  // {"Items":["aa","bb"]} has 21 bytes.
  test.each<[number, JsonValue]>([
    [21, [{ Items: ['aa', 'bb'] }, { Items: ['cc'] }]],
    [20, [{ Items: ['aa'] }, { Items: ['bb'] }, { Items: ['cc'] }]],
  ])('of at most %s bytes', async (MaxInputBytesPerBatch, batches) => {
    expect(outputOf(await run({ ItemBatcher: { MaxInputBytesPerBatch } }, ['aa', 'bb', 'cc']))).toEqual(
      batches,
    );
  });
});

describe('an object', () => {
  test('is iterated over by its entries', async () => {
    expect(outputOf(await run({}, { k: 1, l: [2] }))).toEqual([
      { Key: 'k', Value: 1 },
      { Key: 'l', Value: [2] },
    ]);
  });

  test('gives key and value to ItemSelector', async () => {
    const ItemSelector = { 'k.$': '$$.Map.Item.Key', 'v.$': '$$.Map.Item.Value', 'i.$': '$$.Map.Item.Index' };
    expect(outputOf(await run({ ItemSelector }, { k: 1, l: [2] }))).toEqual([
      { k: 'k', v: 1, i: 0 },
      { k: 'l', v: [2], i: 1 },
    ]);
  });
});

describe('failed items', () => {
  /** Items are numbers; those over 2 fail. */
  const failing = processor({
    C: { Type: 'Choice', Choices: [{ Variable: '$', NumericGreaterThan: 2, Next: 'F' }], Default: 'S' },
    F: { Type: 'Fail' },
    S: { Type: 'Succeed' },
  });

  test.each<[string, object, readonly number[], JsonValue | undefined]>([
    ['none, without a word of it', {}, [1, 3], undefined],
    ['as many as the count says', { ToleratedFailureCount: 1 }, [1, 3, 2], [1, 2]],
    ['not one more', { ToleratedFailureCount: 1 }, [1, 3, 4], undefined],
    ['as many as the percentage says', { ToleratedFailurePercentage: 50 }, [1, 3, 2, 4], [1, 2]],
    ['no part of one more', { ToleratedFailurePercentage: 49.9 }, [1, 3, 2, 4], undefined],
    ['all of them', { ToleratedFailurePercentage: 100 }, [3, 4], []],
    [
      'the lower one of both',
      { ToleratedFailureCount: 1, ToleratedFailurePercentage: 100 },
      [3, 4],
      undefined,
    ],
    [
      'the lower one of both',
      { ToleratedFailureCount: 9, ToleratedFailurePercentage: 10 },
      [3, 1],
      undefined,
    ],
  ])('are tolerated: %s', async (_, fields, items, output) => {
    const prediction = await run({ ItemProcessor: failing, ...fields }, items);
    if (output !== undefined) expect(outputOf(prediction)).toEqual(output);
    else
      expect(prediction).toMatchObject({
        status: 'FAILED',
        error: 'States.ExceedToleratedFailureThreshold',
        cause: 'The specified tolerated failure threshold was exceeded',
      });
  });
});

test('children are executions of a machine of their own, with their own names', async () => {
  const who = {
    P: {
      Type: 'Pass',
      Parameters: {
        'id.$': '$$.Execution.Id',
        'name.$': '$$.Execution.Name',
        'machine.$': '$$.StateMachine',
      },
      End: true,
    },
  };
  const [child] = outputOf(await run({ Label: 'mine', ItemProcessor: processor(who) }, [1])) as readonly {
    readonly id: string;
    readonly name: string;
    readonly machine: { readonly Id: string; readonly Name: string };
  }[];
  expect(child?.id).toMatch(/^arn:aws:states:[^:]+:\d{12}:execution:[\w-]+\/mine:[\w-]{36}$/);
  expect(child?.id.endsWith(`:${child.name}`)).toBe(true);
  expect(child?.machine.Id).toMatch(/^arn:aws:states:[^:]+:\d{12}:stateMachine:[\w-]+\/mine$/);
  expect(child?.machine.Name).toMatch(/^[\w-]+\/mine$/);
});

test.each([
  ['by its label', { Label: 'mine' }, 'mine'],
  ['by a UUID', {}, '[\\w-]{36}'],
])('a Map Run is named %s (6.6.6)', async (_, fields, label) => {
  const prediction = await run(fields, [1]);
  const started =
    'history' in prediction ? prediction.history?.find(({ type }) => type === 'MapRunStarted') : undefined;
  expect(started).toHaveProperty(
    'mapRunStartedEventDetails.mapRunArn',
    expect.stringMatching(new RegExp(`^arn:aws:states:[^:]+:\\d{12}:mapRun:[\\w-]+/${label}:[\\w-]{36}$`)),
  );
});

test('no more children run at once than MaxConcurrency says', async () => {
  const slow = { W: { Type: 'Wait', Seconds: 10, End: true } };
  const took = async (fields: object): Promise<number> => {
    const prediction = await run({ ItemProcessor: processor(slow), ...fields }, [1, 2, 3, 4, 5]);
    return prediction.seconds;
  };
  expect(await took({})).toBe(10);
  expect(await took({ MaxConcurrency: 2 })).toBe(30);
  expect(await took({ MaxConcurrency: 1 })).toBe(50);
});

describe('beside the history', () => {
  /** Runs it with an outside of its own, and tells how the Map Runs ended and what was asked of the outside. */
  async function watch(map: object, input: string, result?: CallResult) {
    const state = { Type: 'Map', ItemProcessor: processor(), ...map, End: true };
    const text = JSON.stringify({ StartAt: 'M', States: { M: state } });
    const compilation = new CompiledMachines().compile(text, 'STANDARD');
    if (compilation.kind === 'invalid') throw new Error(JSON.stringify(compilation.diagnostics));
    const calls: ServiceCall[] = [];
    const { execution } = await simulate(compilation.machine, startOf('seed', 'STANDARD', input), {
      answer: (call) => {
        calls.push(call);
        return { afterSeconds: 5, result: result ?? { kind: 'declined', reason: 'not scripted' } };
      },
      forToken: () => {
        throw new Error('nobody waits for a token');
      },
    });
    return { execution, calls };
  }

  const failing = processor({
    C: { Type: 'Choice', Choices: [{ Variable: '$.Items[0]', NumericEquals: 3, Next: 'F' }], Default: 'S' },
    F: { Type: 'Fail' },
    S: { Type: 'Succeed' },
  });

  test('a Map Run tells how it stands: its limits, its children, how many items each has', async () => {
    const { execution } = await watch(
      {
        Label: 'mine',
        MaxConcurrency: 3,
        ToleratedFailureCount: 1,
        ToleratedFailurePercentage: 60,
        ItemBatcher: { MaxItemsPerBatch: 2 },
        ItemProcessor: failing,
      },
      '[1,2,3]',
    );
    const [report] = execution.mapRuns;
    expect(execution.mapRuns).toHaveLength(1);
    expect(report).toEqual({
      arn: expect.stringContaining('/mine:'),
      stateMachineArn: expect.stringMatching(/:stateMachine:[\w-]+\/mine$/),
      startedAt: execution.now,
      stoppedAt: execution.now,
      maxConcurrency: 3,
      toleratedFailureCount: 1,
      toleratedFailurePercentage: 60,
      status: 'SUCCEEDED',
      children: [
        { items: 2, status: 'succeeded' },
        { items: 1, status: 'failed' },
      ],
    });
  });

  test('a Map Run that fails says so, and what it has not begun is pending', async () => {
    const map = { MaxConcurrency: 1, ItemBatcher: { MaxItemsPerBatch: 1 }, ItemProcessor: failing };
    const { execution } = await watch(map, '[3,4]');
    expect(execution.mapRuns).toMatchObject([
      {
        maxConcurrency: 1,
        toleratedFailureCount: 0,
        toleratedFailurePercentage: 0,
        status: 'FAILED',
        children: [
          { items: 1, status: 'failed' },
          { items: 1, status: 'pending' },
        ],
      },
    ]);
  });

  test('it runs while its children do; children without a batch have one item', async () => {
    const waiting = processor({ W: { Type: 'Wait', Seconds: 10, End: true } });
    const definition = { MaxConcurrency: 1, ItemProcessor: waiting };
    const state = { Type: 'Map', ...definition, End: true };
    const text = JSON.stringify({ TimeoutSeconds: 5, StartAt: 'M', States: { M: state } });
    const compilation = new CompiledMachines().compile(text, 'STANDARD');
    if (compilation.kind === 'invalid') throw new Error(JSON.stringify(compilation.diagnostics));
    const { execution } = await simulate(
      compilation.machine,
      startOf('seed', 'STANDARD', '[{"Items":[1,2]},2]'),
      {
        answer: () => {
          throw new Error('nothing is called');
        },
        forToken: () => {
          throw new Error('nobody waits for a token');
        },
      },
    );
    expect(execution.end?.status).toBe('TIMED_OUT');
    expect(execution.mapRuns).toMatchObject([
      {
        status: 'RUNNING',
        children: [
          { items: 1, status: 'running' },
          { items: 1, status: 'pending' },
        ],
      },
    ]);
  });

  test.each<[string, object]>([
    ['JSONPath', { Parameters: { Bucket: 'b', 'Key.$': '$.k' } }],
    ['JSONata', { Arguments: { Bucket: 'b', Key: '{% $states.input.k %}' } }],
  ])('a reader asks S3 for what its parameters say in %s, once', async (QueryLanguage, parameters) => {
    const ItemReader = {
      Resource: 'arn:aws:states:::s3:getObject',
      ReaderConfig: { InputType: 'JSON' },
      ...parameters,
    };
    const answer = { kind: 'answer', output: '[7]' } as const;
    const { execution, calls } = await watch({ QueryLanguage, ItemReader }, '{"k":"file"}', answer);
    expect(execution.end).toMatchObject({ status: 'SUCCEEDED', output: { text: '[7]' } });
    expect(calls).toHaveLength(1);
    expect(calls[0]).toMatchObject({
      kind: 'integration',
      state: 'M',
      line: '',
      resourceType: 's3',
      resource: 'getObject',
    });
    expect(calls[0]?.kind === 'integration' && calls[0].parameters.value).toEqual({
      Bucket: 'b',
      Key: 'file',
    });
  });

  const getObject = reader({ InputType: 'JSON' });

  test('a reader by the SDK is asked by its whole name', async () => {
    const { calls } = await watch(reader({ InputType: 'JSON' }, 'aws-sdk:s3:getObject'), '{}');
    expect(calls[0]).toMatchObject({ resourceType: 'aws-sdk:s3', resource: 'getObject' });
  });

  test.each<[string, CallResult, object]>([
    [
      'an error fails the Map Run, its words are the cause',
      { kind: 'error', error: 'S3.NoSuchKey', cause: 'No such key.' },
      { status: 'FAILED', failure: { kind: 'map', error: 'States.ItemReaderFailed', cause: 'No such key.' } },
    ],
    [
      'one without words too',
      { kind: 'error' },
      { status: 'FAILED', failure: { error: 'States.ItemReaderFailed', cause: '' } },
    ],
    [
      'what nobody models is declined',
      { kind: 'declined', reason: 'why not' },
      { status: 'DECLINED', reason: 'why not' },
    ],
  ])('of what S3 answers %s', async (_, result, end) => {
    expect((await watch(getObject, '{}', result)).execution.end).toMatchObject(end);
  });

  test.each(['[3]', '[0,3]'])('a child that is declined ends the execution: %s', async (input) => {
    const unknown = { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', Parameters: {}, End: true };
    const { execution } = await watch({ ItemProcessor: processor({ T: unknown }) }, input);
    expect(execution.end).toMatchObject({ status: 'DECLINED', reason: 'not scripted' });
  });
});
