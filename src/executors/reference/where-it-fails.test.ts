/** A field that can't be evaluated fails its state at its place in the order of steps: what comes after it isn't done any more. */
import { expect, test } from 'vitest';
import { parseCaseText } from '../../case/parse-case.ts';
import { writeJson } from '../../json/write.ts';
import { predict } from './predict.ts';

const INVOKE = { Resource: 'arn:aws:states:::lambda:invoke' };
const NAMED = { Parameters: { FunctionName: 'f' } };
const PASS = { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } };
const MAP = { Type: 'Map', ItemProcessor: PASS };
const DISTRIBUTED = {
  Type: 'Map',
  ItemProcessor: { ...PASS, ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } },
};
const PARALLEL = { Type: 'Parallel', Branches: [PASS] };
const CHOICE = { Type: 'Choice', Choices: [{ Variable: '$.n', IsPresent: true, Next: 'E' }], Default: 'E' };

const run = async (state: object): Promise<readonly string[]> => {
  const { Type } = state as { readonly Type: string };
  const isFail = Type === 'Fail';
  const definition = {
    StartAt: 'S',
    States: {
      S: { ...state, ...(!isFail && Type !== 'Choice' && { Next: 'E' }) },
      ...(!isFail && { E: { Type: 'Succeed' } }),
    },
  };
  const value = { machine: { definition }, input: { n: 1, t: 'x', items: [1] }, functions: { f: {} } };
  const parsing = parseCaseText(writeJson(value));
  if (!parsing.ok) throw new Error(parsing.message);
  const prediction = await predict(parsing.case);
  if (!('history' in prediction)) throw new Error(JSON.stringify(prediction));
  return [
    prediction.status === 'FAILED' ? `${prediction.error}` : prediction.status,
    ...(prediction.history ?? []).slice(2).map(({ type }) => type),
  ];
};

/** What the history shows between the Entered event and ExecutionFailed. */
test.each<[string, object, readonly string[]]>([
  ['InputPath of a Task', { Type: 'Task', ...INVOKE, ...NAMED, InputPath: '$.no' }, []],
  ['InputPath of a Wait', { Type: 'Wait', Seconds: 1, InputPath: '$.no' }, []],
  ['InputPath of a Choice', { ...CHOICE, InputPath: '$.no' }, []],
  ['InputPath of a Map', { ...MAP, ItemsPath: '$.items', InputPath: '$.no' }, []],
  ['InputPath of a Parallel', { ...PARALLEL, InputPath: '$.no' }, []],
  ['InputPath of a Pass', { Type: 'Pass', InputPath: '$.no' }, []],
  ['OutputPath of a Choice', { ...CHOICE, OutputPath: '$.no' }, []],
  ['OutputPath of a Wait', { Type: 'Wait', Seconds: 0, OutputPath: '$.no' }, []],
  ['Parameters of a Parallel', { ...PARALLEL, Parameters: { 'a.$': '$.no' } }, []],
  ['Parameters of a Pass', { Type: 'Pass', Parameters: { 'a.$': '$.no' } }, []],
  ['HeartbeatSecondsPath', { Type: 'Task', ...INVOKE, ...NAMED, HeartbeatSecondsPath: '$.no' }, []],
  ['HeartbeatSecondsPath to a text', { Type: 'Task', ...INVOKE, ...NAMED, HeartbeatSecondsPath: '$.t' }, []],
  ['Credentials', { Type: 'Task', ...INVOKE, ...NAMED, Credentials: { 'RoleArn.$': '$.no' } }, []],
  ['ErrorPath', { Type: 'Fail', ErrorPath: '$.no' }, []],
  ['CausePath', { Type: 'Fail', Error: 'E', CausePath: '$.no' }, []],
  ['a rule’s Assign', { ...CHOICE, Choices: [{ ...CHOICE.Choices[0], Assign: { 'v.$': '$.no' } }] }, []],

  [
    'ResultSelector of a Task',
    { Type: 'Task', ...INVOKE, ...NAMED, ResultSelector: { 'a.$': '$.no' } },
    ['TaskScheduled', 'TaskStarted', 'TaskSucceeded'],
  ],
  [
    'ResultSelector of a Parallel',
    { ...PARALLEL, ResultSelector: { 'a.$': '$.no' } },
    ['ParallelStateStarted', 'PassStateEntered', 'PassStateExited', 'ParallelStateSucceeded'],
  ],
  [
    'ItemSelector',
    { ...MAP, ItemsPath: '$.items', ItemSelector: { 'a.$': '$.no' } },
    ['MapStateStarted', 'MapIterationStarted'],
  ],
  [
    'ToleratedFailureCountPath',
    { ...DISTRIBUTED, ItemsPath: '$.items', ToleratedFailureCountPath: '$.no' },
    ['MapStateStarted'],
  ],
  [
    'ToleratedFailurePercentagePath',
    { ...DISTRIBUTED, ItemsPath: '$.items', ToleratedFailurePercentagePath: '$.no' },
    ['MapStateStarted'],
  ],
  [
    'MaxItemsPerBatchPath',
    { ...DISTRIBUTED, ItemsPath: '$.items', ItemBatcher: { MaxItemsPerBatchPath: '$.no' } },
    ['MapStateStarted'],
  ],
  [
    'MaxInputBytesPerBatchPath',
    { ...DISTRIBUTED, ItemsPath: '$.items', ItemBatcher: { MaxInputBytesPerBatchPath: '$.no' } },
    ['MapStateStarted'],
  ],
  [
    'MaxItemsPath',
    {
      ...DISTRIBUTED,
      ItemReader: {
        Resource: 'arn:aws:states:::s3:getObject',
        ReaderConfig: { InputType: 'JSON', MaxItemsPath: '$.no' },
        Parameters: {},
      },
    },
    ['MapStateStarted'],
  ],
  [
    'BatchInput',
    {
      ...DISTRIBUTED,
      ItemsPath: '$.items',
      ItemBatcher: { MaxItemsPerBatch: 1, BatchInput: { 'a.$': '$.no' } },
    },
    ['MapStateStarted', 'MapRunStarted', 'MapRunFailed'],
  ],
])('%s', async (_, state, events) => {
  expect(await run(state)).toEqual(['States.Runtime', ...events, 'ExecutionFailed']);
});

const NO = '{% $states.input.no %}';

/** The same in JSONata; the expression gives nothing. A Wait's, Task's or Map's own fields come before anything is scheduled. */
test.each<[string, object, readonly string[]]>([
  ['Seconds', { Type: 'Wait', Seconds: NO }, []],
  ['Timestamp', { Type: 'Wait', Timestamp: NO }, []],
  ['Output of a Wait', { Type: 'Wait', Seconds: 0, Output: NO }, []],
  ['Error', { Type: 'Fail', Error: NO }, []],
  ['Cause', { Type: 'Fail', Error: 'E', Cause: NO }, []],
  ['Condition', { Type: 'Choice', Choices: [{ Condition: NO, Next: 'E' }], Default: 'E' }, []],
  [
    'a rule’s Output',
    { Type: 'Choice', Choices: [{ Condition: '{% true %}', Output: NO, Next: 'E' }], Default: 'E' },
    [],
  ],
  [
    'a rule’s Assign',
    { Type: 'Choice', Choices: [{ Condition: '{% true %}', Assign: { v: NO }, Next: 'E' }], Default: 'E' },
    [],
  ],
  ['Arguments of a Task', { Type: 'Task', ...INVOKE, Arguments: { FunctionName: NO } }, []],
  ['TimeoutSeconds', { Type: 'Task', ...INVOKE, Arguments: { FunctionName: 'f' }, TimeoutSeconds: NO }, []],
  [
    'Credentials',
    { Type: 'Task', ...INVOKE, Arguments: { FunctionName: 'f' }, Credentials: { RoleArn: NO } },
    [],
  ],
  [
    'Output of a Task',
    { Type: 'Task', ...INVOKE, Arguments: { FunctionName: 'f' }, Output: NO },
    ['TaskScheduled', 'TaskStarted', 'TaskSucceeded'],
  ],
])('%s in JSONata', async (_, state, events) => {
  expect(await run({ QueryLanguage: 'JSONata', ...state })).toEqual([
    'States.QueryEvaluationError',
    ...events,
    'EvaluationFailed',
    'ExecutionFailed',
  ]);
});

/** The value is there, but of another kind than the field asks for. */
test.each<[string, object]>([
  ['Seconds that is text', { Type: 'Wait', Seconds: "{% '1' %}" }],
  ['Seconds that is negative', { Type: 'Wait', Seconds: '{% -1 %}' }],
  ['Seconds that is a fraction', { Type: 'Wait', Seconds: '{% 1.5 %}' }],
  ['Timestamp that is a number', { Type: 'Wait', Timestamp: '{% 1 %}' }],
  ['Timestamp that is no time', { Type: 'Wait', Timestamp: "{% 'soon' %}" }],
  [
    'a Condition that is a number',
    { Type: 'Choice', Choices: [{ Condition: '{% 1 %}', Next: 'E' }], Default: 'E' },
  ],
])('%s', async (_, state) => {
  expect(await run({ QueryLanguage: 'JSONata', ...state })).toEqual([
    'States.QueryEvaluationError',
    'EvaluationFailed',
    'ExecutionFailed',
  ]);
});

test.each<[string, object, string]>([
  ['Items', { ...MAP, Items: NO }, 'MapStateFailed'],
  ['Items that are text', { ...MAP, Items: "{% 'a' %}" }, 'MapStateFailed'],
  ['Arguments of a Parallel', { ...PARALLEL, Arguments: NO }, 'ParallelStateFailed'],
])('%s in JSONata fail the container, which says so', async (_, state, event) => {
  expect(await run({ QueryLanguage: 'JSONata', ...state })).toEqual([
    'States.QueryEvaluationError',
    'EvaluationFailed',
    event,
    'ExecutionFailed',
  ]);
});

/** AWS-BEHAVIOUR 2.3.14 to 2.3.17, 5.5.7. */
test.each<[string, object, string]>([
  ['Seconds', { Type: 'Wait', Seconds: '{% -1 %}' }, 'The Seconds field cannot be parsed as an integer: -1'],
  ['Seconds', { Type: 'Wait', Seconds: "{% 'x' %}" }, 'The Seconds field cannot be parsed as an integer: x'],
  [
    'Timestamp',
    { Type: 'Wait', Timestamp: "{% 'soon' %}" },
    'The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: soon',
  ],
  [
    'Choices[0]/Condition',
    { Type: 'Choice', Choices: [{ Condition: '{% 1 %}', Next: 'E' }], Default: 'E' },
    "The JSONata expression '1' specified for the field 'Choices[0]/Condition' returned an unexpected result type. Expected 'boolean', but was 'number' for value: 1",
  ],
  [
    'Output/a[1]',
    { Type: 'Pass', Output: { a: [1, NO] } },
    "The JSONata expression '$states.input.no' specified for the field 'Output/a[1]' returned nothing (undefined).",
  ],
  [
    'Output',
    { Type: 'Pass', Output: "{% $error('mine') %}" },
    "The JSONata expression '$error('mine')' specified for the field 'Output' threw an error during evaluation. D3137: mine",
  ],
])('%s: what an expression that does not fit is told', async (location, state, cause) => {
  const definition = {
    QueryLanguage: 'JSONata',
    StartAt: 'S',
    States: {
      S: { ...state, ...(!('Choices' in state) && { Next: 'E' }) },
      E: { Type: 'Succeed' },
    },
  };
  const parsing = parseCaseText(writeJson({ machine: { definition }, input: {} }));
  if (!parsing.ok) throw new Error(parsing.message);
  const prediction = await predict(parsing.case);
  expect(prediction).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
  expect('cause' in prediction && prediction.cause).toBe(
    `An error occurred while executing the state 'S' (entered at the event id #2). ${cause}`,
  );
  const evaluation =
    'history' in prediction ? prediction.history?.find(({ type }) => type === 'EvaluationFailed') : undefined;
  expect(evaluation).toMatchObject({ evaluationFailedEventDetails: { location, state: 'S' } });
});
