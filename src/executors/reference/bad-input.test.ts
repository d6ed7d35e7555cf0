/** Whatever a case holds, a prediction comes of it: AWS's answer where that is known, and never a crash or a hang. */
import { expect, test } from 'vitest';
import { parseCaseText } from '../../case/parse-case.ts';
import { predict, type Prediction } from './predict.ts';

const predictText = async (text: string): Promise<Prediction> => {
  const parsing = parseCaseText(text);
  if (!parsing.ok) throw new Error(parsing.message);
  return predict(parsing.case);
};

const nested = (levels: number, [open, close] = ['[', ']'], inside = '1'): string =>
  open.repeat(levels) + inside + close.repeat(levels);

const machine = (state: object, more: object = {}): string =>
  JSON.stringify({ StartAt: 'A', States: { A: { ...state, End: true } }, ...more });

const caseOf = (definition: string, input = '{}', more = ''): string =>
  `{"machine":{"definition":${definition}},"input":${input}${more}}`;

const PASS = machine({ Type: 'Pass' });

const NESTING = 'Document nesting depth (1001) exceeds the maximum allowed';

test.each([
  ['arrays', nested(10_000)],
  ['objects', nested(10_000, ['{"a":', '}'])],
  ['numbers with a spelling of their own', nested(10_000, ['[', ']'], '1.0')],
])('an input of 10,000 levels is refused: %s', async (_, input) => {
  expect(await predictText(caseOf(PASS, input))).toMatchObject({
    status: 'FAILED',
    error: 'InvalidExecutionInput',
    cause: expect.stringContaining(NESTING) as string,
  });
});

test.each([
  ['data', machine({ Type: 'Pass', Parameters: 0 }).replace(':0', `:${nested(10_000)}`)],
  [
    'templates',
    machine({ Type: 'Pass', Parameters: 0 }).replace(
      ':0',
      `:${nested(10_000, ['{"a":', '}'], '{"b.$":"$"}')}`,
    ),
  ],
  [
    'expressions',
    machine({ Type: 'Pass', Output: 0 }, { QueryLanguage: 'JSONata' }).replace(
      ':0',
      `:${nested(10_000, ['[', ']'], '"{% 1 %}"')}`,
    ),
  ],
  [
    'rules',
    machine({ Type: 'Choice', Choices: [{ Not: 0, Next: 'A' }] }).replace(
      ':0',
      `:${nested(10_000, ['{"Not":', '}'])}`,
    ),
  ],
  [
    'states',
    nested(3000, ['{"StartAt":"A","States":{"A":{"Type":"Parallel","End":true,"Branches":[', ']}}}'], PASS),
  ],
])('a definition of 10,000 levels is refused: %s', async (_, definition) => {
  const codes = (prediction: Prediction) =>
    prediction.status === 'INVALID_DEFINITION' ? prediction.diagnostics?.map(({ code }) => code) : [];
  expect(codes(await predictText(caseOf(definition)))).toEqual(['TOO_DEEPLY_NESTED']);
});

const FUNCTION = { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f' };
const INVOKE = {
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: 'f' },
};
const returns = (text: string): string =>
  `,"functions":{"f":{"outcomes":[{"returnText":${JSON.stringify(text)}}]}}`;

test.each([
  ['what nests too deep, by ARN', FUNCTION, nested(1001), 'nests too deep'],
  ['what nests too deep, by invoke', INVOKE, nested(10_000), 'nests too deep'],
  ['no JSON, by ARN', { ...FUNCTION, ResultSelector: { 'x.$': '$' } }, 'no JSON', 'no JSON'],
  ['no JSON, by invoke', INVOKE, '{"a":', 'no JSON'],
])('a function that returns %s: declined', async (_, task, text, reason) => {
  const prediction = await predictText(caseOf(machine(task), '{}', returns(text)));
  expect(prediction.status).toBe('DECLINED');
  expect('reason' in prediction && prediction.reason).toContain(reason);
});

test('an input just within the limit goes through every way of writing it', async () => {
  const input = nested(990, ['{"a":[', ']}'], '1.50').slice(0, 262_144);
  const definition = machine({
    Type: 'Pass',
    Parameters: {
      'again.$': '$',
      'text.$': 'States.JsonToString($.a)',
      'hash.$': "States.Hash($, 'MD5')",
      'unique.$': 'States.ArrayUnique(States.Array($, $))',
      'holds.$': 'States.ArrayContains(States.Array($), $)',
      'found.$': '$..a[0].a[?(@.a)]',
      'format.$': "States.Format('{}', $)",
    },
    OutputPath: '$.holds',
  });
  const shallow = nested(450, ['{"a":[', ']}'], '1.50');
  expect(await predictText(caseOf(definition, shallow))).toMatchObject({
    status: 'SUCCEEDED',
    output: 'true',
  });
  expect((await predictText(caseOf(definition, input))).status).toBe('FAILED');
});

const loop = (step: object, more: object = {}): string =>
  JSON.stringify({
    StartAt: 'Wrap',
    States: {
      Wrap: { Type: 'Pass', ...step, Next: 'Again' },
      Again: {
        Type: 'Choice',
        Choices: [{ Variable: '$.never', IsPresent: true, Next: 'Out' }],
        Default: 'Wrap',
      },
      Out: { Type: 'Succeed' },
    },
    ...more,
  });

test.each([
  ['an output that grows by a level each time', loop({ Parameters: { 'a.$': '$' } }), 'nests too deep'],
  [
    'a variable that does',
    loop({ Assign: { 'x.$': 'States.Array($$.Execution.Input, 1)' } }),
    'maximum number of history events',
  ],
  [
    'a variable that nests itself',
    JSON.stringify({
      StartAt: 'First',
      States: {
        First: { Type: 'Pass', Assign: { x: 1 }, Next: 'Wrap' },
        Wrap: { Type: 'Pass', Assign: { 'x.$': 'States.Array($x)' }, Next: 'Wrap2' },
        Wrap2: {
          Type: 'Choice',
          Choices: [{ Variable: '$.never', IsPresent: true, Next: 'Out' }],
          Default: 'Wrap',
        },
        Out: { Type: 'Succeed' },
      },
    }),
    'nests too deep',
  ],
  [
    'a variable that doubles',
    JSON.stringify({
      StartAt: 'First',
      States: {
        First: { Type: 'Pass', Assign: { x: 'x' }, Next: 'Wrap' },
        Wrap: { Type: 'Pass', Assign: { 'x.$': "States.Format('{}{}', $x, $x)" }, Next: 'Wrap2' },
        Wrap2: {
          Type: 'Choice',
          Choices: [{ Variable: '$.never', IsPresent: true, Next: 'Out' }],
          Default: 'Wrap',
        },
        Out: { Type: 'Succeed' },
      },
    }),
    'variables of more than 262144 bytes',
  ],
])('%s', async (_, definition, words) => {
  const prediction = await predictText(caseOf(definition));
  expect(
    JSON.stringify([prediction.status, 'reason' in prediction ? prediction.reason : prediction]),
  ).toContain(words);
});

test.each<[string, string, object]>([
  [
    'keys that JavaScript inherits',
    caseOf(
      machine({
        Type: 'Pass',
        Parameters: { '__proto__.$': '$.__proto__', 'constructor.$': '$.constructor' },
      }).replace('"Parameters":{', '"Parameters":{"__proto__.$":"$.__proto__",'),
      '{"__proto__":{"a":1},"constructor":2}',
    ),
    { status: 'SUCCEEDED', output: '{"__proto__":{"a":1},"constructor":2}' },
  ],
  [
    'a path to what is not there',
    caseOf(machine({ Type: 'Pass', Parameters: { 'x.$': '$.constructor' } })),
    { status: 'FAILED', error: 'States.Runtime' },
  ],
  [
    'a result under __proto__',
    caseOf(machine({ Type: 'Pass', Result: { polluted: 1 }, ResultPath: '$.__proto__' })),
    { status: 'SUCCEEDED', output: '{"__proto__":{"polluted":1}}' },
  ],
  [
    'states of such names',
    caseOf(
      '{"StartAt":"__proto__","States":{"__proto__":{"Type":"Pass","Next":"constructor"},"constructor":{"Type":"Succeed"}}}',
    ),
    { status: 'SUCCEEDED' },
  ],
  [
    'a transition to a name that is inherited',
    caseOf('{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"constructor"}}}'),
    { status: 'INVALID_DEFINITION' },
  ],
  [
    'a function of such a name',
    caseOf(machine({ ...INVOKE, Parameters: { FunctionName: 'constructor' } })),
    { status: 'FAILED', error: 'Lambda.ResourceNotFoundException' },
  ],
  [
    'an intrinsic function of such a name',
    caseOf(machine({ Type: 'Pass', Parameters: { 'x.$': 'States.constructor()' } })),
    { status: 'INVALID_DEFINITION' },
  ],
  [
    'a lone surrogate',
    caseOf(machine({ Type: 'Pass', Parameters: { 'x.$': "States.Format('{}', $.s)" } }), '{"s":"\\ud800x"}'),
    { status: 'SUCCEEDED', output: '{"x":"\\uD800x"}' },
  ],
  [
    'a range without end',
    caseOf(machine({ Type: 'Pass', Parameters: { 'x.$': 'States.ArrayRange(1, 1e300, 1)' } })),
    { status: 'FAILED', error: 'States.Runtime' },
  ],
  [
    'an input of more than 262,144 bytes',
    caseOf(PASS, JSON.stringify('é'.repeat(131_072))),
    { status: 'FAILED', error: 'ValidationException' },
  ],
  [
    'a path of 50,000 steps',
    caseOf(machine({ Type: 'Pass', InputPath: `$${'.a'.repeat(50_000)}` })),
    { status: 'FAILED', error: 'States.Runtime' },
  ],
  [
    'descents on descents',
    caseOf(
      machine({ Type: 'Pass', Parameters: { 'x.$': `$${'..*'.repeat(3)}` } }),
      nested(150, ['{"a":[', ']}']),
    ),
    { status: 'FAILED', error: 'States.DataLimitExceeded' },
  ],
  [
    'a predicate of 20,000 levels',
    caseOf(machine({ Type: 'Pass', InputPath: `$[?(${nested(20_000, ['(', ')'], '@.a')})]` })),
    { status: 'DECLINED' },
  ],
  [
    'a predicate in a predicate in a predicate',
    caseOf(machine({ Type: 'Pass', InputPath: nested(2000, ['$[?(@.a == ', ')]']) })),
    { status: 'DECLINED' },
  ],
  [
    'a predicate turned round and round',
    caseOf(machine({ Type: 'Pass', InputPath: `$[?(${'!'.repeat(50_000)}@.a)]` })),
    { status: 'DECLINED' },
  ],
  [
    'a pattern that could run away',
    caseOf(machine({ Type: 'Pass', InputPath: '$[?(@.a =~ /(a|aa)+$/)]' }), `[{"a":"${'a'.repeat(60)}!"}]`),
    { status: 'DECLINED' },
  ],
])('%s', async (_, text, wanted) => {
  expect(await predictText(text)).toMatchObject(wanted);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

const LARGE = JSON.stringify('x'.repeat(200_000));

test.each<[string, string, object]>([
  [
    'a template that holds its input ten thousand times',
    caseOf(
      machine({ Type: 'Pass', Parameters: { list: Array.from({ length: 10_000 }, () => ({ 'x.$': '$' })) } }),
      LARGE,
    ),
    { status: 'FAILED', error: 'States.DataLimitExceeded' },
  ],
  [
    'a Task that gets it ten thousand times',
    caseOf(
      machine({ ...FUNCTION, Parameters: { list: Array.from({ length: 10_000 }, () => ({ 'x.$': '$' })) } }),
      LARGE,
      returns('1'),
    ),
    { status: 'DECLINED', reason: "state 'A' gives its work more than 262144 bytes" },
  ],
  [
    'iterations that get it',
    caseOf(
      machine({
        Type: 'Map',
        ItemsPath: '$.items',
        ItemSelector: { a: { 'b.$': '$.text' }, c: { 'd.$': '$.text' } },
        ItemProcessor: { StartAt: 'I', States: { I: { Type: 'Pass', End: true } } },
      }),
      `{"items":[1],"text":${LARGE}}`,
    ),
    { status: 'DECLINED', reason: "state 'A' gives an iteration more than 262144 bytes" },
  ],
  [
    'branches that give it',
    caseOf(
      machine({
        Type: 'Parallel',
        Branches: Array.from({ length: 400 }, (_, i) => ({
          StartAt: `B${i}`,
          States: { [`B${i}`]: { Type: 'Pass', End: true } },
        })),
      }),
      LARGE,
    ),
    { status: 'DECLINED', reason: "the branches of state 'A' give more than 67108864 bytes" },
  ],
  [
    'a function that formats it',
    caseOf(
      machine({
        Type: 'Pass',
        Parameters: { 'x.$': `States.Format('${'{}'.repeat(2000)}'${', $'.repeat(2000)})` },
      }),
      LARGE,
    ),
    { status: 'DECLINED', reason: 'States.Format gives a text of more than 4194304 characters' },
  ],
  [
    'a function that writes it',
    caseOf(
      machine({
        Type: 'Pass',
        Parameters: { 'x.$': `States.JsonToString(States.Array($${', $'.repeat(2000)}))` },
      }),
      LARGE,
    ),
    { status: 'DECLINED', reason: 'States.JsonToString gives a text of more than 4194304 characters' },
  ],
  [
    'a function that hashes it',
    caseOf(
      machine({
        Type: 'Pass',
        Parameters: { 'x.$': `States.Hash(States.Array($${', $'.repeat(2000)}), 'MD5')` },
      }),
      LARGE,
    ),
    { status: 'FAILED', error: 'States.Runtime' },
  ],
  [
    'an expression that repeats it',
    caseOf(
      machine({ Type: 'Pass', Output: '{% [1..100000].$states.input %}' }, { QueryLanguage: 'JSONata' }),
      `{"a":[${'1,'.repeat(100)}1]}`,
    ),
    {
      status: 'FAILED',
      error: 'States.QueryEvaluationError',
      cause: expect.stringContaining('memory limit exceeded') as string,
    },
  ],
])('%s', async (_, text, wanted) => {
  expect(await predictText(text)).toMatchObject(wanted);
});
