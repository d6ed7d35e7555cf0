import { describe, expect, test } from 'vitest';
import type { Case } from '../../src/case/case.ts';
import { parseCase } from '../../src/case/parse-case.ts';
import type { JsonObject, JsonValue } from '../../src/json/value.ts';
import { meaningOfCase } from './meaning-of-case.ts';

function caseOf(source: JsonObject): Case {
  const parsing = parseCase(source);
  if (!parsing.ok) throw new Error(parsing.message);
  return parsing.case;
}

const machine = (states: JsonObject, others: JsonObject = {}): JsonObject => ({
  definition: { StartAt: Object.keys(states)[0] ?? '', States: states, ...others },
});
const meaning = (states: JsonObject, others: JsonObject = {}) =>
  meaningOfCase(caseOf({ machine: machine(states), ...others }));
const kindOf = (state: JsonObject, input: JsonValue = {}): string =>
  meaning({ A: { ...state, ...(state['Type'] !== 'Choice' && { End: true }) }, B: SUCCEED }, { input }).kind;

const SUCCEED: JsonObject = { Type: 'Succeed' };
const ARN = 'arn:aws:lambda:us-east-1:123456789012:function:fn-orders';
const direct: JsonObject = { Type: 'Task', Resource: ARN };
const invoke = (Payload: JsonValue, more: JsonObject = {}): JsonObject => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: 'fn-orders', Payload, ...more },
  OutputPath: '$.Payload',
});
const pass = (template: JsonObject): JsonObject => ({ Type: 'Pass', Parameters: template });
const call = (text: string): JsonObject => pass({ 'x.$': text });
const choice = (rule: JsonObject): JsonObject => ({
  Type: 'Choice',
  Choices: [{ ...rule, Next: 'B' }],
  Default: 'B',
});
const functions = (...outcomes: readonly JsonValue[]): JsonObject => ({
  functions: { 'fn-orders': { outcomes } },
});
const BUSY: JsonObject = { throw: { errorType: 'Busy' } };

describe('what is known', () => {
  test.each<[string, JsonObject, JsonValue, string]>([
    ['a missing path in a template is States.Runtime (2.3.3)', call('$.nope'), {}, 'dies'],
    ['an index past the end of a template is null (3.2.8)', call('$.a[3]'), { a: [1] }, 'succeeds'],
    ['a wildcard on nothing is [] (3.4.4)', call('$.a[*]'), {}, 'succeeds'],
    ['a filter by number (3.4.5)', call('$.a[?(@.n == 1)]'), { a: [{ n: 1 }] }, 'succeeds'],
    ['a missing Variable (5.2.12)', choice({ Variable: '$.x', IsNull: true }), {}, 'dies'],
    ['IsPresent of a missing one (5.2.11)', choice({ Variable: '$.x', IsPresent: true }), {}, 'succeeds'],
    ['a left side of another type (5.2.1)', choice({ Variable: '$', NumericEquals: 1 }), 'x', 'succeeds'],
    ['a bad argument (2.3.10)', call("States.MathAdd('a', 1)"), {}, 'dies'],
    ['a negative SecondsPath (6.3.5)', { Type: 'Wait', SecondsPath: '$.s' }, { s: -1 }, 'dies'],
    [
      'a UUID that is only counted',
      call("States.ArrayLength(States.StringSplit(States.UUID(), '-'))"),
      {},
      'succeeds',
    ],
    [
      'a random number that is dropped',
      { ...call('States.MathRandom(1, 9)'), ResultPath: null },
      {},
      'succeeds',
    ],
    [
      'whether a time is a timestamp',
      choice({ Variable: '$$.State.EnteredTime', IsTimestamp: true }),
      {},
      'succeeds',
    ],
  ])('%s', (_, state, input, kind) => {
    expect(kindOf(state, input)).toBe(kind);
  });
});

describe('what AWS leaves open, or only inference says', () => {
  test.each<[string, JsonObject, JsonValue]>([
    ['ResultPath through a scalar (G1)', { Type: 'Pass', ResultPath: '$.a.b' }, { a: 1 }],
    ['ResultPath into a scalar (G1)', { Type: 'Pass', ResultPath: '$.a' }, 'text'],
    ['an index in ResultPath (G1)', { Type: 'Pass', ResultPath: '$.a[0]' }, { a: [1] }],
    ['an index past the end of InputPath', { Type: 'Pass', InputPath: '$.a[3]' }, { a: [] }],
    ['a path through a scalar', call('$.a.b'), { a: 1 }],
    ['recursive descent (3.4.7)', call('$..a'), { a: 1 }],
    ['a negative index (3.4.13)', call('$.a[-1]'), { a: [1] }],
    ['a wildcard over an object', call('$.a[*]'), { a: { b: 1 } }],
    ['a filter by existence (3.4.6)', call('$.a[?(@.n)]'), { a: [{ n: 1 }] }],
    ['a missing argument of a call (2.3.4)', call("States.Format('{}', $.nope)"), { a: 1 }],
    ['deep merging', call('States.JsonMerge($, $, true)'), {}],
    ['the order of ArrayUnique', call('States.ArrayUnique(States.Array(2, 1))'), {}],
    ['Hash of a number', call("States.Hash(1, 'MD5')"), {}],
    ['a lenient Base64Decode', call("States.Base64Decode('abc')"), {}],
    ['bad JSON for StringToJson (2.3.11)', call("States.StringToJson('nope')"), {}],
    ['an id in the output', call('$$.Execution.Id'), {}],
    ['a time in the output', call('$$.State.EnteredTime'), {}],
    ['a UUID in the output', call("States.Format('{}', States.UUID())"), {}],
    ['a random number in the output', call('States.MathRandom(1, 9)'), {}],
    [
      'a time that is compared',
      choice({ Variable: '$$.Execution.StartTime', TimestampLessThan: '2020-01-01T00:00:00Z' }),
      {},
    ],
    [
      'a right side of another type (5.2.5)',
      choice({ Variable: '$.a', NumericEqualsPath: '$.b' }),
      { a: 1, b: '1' },
    ],
    [
      'a text right side of another type (G11)',
      choice({ Variable: '$.a', StringEqualsPath: '$.b' }),
      { a: '1', b: 1 },
    ],
    ['a timestamp in lower case (G10)', choice({ Variable: '$', IsTimestamp: true }), '2020-01-01t00:00:00z'],
    ['a date alone (G10)', choice({ Variable: '$', IsTimestamp: true }), '2020-01-01'],
    ['a lone backslash (G11)', choice({ Variable: '$', StringMatches: 'a\\b' }), 'a'],
    [
      'InputPath of a Choice (3.1.16)',
      { ...choice({ Variable: '$', IsNull: true }), InputPath: '$.a' },
      { a: 1 },
    ],
    ['Result beside Parameters (3.1.18)', { Type: 'Pass', Result: 1, Parameters: {} }, {}],
    ['a numeric text for SecondsPath (6.3.7)', { Type: 'Wait', SecondsPath: '$' }, '1'],
    ['a missing TimestampPath (6.3.8)', { Type: 'Wait', TimestampPath: '$.t' }, {}],
    ['a time to come', { Type: 'Wait', Timestamp: '2999-01-01T00:00:00Z' }, {}],
  ])('%s', (_, state, input) => {
    expect(kindOf(state, input)).toBe('open');
  });

  test.each<[string, JsonObject]>([
    ['a missing function behind an ARN (1.1.14)', { ...direct, Resource: `${ARN}-not` }],
    ['what an event answers (G5)', invoke(1, { InvocationType: 'Event' })],
    ['an InvocationType that there is none of', invoke(1, { InvocationType: 'Sync' })],
    ['a log of what nobody waits for', invoke(1, { InvocationType: 'DryRun', LogType: 'Tail' })],
    ['the log in the output', { ...invoke(1, { LogType: 'Tail' }), OutputPath: '$.LogResult' }],
    ['a ClientContext that is no JSON', invoke(1, { ClientContext: 'eA==' })],
    [
      'the SDK form with null for a body',
      { ...invoke(null), Resource: 'arn:aws:states:::aws-sdk:lambda:invoke' },
    ],
    ['the envelope in the output', { ...invoke(1), OutputPath: '$' }],
    ['an id in a payload', invoke({ 'id.$': '$$.Execution.Id' })],
    ['a heartbeat without a token', { ...direct, HeartbeatSeconds: 5 }],
    ['TimeoutSeconds that a cold start may take', { ...invoke(1), TimeoutSeconds: 0 }],
  ])('%s', (_, state) => {
    expect(meaning({ A: { ...state, End: true } }, functions({ echo: true })).kind).toBe('open');
  });

  test.each<[string, readonly JsonValue[], JsonObject]>([
    ['an error that is no object (G9)', [{ throwText: '"busy"' }], {}],
    ['an error with an empty type', [{ throw: { errorType: '' } }], {}],
    ['an error that is called like one of AWS', [{ throw: { errorType: 'States.Timeout' } }], {}],
    ['an answer that is no JSON', [{ returnText: 'abc' }], {}],
    ['a result just below the limit (1.2.32)', [{ returnBytes: 262_000 }], {}],
    [
      'retrying what is too large (G2)',
      [{ returnBytes: 300_000 }],
      { Retry: [{ ErrorEquals: ['States.ALL'] }] },
    ],
    ['a function that races its Task', [{ return: 1, delaySeconds: 2 }], { TimeoutSeconds: 2 }],
    [
      'a second retrier behind a spent one (4.1.9)',
      [BUSY],
      { Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 1 }, { ErrorEquals: ['States.ALL'] }] },
    ],
  ])('%s', (_, outcomes, fields) => {
    expect(meaning({ A: { ...direct, ...fields, End: true } }, functions(...outcomes)).kind).toBe('open');
  });
});

describe('lines side by side', () => {
  const fail: JsonObject = { Type: 'Fail', Error: 'E' };
  const parallel = (...states: readonly JsonObject[]): JsonObject => ({
    Type: 'Parallel',
    Branches: states.map((state, i) => ({ StartAt: `S${i}`, States: { [`S${i}`]: state } })),
    End: true,
  });
  const task: JsonObject = { ...direct, End: true };
  const runtime: JsonObject = { ...call('$.nope'), End: true };
  const outcome = (state: JsonObject, outcomes: readonly JsonValue[] = [{ echo: true }]): string =>
    meaning({ A: state }, { input: {}, ...functions(...outcomes) }).kind;

  test('one may fail, two may not', () => {
    expect(outcome(parallel(fail, SUCCEED))).toBe('fails');
    expect(outcome(parallel(fail, fail))).toBe('open');
  });

  test('where one fails the others must not call', () => {
    expect(outcome(parallel(fail, task))).toBe('open');
    expect(outcome(parallel(task, task))).toBe('succeeds');
  });

  test('States.Runtime quotes an event id, which is open beside other lines', () => {
    expect(outcome(parallel(runtime))).toBe('dies');
    expect(outcome(parallel(runtime, SUCCEED))).toBe('open');
  });

  test('a function whose outcomes differ serves one line', () => {
    const retried: JsonObject = { ...task, Retry: [{ ErrorEquals: ['States.ALL'] }] };
    expect(outcome(parallel(retried), [BUSY, { return: 1 }])).toBe('succeeds');
    expect(outcome(parallel(retried, SUCCEED), [BUSY, { return: 1 }])).toBe('succeeds');
    expect(outcome(parallel(retried, retried), [BUSY, { return: 1 }])).toBe('open');
  });

  test('iterations are side by side unless MaxConcurrency is 1', () => {
    const map = (fields: JsonObject, items: readonly JsonValue[]): string =>
      meaning(
        {
          A: {
            Type: 'Map',
            ItemProcessor: { StartAt: 'S', States: { S: fail } },
            End: true,
            ...fields,
          },
        },
        { input: items },
      ).kind;
    expect(map({}, [1])).toBe('fails');
    expect(map({}, [1, 2])).toBe('open');
    expect(map({ MaxConcurrency: 1 }, [1, 2])).toBe('fails');
  });

  test('after aborted lines event ids are open', () => {
    const caught: JsonObject = {
      ...parallel(fail, SUCCEED),
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B' }],
    };
    expect(meaning({ A: caught, B: SUCCEED }).kind).toBe('succeeds');
    expect(meaning({ A: caught, B: runtime }).kind).toBe('open');
  });
});

describe('timers', () => {
  const wait = (Seconds: number): JsonObject => ({ Type: 'Wait', Seconds, End: true });
  const limited = (state: JsonObject, TimeoutSeconds: number, others: JsonObject = {}): string =>
    meaningOfCase(caseOf({ machine: machine({ A: state }, { TimeoutSeconds }), ...others })).kind;

  test("the machine's own timeout fires with a second to spare, or is far off", () => {
    expect(limited(wait(3), 1)).toBe('times out');
    expect(limited(wait(1), 1)).toBe('open');
    expect(limited(wait(1), 2)).toBe('open');
    expect(limited(wait(1), 60)).toBe('succeeds');
  });

  const token: JsonObject = {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
    Parameters: { FunctionName: 'fn-orders', Payload: { 'token.$': '$$.Task.Token' } },
    End: true,
  };
  const asked = (fields: JsonObject, ...answers: readonly JsonValue[]): string =>
    meaning({ A: { ...token, ...fields } }, { ...functions({ return: 1 }), callbacks: { A: [answers] } })
      .kind;

  test('a callback ends by an answer or by a timer, and they must not race', () => {
    expect(asked({ TimeoutSeconds: 30 }, { success: 1 })).toBe('succeeds');
    expect(asked({ TimeoutSeconds: 30 }, { failure: {}, afterSeconds: 1 })).toBe('fails');
    expect(asked({ TimeoutSeconds: 1 })).toBe('fails');
    expect(asked({ HeartbeatSeconds: 3 }, { heartbeat: true, afterSeconds: 1 })).toBe('fails');
    expect(asked({ TimeoutSeconds: 5 }, { success: 1, afterSeconds: 1 })).toBe('open');
    expect(asked({ HeartbeatSeconds: 2 }, { success: 1, afterSeconds: 1 })).toBe('open');
    expect(asked({ HeartbeatSeconds: 29, TimeoutSeconds: 30 })).toBe('open');
    expect(asked({})).toBe('open');
  });

  test('nobody can answer without the token', () => {
    const blind: JsonObject = {
      ...token,
      Parameters: { FunctionName: 'fn-orders', Payload: {} },
      TimeoutSeconds: 1,
    };
    const callbacks = { callbacks: { A: [[{ success: 1 }]] } };
    expect(meaning({ A: blind }, functions({ return: 1 })).kind).toBe('fails');
    expect(meaning({ A: blind }, { ...functions({ return: 1 }), ...callbacks }).kind).toBe('open');
  });

  test('a function that fails ends a callback at once; that is inferred, and a rule says so', () => {
    const timed: JsonObject = { ...token, TimeoutSeconds: 30 };
    expect(meaning({ A: timed }, functions(BUSY)).kind).toBe('fails');
    expect(asked({ TimeoutSeconds: 30 }, { success: 1, from: 'function' })).toBe('succeeds');
    expect(asked({ TimeoutSeconds: 30 }, { success: 1, from: 'function', afterSeconds: 1 })).toBe('open');
    const both = { ...functions(BUSY), callbacks: { A: [[{ success: 1, from: 'function' }]] } };
    expect(meaning({ A: timed }, both).kind).toBe('fails');
  });

  test('answers that are refused, or go elsewhere, end nothing', () => {
    const stray = [
      { success: 1, token: 'made-up' },
      { success: 1, tokenOf: 'another execution' },
      { successText: 'no JSON' },
      { successBytes: 262_145 },
    ];
    expect(asked({ HeartbeatSeconds: 5 }, ...stray)).toBe('fails');
    expect(asked({ TimeoutSeconds: 30 }, ...stray, { success: 1 })).toBe('succeeds');
  });

  test('an answer comes in time, or two seconds too late', () => {
    expect(asked({ TimeoutSeconds: 1 }, { success: 1, afterSeconds: 3 })).toBe('fails');
    expect(asked({ TimeoutSeconds: 1 }, { success: 1, afterSeconds: 2 })).toBe('open');
    expect(asked({ HeartbeatSeconds: 2 }, { heartbeat: true, afterSeconds: 4 })).toBe('fails');
  });

  test('the longest output must be dropped', () => {
    const longest = { successBytes: 262_144 };
    expect(asked({ TimeoutSeconds: 30 }, longest)).toBe('open');
    expect(asked({ TimeoutSeconds: 30, ResultPath: null }, longest)).toBe('succeeds');
  });

  test('an event is submitted at once, whatever its function does', () => {
    const Parameters = { ...(token['Parameters'] as JsonObject), InvocationType: 'Event' };
    const event: JsonObject = { ...token, Parameters, TimeoutSeconds: 30 };
    const answered = { ...functions(BUSY), callbacks: { A: [[{ success: 1 }]] } };
    expect(meaning({ A: event }, answered).kind).toBe('succeeds');
  });

  test("a function's own seconds come before the answer's", () => {
    const slow = { return: 1, delaySeconds: 2 };
    const callbacks = { callbacks: { A: [[{ success: 1 }]] } };
    const timed = (TimeoutSeconds: number): string =>
      meaning({ A: { ...token, TimeoutSeconds } }, { ...functions(slow), ...callbacks }).kind;
    expect(timed(30)).toBe('succeeds');
    expect(timed(5)).toBe('open');
  });

  test('tokens are handed out side by side, unless one of another execution is answered', () => {
    const branch = (name: string): JsonObject => ({
      StartAt: name,
      States: { [name]: { ...token, TimeoutSeconds: 30 } },
    });
    const both: JsonObject = { Type: 'Parallel', Branches: [branch('A'), branch('B')], End: true };
    const answers = (answer: JsonObject): JsonObject => ({
      ...functions({ return: 1 }),
      callbacks: { A: [[answer, { success: 1 }]], B: [[answer, { success: 2 }]] },
    });
    expect(meaning({ P: both }, answers({ heartbeat: true })).kind).toBe('succeeds');
    expect(meaning({ P: both }, answers({ success: 1, tokenOf: 'another execution' })).kind).toBe('open');
  });
});

describe('functions by their versions', () => {
  const script = (aliases: JsonObject): JsonObject => ({
    functions: {
      'fn-orders': {
        outcomes: [{ return: 'latest' }],
        versions: {
          '1': [{ return: 'one' }],
          '2': [{ return: 'two' }],
          '3': [{ throw: { errorType: 'E' } }],
        },
        aliases,
      },
    },
  });
  const called = (named: JsonObject, aliases: JsonObject = {}) =>
    meaning({ A: { ...invoke({}, named), End: true } }, script(aliases));

  test.each<[JsonObject, string]>([
    [{ FunctionName: 'fn-orders' }, 'latest'],
    [{ FunctionName: 'fn-orders:$LATEST' }, 'latest'],
    [{ FunctionName: '123456789012:function:fn-orders', Qualifier: '2' }, 'two'],
    [{ FunctionName: `${ARN}:1`, Qualifier: '1' }, 'one'],
    [{ FunctionName: `${ARN}:live` }, 'two'],
  ])('%j runs %j', (named, output) => {
    expect(called(named, { live: '2' })).toMatchObject({ kind: 'succeeds', output });
  });

  test('what does not exist, or contradicts itself, is refused', () => {
    const refused = (error: string) => ({ kind: 'fails', error: `Lambda.${error}` });
    expect(called({ Qualifier: '9' })).toMatchObject(refused('ResourceNotFoundException'));
    expect(called({ FunctionName: 'fn-orders:gone' })).toMatchObject(refused('ResourceNotFoundException'));
    expect(called({ FunctionName: 'fn-orders:1', Qualifier: '2' })).toMatchObject(
      refused('InvalidParameterValueException'),
    );
  });

  test('an alias that moves leads each call to the next version', () => {
    const retried = { Retry: [{ ErrorEquals: ['E'], MaxAttempts: 2 }] };
    const moving = meaning(
      { A: { ...invoke({}, { FunctionName: 'fn-orders:live' }), ...retried, End: true } },
      script({ live: ['3', '2'] }),
    );
    expect(moving).toMatchObject({ kind: 'succeeds', output: 'two' });
  });

  test('of an alias with weights every way must be clear, and the heaviest version is meant', () => {
    const live = (first: string, second: string): JsonObject => ({
      live: { weights: { [first]: 60, [second]: 40 } },
    });
    const named = { FunctionName: 'fn-orders:live' };
    expect(called(named, live('1', '2'))).toMatchObject({ kind: 'succeeds', output: 'one' });
    expect(called(named, live('3', '2'))).toMatchObject({ kind: 'fails', error: 'E' });
    // A version that echoes leads into what is open.
    const unclear = meaning(
      { A: { ...invoke({ n: 1 }, named), OutputPath: '$.Payload.n.deep', End: true } },
      {
        functions: {
          'fn-orders': {
            versions: { '1': [{ return: { n: { deep: 1 } } }], '2': [{ echo: true }] },
            aliases: live('1', '2'),
          },
        },
      },
    );
    expect(unclear.kind).toBe('open');
  });
});

describe('how functions fail', () => {
  const failing = (outcome: JsonValue, state: JsonObject = direct) =>
    meaning({ A: { ...state, End: true } }, functions(outcome));

  test.each<[JsonValue, string, string | undefined]>([
    [{ throw: { errorMessage: 'x' } }, 'Lambda.Unknown', undefined],
    [{ throw: { errorType: 'string', errorMessage: 'x', trace: [] } }, 'string', undefined],
    [{ exit: 1 }, 'Runtime.ExitError', undefined],
    [{ outOfMemory: true }, 'Runtime.ExitError', undefined],
    [{ timeout: true }, 'Sandbox.Timedout', undefined],
    [{ returnBytes: 7_000_000 }, 'Function.ResponseSizeTooLarge', undefined],
    [{ returnBytes: 262_145 }, 'States.DataLimitExceeded', undefined],
  ])('%j is %s', (outcome, error) => {
    expect(failing(outcome)).toMatchObject({ kind: 'fails', error });
  });

  test('the cause keeps its spelling behind an ARN, and loses it behind lambda:invoke', () => {
    const python = { throwText: '{"errorMessage": "x", "errorType": "E"}' };
    expect(failing(python)).toMatchObject({ cause: python.throwText });
    expect(failing(python, invoke({}))).toMatchObject({ cause: '{"errorMessage":"x","errorType":"E"}' });
  });

  test('through the SDK a failure is a result, its payload a text', () => {
    const sdk = { ...invoke({}), Resource: 'arn:aws:states:::aws-sdk:lambda:invoke', OutputPath: '$' };
    expect(failing(BUSY, sdk)).toMatchObject({
      kind: 'succeeds',
      output: { FunctionError: 'Unhandled', Payload: '{"errorType":"Busy"}', StatusCode: 200 },
    });
  });
});

describe('Express machines and TestState', () => {
  const express = (states: JsonObject, others: JsonObject = {}): string =>
    meaningOfCase(caseOf({ machine: { ...machine(states, others), type: 'EXPRESS' }, input: {} })).kind;

  test('Express machines run as the others do, but for callbacks and time-outs', () => {
    expect(express({ A: SUCCEED })).toBe('succeeds');
    expect(express({ A: { Type: 'Wait', Seconds: 3, End: true } }, { TimeoutSeconds: 1 })).toBe('open');
    const asks = {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Parameters: { FunctionName: 'fn-orders' },
      TimeoutSeconds: 1,
      End: true,
    };
    expect(express({ A: asks })).toBe('open');
  });

  const tested = (state: JsonObject, more: JsonObject = {}) =>
    meaningOfCase(
      caseOf({
        machine: { ...machine({ A: state, B: SUCCEED }), start: 'TestState' },
        input: { n: 1 },
        ...more,
      }),
    );

  test('of a test the first state alone counts', () => {
    expect(tested({ Type: 'Pass', Next: 'B' })).toMatchObject({ kind: 'succeeds', output: { n: 1 } });
    expect(tested({ Type: 'Fail', Error: 'E' })).toMatchObject({ kind: 'fails', error: 'E' });
    expect(tested({ ...call('$.nope'), End: true })).toMatchObject({ kind: 'dies' });
    expect(tested({ ...call('$$.Execution.Id'), End: true }).kind).toBe('open');
    const inside = { StartAt: 'S', States: { S: SUCCEED } };
    expect(tested({ Type: 'Map', ItemProcessor: inside, End: true }).kind).toBe('open');
  });

  test('a retrier makes it retriable, else a catcher takes the error', () => {
    const handlers = (MaxAttempts: number): JsonObject => ({
      ...direct,
      Retry: [{ ErrorEquals: ['Busy'], MaxAttempts }],
      Catch: [{ ErrorEquals: ['Busy'], ResultPath: null, Next: 'B' }],
      End: true,
    });
    expect(tested(handlers(1), functions(BUSY))).toMatchObject({ kind: 'retriable', error: 'Busy' });
    expect(tested(handlers(0), functions(BUSY))).toMatchObject({ kind: 'succeeds', output: { n: 1 } });
  });
});

describe('JSONata', () => {
  const output = (text: string, input: JsonValue = {}): string =>
    meaning({ A: { Type: 'Pass', QueryLanguage: 'JSONata', Output: `{% ${text} %}`, End: true } }, { input })
      .kind;

  test('simple expressions are analysed, and what gives nothing fails (7.2.10)', () => {
    expect(output('$states.input.a + 1', { a: 1 })).toBe('succeeds');
    expect(output("$states.input.a = 'x' and $exists($states.input.b) ? 1 : 2", { a: 'x' })).toBe('succeeds');
    expect(output('$count($states.input.a)', { a: [1, 2] })).toBe('succeeds');
    expect(output('$states.input.missing')).toBe('fails');
  });

  test('other expressions, and values that differ from run to run, are open', () => {
    expect(output('$states.input.a.b', { a: [{ b: 1 }] })).toBe('open');
    expect(output('$sum($states.input.a)', { a: [1] })).toBe('open');
    expect(output('$states.input.a / 3', { a: 1 })).toBe('open');
    expect(output('$uuid()')).toBe('open');
    expect(output('$states.context.Execution.Id')).toBe('open');
  });

  test('what takes a QueryEvaluationError by another name is open (2.2)', () => {
    const failing = (name: string): string =>
      meaning(
        {
          A: {
            Type: 'Task',
            QueryLanguage: 'JSONata',
            Resource: ARN,
            Output: '{% $states.result.missing %}',
            Catch: [{ ErrorEquals: [name], Output: 'caught', Next: 'B' }],
            End: true,
          },
          B: SUCCEED,
        },
        functions({ return: {} }),
      ).kind;
    expect(failing('States.QueryEvaluationError')).toBe('succeeds');
    expect(failing('States.ALL')).toBe('open');
    expect(failing('Other')).toBe('fails');
  });
});

test('what is not analysed is open', () => {
  const loop: JsonObject = { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } };
  expect(meaning(loop)).toEqual({ kind: 'open', reason: 'the machine goes on for too long' });
});
