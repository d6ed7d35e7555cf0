import { expect, test } from 'vitest';
import { LambdaScript } from '../simulation/lambda-script.ts';
import { seededRandom } from '../asl/random.ts';
import type { Outcome } from '../case/case.ts';
import type { Outside } from '../simulation/simulate.ts';
import type { TestStateRequest } from './request.ts';
import { testState } from './test-state.ts';

const outside = (outcomes: readonly Outcome[] = []): Outside => {
  const place = { region: 'us-east-1', account: '123456789012' };
  const lambda = new LambdaScript({ f: { outcomes } }, seededRandom('test'), place);
  return {
    answer: (call) =>
      call.kind === 'lambda'
        ? lambda.invoke(call)
        : { afterSeconds: 0, result: { kind: 'declined', reason: 'not scripted' } },
    forToken: ({ state }) => ({ state, attempt: 1, answers: [] }),
  };
};

const run = (definition: object, request: Partial<TestStateRequest> = {}, functions?: readonly Outcome[]) =>
  testState(
    { definition: JSON.stringify(definition), inspectionLevel: 'DEBUG', ...request },
    outside(functions),
  );

const FUNCTION = 'arn:aws:lambda:us-east-1:123456789012:function:f';
const ROLE = 'arn:aws:iam::123456789012:role/role';
const task = { Type: 'Task', Resource: FUNCTION, End: true };
const map = {
  Type: 'Map',
  ItemProcessor: { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } },
  End: true,
};

test('tells every step of a Task in JSONPath, each as it was', async () => {
  const answer = await run(
    {
      Type: 'Task',
      Resource: FUNCTION,
      InputPath: '$.in',
      Parameters: { 'p.$': '$.x' },
      ResultSelector: { 's.$': '$.r' },
      ResultPath: '$.out',
      OutputPath: '$.out',
      Next: 'N',
    },
    { input: '{"in": {"x": 1.0}}', roleArn: ROLE },
    [{ returnText: '{"r": [1, 2]}' }],
  );
  expect(answer).toEqual({
    kind: 'response',
    status: 'SUCCEEDED',
    output: '{"s":[1,2]}',
    nextState: 'N',
    inspectionData: {
      input: '{"in": {"x": 1.0}}',
      afterInputPath: '{"x":1.0}',
      afterParameters: '{"p":1.0}',
      result: '{"r": [1, 2]}',
      afterResultSelector: '{"s":[1,2]}',
      afterResultPath: '{"in":{"x":1.0},"out":{"s":[1,2]}}',
    },
  });
});

test('tells the steps of JSONata, and variables old and new', async () => {
  const answer = await run(
    {
      ...task,
      QueryLanguage: 'JSONata',
      Arguments: '{% $a %}',
      Assign: { b: '{% $states.result %}' },
      Output: '{% $a + $states.result %}',
    },
    { variables: '{"a": 1}', roleArn: ROLE },
    [{ return: 2 }],
  );
  expect(answer).toEqual({
    kind: 'response',
    status: 'SUCCEEDED',
    output: '3',
    inspectionData: { input: '{}', afterArguments: '1', result: '2', variables: '{"a":1,"b":2}' },
  });
});

test('INFO tells nothing beside the end', async () => {
  const answer = await run({ Type: 'Succeed' }, { inspectionLevel: undefined });
  expect(answer).toEqual({ kind: 'response', status: 'SUCCEEDED', output: '{}' });
});

test('stops at the step that fails, its cause without the prefix of executions', async () => {
  expect(await run({ ...task, Parameters: { 'x.$': '$.gone' } }, { roleArn: ROLE })).toEqual({
    kind: 'response',
    status: 'FAILED',
    error: 'States.Runtime',
    cause: "The JSONPath '$.gone' specified for the field 'x.$' could not be found in the input '{}'",
    inspectionData: { input: '{}', afterInputPath: '{}' },
  });
});

test.each([
  ['Succeed', { Type: 'Succeed' }],
  ['Wait', { Type: 'Wait', Seconds: 5, Next: 'N' }],
  ['Choice', { Type: 'Choice', Choices: [{ Variable: '$.a', IsPresent: true, Next: 'N' }], Default: 'D' }],
  ['Fail', { Type: 'Fail', Error: 'E' }],
])('%s has InputPath in JSONPath, and no steps in JSONata', async (type, definition) => {
  const answer = await run(definition);
  expect(answer).toHaveProperty('inspectionData', { input: '{}', afterInputPath: '{}' });
  if (type === 'Choice') return;
  const jsonata = await run({ ...definition, QueryLanguage: 'JSONata' });
  expect(jsonata).toHaveProperty('inspectionData', { input: '{}' });
});

test('a Pass with a Result has no steps before it', async () => {
  expect(await run({ Type: 'Pass', InputPath: '$.gone', Result: 1, End: true })).toMatchObject({
    status: 'SUCCEEDED',
    inspectionData: { input: '{}', result: '1', afterResultSelector: '1', afterResultPath: '1' },
  });
});

test('the retries so far show in the context object', async () => {
  const shows = { ...task, Parameters: { 'n.$': '$$.State.RetryCount' } };
  const counted = { mock: { result: '1' }, stateConfiguration: { retrierRetryCount: 4 } };
  expect(await run(shows, counted)).toMatchObject({ inspectionData: { afterParameters: '{"n":4}' } });
});

test('the context object is that of an Express execution, its role null where there is none', async () => {
  const answer = await run({ Type: 'Pass', Parameters: { 'c.$': '$$' }, End: true });
  const { c } = JSON.parse(answer.kind === 'response' ? (answer.output ?? '') : '') as { c: object };
  expect(c).toEqual({
    Execution: {
      Id: expect.stringMatching(/^arn:aws:states:us-east-1:123456789012:express:[^:]+:[^:]+$/) as string,
      Input: {},
      Name: expect.any(String) as string,
      RoleArn: null,
      StartTime: '2024-01-01T00:00:00Z',
    },
    StateMachine: expect.anything() as object,
    State: { Name: 'StateName', EnteredTime: '2024-01-01T00:00:00Z' },
  });
});

test("a test's own context object stands as it is, an iteration's item beside it", async () => {
  const context = '{"State":{"RetryCount":7}}';
  const mock = { result: '[0]' };
  const whole = { ...task, ResultSelector: { 'c.$': '$$' } };
  expect(await run(whole, { context, mock })).toMatchObject({ output: '{"c":{"State":{"RetryCount":7}}}' });
  const selects = {
    ...map,
    ItemSelector: { 'n.$': '$$.State.RetryCount', 'v.$': '$$.Map.Item.Value', 'c.$': '$$' },
  };
  expect(await run(selects, { context, mock, input: '[5]' })).toMatchObject({
    inspectionData: {
      afterItemSelector:
        '[{"c":{"State":{"RetryCount":7},"Map":{"Item":{"Index":0,"Value":5}}},"v":5,"n":7}]',
    },
  });
});

test('a path into a part that the test left out finds nothing', async () => {
  const asks = { ...task, Parameters: { 'x.$': '$$.Execution.Name' } };
  expect(await run(asks, { context: '{}', mock: { result: '1' } })).toMatchObject({
    status: 'FAILED',
    error: 'States.Runtime',
  });
});

test('a mocked result goes on as its text', async () => {
  expect(await run(task, { mock: { result: '{"a":  1.50}' } })).toMatchObject({ output: '{"a":  1.50}' });
});

test.each([
  ['a callback', 'arn:aws:states:::sqs:sendMessage.waitForTaskToken'],
  ['a job', 'arn:aws:states:::states:startExecution.sync:2'],
  ['an activity', 'arn:aws:states:us-east-1:123456789012:activity:a'],
  ['a service without a model', 'arn:aws:states:::apigateway:invoke'],
])('%s takes a mock and waits for nothing', async (_, resource) => {
  const state = { Type: 'Task', Resource: resource, Parameters: { FunctionName: 1 }, End: true };
  expect(await run(state, { mock: { result: '{"any":1}' } })).toMatchObject({ output: '{"any":1}' });
});

test('a mocked Parallel evaluates nothing before its branches', async () => {
  const branch = { StartAt: 'B', States: { B: { Type: 'Pass', End: true } } };
  const parallel = {
    Type: 'Parallel',
    InputPath: '$.gone',
    Parameters: { 'x.$': '$.gone' },
    Branches: [branch],
  };
  expect(await run({ ...parallel, ResultPath: '$.r', End: true }, { mock: { result: '[ 1 ]' } })).toEqual({
    kind: 'response',
    status: 'SUCCEEDED',
    output: '{"r":[1]}',
    inspectionData: { input: '{}', afterResultSelector: '[ 1 ]', afterResultPath: '{"r":[1]}' },
  });
});

test.each([
  [{}, 3, 'SUCCEEDED'],
  [{ ToleratedFailureCount: 2 }, 2, 'SUCCEEDED'],
  [{ ToleratedFailureCount: 2 }, 3, 'FAILED'],
  [{ ToleratedFailurePercentage: 50 }, 2, 'SUCCEEDED'],
  [{ ToleratedFailurePercentage: 50 }, 3, 'FAILED'],
  [{ ToleratedFailureCount: 0, ToleratedFailurePercentage: 0 }, 0, 'SUCCEEDED'],
])('a Map with %j and %i of 4 iterations failed: %s', async (tolerated, failures, status) => {
  const answer = await run(
    { ...map, ...tolerated },
    {
      input: '[]',
      mock: { result: '[1,2,3,4]' },
      stateConfiguration: { mapIterationFailureCount: failures },
    },
  );
  expect(answer).toMatchObject({
    status,
    ...(status === 'FAILED' && { error: 'States.ExceedToleratedFailureThreshold' }),
  });
});

const distributed = {
  ...map,
  ItemProcessor: { ...map.ItemProcessor, ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' } },
};

test.each([
  ['[1,{"a":2}]', '[1, {"a":2}]'],
  ['{"k":1,"l":2}', '{"k":1,"l":2}'],
])('a distributed Map over %s shows its items and its limits', async (items, shown) => {
  const limits = { ToleratedFailureCount: 1, ToleratedFailurePercentage: 50 };
  const request = { input: `{"l":${items}}`, mock: { result: '[]' } };
  const answer = await run({ ...distributed, ItemsPath: '$.l', ...limits }, request);
  expect(answer).toMatchObject({
    status: 'SUCCEEDED',
    inspectionData: { afterItemsPath: shown, toleratedFailureCount: 1, toleratedFailurePercentage: 50 },
  });
  const without = await run({ ...distributed, ItemsPath: '$.l' }, request);
  for (const step of [
    'toleratedFailureCount',
    'toleratedFailurePercentage',
    'afterItemSelector',
    'afterItemBatcher',
  ])
    expect(without).not.toHaveProperty(`inspectionData.${step}`);
});

test('a Map reads the data that the test brings for its ItemReader, and shows each step', async () => {
  const reads = {
    ...distributed,
    MaxConcurrency: 3,
    ItemReader: {
      Resource: 'arn:aws:states:::s3:getObject',
      ReaderConfig: { InputType: 'JSON', ItemsPointer: '/a' },
      Parameters: { Bucket: 'b', Key: 'k' },
    },
    ItemSelector: { 'v.$': '$$.Map.Item.Value' },
    ItemBatcher: { MaxItemsPerBatch: 2 },
  };
  const answer = await run(reads, {
    mock: { result: '[1,2]' },
    stateConfiguration: { mapItemReaderData: '{"a":[1,2,3]}' },
  });
  expect(answer).toMatchObject({
    status: 'SUCCEEDED',
    inspectionData: {
      afterItemsPointer: '[1, 2, 3]',
      afterItemSelector: '[{"v":1}, {"v":2}, {"v":3}]',
      afterItemBatcher: '[{"Items":[{"v":1},{"v":2}]}, {"Items":[{"v":3}]}]',
      maxConcurrency: 3,
    },
  });
  const bad = { mock: { result: '[]' }, stateConfiguration: { mapItemReaderData: 'no json' } };
  expect(await run(reads, bad)).toMatchObject({ status: 'FAILED', error: 'States.ItemReaderFailed' });
  // Without the data nothing is read, and nobody outside is asked.
  expect(await run(reads, { mock: { result: '[]' } })).toMatchObject({ status: 'SUCCEEDED', output: '[]' });
});

test('a Map whose results go elsewhere takes an object', async () => {
  const writes = {
    ...distributed,
    ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'b' } },
  };
  const result = '{"MapRunArn":"a"}';
  expect(await run(writes, { input: '[]', mock: { result } })).toMatchObject({ output: result });
});

test('a state inside of a Map is found, in the language of its machine', async () => {
  const inner = { Type: 'Pass', Output: '{% $states.context.State.Name %}', End: true };
  const machine = {
    QueryLanguage: 'JSONata',
    StartAt: 'M',
    States: { M: { ...map, ItemProcessor: { StartAt: 'constructor', States: { constructor: inner } } } },
  };
  expect(await run(machine, { stateName: 'constructor' })).toMatchObject({ output: '"constructor"' });
});

test('a test lasts five minutes at most', async () => {
  expect(await run({ Type: 'Wait', Seconds: 300_000, End: true })).toMatchObject({
    status: 'FAILED',
    error: 'States.Timeout',
  });
});

test('the same test gives the same answer', async () => {
  const random = { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% $random() %}', End: true };
  expect(await run(random)).toEqual(await run(random));
});

test('says what is not modelled', async () => {
  const sends = { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', End: true };
  expect(await run(sends, { roleArn: ROLE })).toEqual({ kind: 'declined', reason: 'not scripted' });
});
