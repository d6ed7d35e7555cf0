/** Observations that differ in one field: where the difference is, and what is no difference. */
import { describe, expect, test } from 'vitest';
import type { CallbackAnswer, Diagnostic, Invocation, Observation } from '../case/observation.ts';
import { JsonNumber, type JsonValue } from '../json/value.ts';
import { compareObservations } from './compare-observations.ts';
import { sameCause } from './compare-causes.ts';
import { compareEventDetails } from './compare-event-details.ts';
import { compareValues, shapeOf } from './compare-values.ts';
import { isPredictedInstant, PREDICTED_START, PREDICTED_TOKEN, sameText } from './open-values.ts';

const RIGHT: Observation = { status: 'SUCCEEDED', output: '{"a":1}' };

const places = (expected: Partial<Observation>, observed: Partial<Observation>): readonly string[] =>
  compareObservations({ ...RIGHT, ...expected }, { ...RIGHT, ...observed }).map(
    ({ facet, place }) => `${facet} | ${place}`,
  );

describe('how it ends', () => {
  const { output: _, ...rest } = RIGHT;
  const failed = (error?: string, cause?: string): Partial<Observation> => ({
    status: 'FAILED',
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
  });

  test('a status with its error, and what belongs to it', () => {
    expect(compareObservations(RIGHT, { ...rest, status: 'FAILED', error: 'E' })).toEqual([
      { facet: 'status', place: 'status', expected: 'SUCCEEDED', observed: 'FAILED: E' },
      { facet: 'output', place: 'output (absent)', expected: '{"a":1}', observed: undefined },
      { facet: 'error', place: 'error', expected: undefined, observed: 'E' },
    ]);
  });

  test('another error is one difference, not two', () => {
    expect(places(failed('A'), failed('B'))).toEqual(['error | error']);
    expect(places(failed('A'), failed())).toEqual(['error | error (absent)']);
  });

  test('an error belongs to what failed', () => {
    const [status] = compareObservations(RIGHT, { ...rest, status: 'ABORTED', error: 'E' });
    expect(status?.observed).toBe('ABORTED');
  });

  test.each<[string | undefined, string | undefined, readonly string[]]>([
    ['a', 'b', ['cause | cause']],
    ['a', undefined, ['cause | cause (absent)']],
    [undefined, 'b', ['cause | cause']],
    [undefined, undefined, []],
    ['{"a": 1}', '{"a":1}', ['cause | cause (spelling of JSON)']],
    ['State (entered at the event id #3) no', 'State (entered at the event id #17) no', []],
    ['State (entered at the event id #3) no', 'State (entered at the event id #x) no', ['cause | cause']],
  ])('the causes %s and %s', (expected, observed, differences) => {
    expect(places(failed('A', expected), failed('A', observed))).toEqual(differences);
  });

  test('a cause that is inferred may have any words, but must be there', () => {
    const compared = (cause?: string) =>
      compareObservations(
        { ...RIGHT, ...failed('A', 'a') },
        { ...RIGHT, ...failed('A', cause) },
        { inferredCause: true },
      );
    expect(compared('b')).toEqual([]);
    expect(compared()).toHaveLength(1);
  });

  test('a cause that quotes JSON may quote it in another order', () => {
    const quote = (json: string, rest_ = "'"): string =>
      `The JSONPath '$.x' could not be found in the input '${json}${rest_}`;
    expect(sameCause(quote('{"a":1,"b":2}'), quote('{"b":2, "a":1}'))).toBe('same');
    expect(sameCause(quote('{"a":1}'), quote('{"a":2}'))).toBe('different');
    expect(sameCause(quote('{"a":1}'), quote('{"a":1}', "'."))).toBe('different');
    expect(sameCause(quote('{"a":1}'), `But ${quote('{"a": 1}')}`)).toBe('different');
    expect(sameCause('x', quote('{"a": 1}'))).toBe('different');
    expect(sameCause('{"a":1}', '{"a": 1}')).toBe('spelling');
    expect(sameCause('{"a":1', '{"a": 1')).toBe('different');
  });
});

describe('outputs', () => {
  test.each<[string, string, readonly string[]]>([
    ['{"a":1,"b":2}', '{ "b": 2, "a": 1 }', []],
    ['{"a":1}', '{"a":1.0}', ['output | output']],
    ['{"a":1}', 'a', ['output | output (not JSON)']],
    ['{"Payload":{"a":1}}', '{"Payload":{"a":2}}', ['output | output.Payload']],
    ['{"Payloads":1}', '{"Payloads":2}', ['output | output']],
    ['[{"StatusCode":1}]', '[{"StatusCode":2}]', ['output | output.StatusCode']],
    ['{"Error":"A","Cause":"b"}', '{"Error":"A","Cause":"c"}', ['output | output.Cause']],
  ])('%s and %s', (output, observed, differences) => {
    expect(places({ output }, { output: observed })).toEqual(differences);
  });

  test('show both as values, or as texts where one is no JSON', () => {
    expect(compareObservations(RIGHT, { ...RIGHT, output: '{"a": 2}' })).toMatchObject([
      { expected: { a: 1 }, observed: { a: 2 } },
    ]);
    expect(compareObservations(RIGHT, { ...RIGHT, output: 'a' })).toMatchObject([
      { expected: '{"a":1}', observed: 'a' },
    ]);
  });
});

describe('calls', () => {
  const call = (payload: string, more: Partial<Invocation> = {}): Invocation => ({
    function: 'f',
    qualifier: null,
    payload,
    ...more,
  });
  const two = [call('1'), call('2')];

  test.each<[string, readonly Invocation[], readonly Invocation[], readonly string[]]>([
    ['the same', two, two, []],
    ['one less', two, [call('1')], ['invocations | too few invocations']],
    ['one more', [call('1')], two, ['invocations | too many invocations']],
    ['another order', two, two.toReversed(), ['invocations | invocation.payload']],
    ['another spelling', [call('{"a":1}')], [call('{ "a": 1 }')], []],
    ['another function', [call('1')], [call('1', { function: 'g' })], ['invocations | invocation.function']],
    [
      'another qualifier',
      [call('1')],
      [call('1', { qualifier: '2' })],
      ['invocations | invocation.qualifier'],
    ],
    ['a payload that is no JSON', [call('a')], [call('b')], ['invocations | invocation.payload']],
    [
      'another type',
      [call('1', { invocationType: 'RequestResponse' })],
      [call('1', { invocationType: 'Event' })],
      ['invocations | invocation.invocationType'],
    ],
    ['a type that is not seen', [call('1', { invocationType: 'RequestResponse' })], [call('1')], []],
    ['a type that is not predicted', [call('1')], [call('1', { invocationType: 'RequestResponse' })], []],
    [
      'another context',
      [call('1', { clientContext: '{"a":1}' })],
      [call('1', { clientContext: '{"a":2}' })],
      ['invocations | invocation.clientContext'],
    ],
    [
      'the same context',
      [call('1', { clientContext: '{"a":1}' })],
      [call('1', { clientContext: '{"a": 1}' })],
      [],
    ],
    [
      'no context',
      [call('1', { clientContext: 'x' })],
      [call('1')],
      ['invocations | invocation.clientContext'],
    ],
  ])('%s', (_, invocations, observed, differences) => {
    expect(places({ invocations }, { invocations: observed })).toEqual(differences);
  });

  test('events come in any order, and again; others do not', () => {
    const event = (payload: string): Invocation => call(payload, { invocationType: 'Event' });
    const events = [event('1'), event('2')];
    expect(places({ invocations: events }, { invocations: [event('2'), event('1'), event('2')] })).toEqual(
      [],
    );
    expect(places({ invocations: events }, { invocations: [event('2'), event('3')] })).toEqual([
      'invocations | invocation.payload',
    ]);
    expect(places({ invocations: events }, { invocations: [event('2')] })).toEqual([
      'invocations | too few invocations',
    ]);
    expect(places({ invocations: [call('1')] }, { invocations: [call('1'), call('1')] })).toEqual([
      'invocations | too many invocations',
    ]);
    expect(
      places({ invocations: [call('1'), event('2')] }, { invocations: [call('1'), call('1'), event('2')] }),
    ).toEqual(['invocations | too many invocations']);
  });

  test('show what was called', () => {
    const [difference] = compareObservations({ ...RIGHT, invocations: two }, { ...RIGHT, invocations: [] });
    expect(difference).toMatchObject({
      expected: [
        { function: 'f', qualifier: null, payload: 1 },
        { function: 'f', qualifier: null, payload: 2 },
      ],
      observed: [],
    });
  });

  test('are not compared where one side does not see them', () => {
    expect(places({ invocations: two }, {})).toEqual([]);
    expect(places({}, { invocations: two })).toEqual([]);
  });
});

describe('answers to tokens', () => {
  const answer = (result: string, more: Partial<CallbackAnswer> = {}): CallbackAnswer => ({
    state: 'A',
    attempt: 1,
    answer: { success: 1 },
    result,
    ...more,
  });

  test.each<[string, readonly CallbackAnswer[], readonly CallbackAnswer[], readonly string[]]>([
    [
      'the same in another order',
      [answer('ok'), answer('TaskTimedOut')],
      [answer('TaskTimedOut'), answer('ok')],
      [],
    ],
    ['another result', [answer('ok')], [answer('TaskTimedOut')], ['callback | answer to success']],
    [
      'another kind',
      [answer('ok', { answer: { heartbeat: true } })],
      [answer('ok')],
      ['callback | answer to heartbeat'],
    ],
    ['another attempt', [answer('ok', { attempt: 2 })], [answer('ok')], ['callback | answer to success']],
    ['another state', [answer('ok', { state: 'B' })], [answer('ok')], ['callback | answer to success']],
    ['one more', [answer('ok')], [answer('ok'), answer('ok')], ['callback | answer to a token']],
    ['one less', [answer('ok'), answer('ok')], [answer('ok')], ['callback | answer to success']],
  ])('%s', (_, callbacks, observed, differences) => {
    expect(places({ callbacks }, { callbacks: observed })).toEqual(differences);
  });

  test('show what was answered', () => {
    const [difference] = compareObservations(
      { ...RIGHT, callbacks: [answer('ok')] },
      { ...RIGHT, callbacks: [] },
    );
    expect(difference).toMatchObject({ expected: ['A 1 success: ok'], observed: [] });
  });

  test('are not compared where one side does not see them', () => {
    expect(places({ callbacks: [answer('ok')] }, {})).toEqual([]);
    expect(places({}, { callbacks: [answer('ok')] })).toEqual([]);
  });
});

describe('refusals', () => {
  const refused = (...codes: readonly string[]): Partial<Observation> => ({
    status: 'INVALID_DEFINITION',
    diagnostics: codes.map((code): Diagnostic => ({ severity: 'ERROR', code, message: code })),
  });

  test.each<[string, Partial<Observation>, Partial<Observation>, readonly string[]]>([
    ['the same codes, as often as they like', refused('A', 'B'), refused('B', 'A', 'A'), []],
    ['other codes', refused('A'), refused('B'), ['api | diagnostics']],
    ['one less', refused('A', 'B'), refused('A'), ['api | diagnostics']],
    ['none passed on', refused('A'), refused(), []],
    ['not refused', refused('A'), {}, ['status | status']],
    ['refused', {}, refused('A'), ['status | status']],
  ])('%s', (_, expected, observed, differences) => {
    expect(places(expected, observed)).toEqual(differences);
  });

  test('are shown by their codes', () => {
    expect(
      compareObservations({ ...RIGHT, ...refused('B', 'A') }, { ...RIGHT, ...refused('C') }),
    ).toMatchObject([{ expected: 'A, B', observed: 'C' }]);
  });
});

describe('what TestState says', () => {
  test.each<[string, Partial<Observation>, Partial<Observation>, readonly string[]]>([
    ['where it leads', { nextState: 'A' }, { nextState: 'B' }, ['api | nextState']],
    ['that it leads nowhere', { nextState: 'A' }, {}, ['api | nextState (absent)']],
    [
      'a step',
      { inspection: { result: '{"a":1}' } },
      { inspection: { result: '{"a":2}' } },
      ['api | inspectionData.result'],
    ],
    [
      'a step in another spelling',
      { inspection: { result: '{"a":1}' } },
      { inspection: { result: '{"a": 1}' } },
      [],
    ],
    [
      'a step that is text',
      { inspection: { result: 'a' } },
      { inspection: { result: 'b' } },
      ['api | inspectionData.result'],
    ],
    [
      'a step that is missing',
      { inspection: { result: '1' } },
      { inspection: {} },
      ['api | inspectionData.result (absent)'],
    ],
    ['a step too much', { inspection: {} }, { inspection: { result: '1' } }, ['api | inspectionData.result']],
    [
      'a number',
      { inspection: { maxConcurrency: 1 } },
      { inspection: { maxConcurrency: 2 } },
      ['api | inspectionData.maxConcurrency'],
    ],
    ['no inspection at all', { inspection: { result: '1' } }, {}, []],
  ])('%s', (_, expected, observed, differences) => {
    expect(places(expected, observed)).toEqual(differences);
  });
});

describe('details of events', () => {
  const compare = (
    expected: Record<string, JsonValue>,
    observed: Record<string, JsonValue>,
    inferredCause = false,
  ) => compareEventDetails(expected, observed, 'X', inferredCause).map(({ place }) => place);

  test.each<[string, Record<string, JsonValue>, Record<string, JsonValue>, readonly string[]]>([
    [
      'what the kit chose',
      { roleArn: 'a', stateMachineVersionArn: 'b' },
      { roleArn: 'c', stateMachineAliasArn: 'd' },
      [],
    ],
    [
      'JSON in another spelling',
      { input: '{"a":1}', parameters: '[1]' },
      { input: '{"a": 1}', parameters: '[ 1 ]' },
      [],
    ],
    ['other JSON', { output: '{"a":1}' }, { output: '{"a":2}' }, ['X.output']],
    ['what should be JSON', { output: 'a' }, { output: 'a' }, ['X.output']],
    ['a cause in another spelling', { cause: '{"a":1}' }, { cause: '{"a": 1}' }, []],
    ['another cause', { cause: 'a' }, { cause: 'b' }, ['X.cause']],
    ['text in another spelling', { error: '{"a":1}' }, { error: '{"a": 1}' }, ['X.error']],
    ['a number', { timeoutInSeconds: 1 }, { timeoutInSeconds: 2 }, ['X.timeoutInSeconds']],
    ['a missing detail', { region: 'a' }, {}, ['X.region']],
    ['a detail too much', {}, { region: 'a' }, ['X.region']],
    [
      'that nothing says that texts are uncut',
      { inputDetails: { truncated: false } },
      {},
      ['inputDetails (absent)'],
    ],
    [
      'that one is cut',
      { inputDetails: { truncated: false } },
      { inputDetails: { truncated: true } },
      ['X.inputDetails'],
    ],
    [
      'variables in another spelling',
      { assignedVariables: { a: '[1]', b: '"x"' } },
      { assignedVariables: { b: '"x"', a: '[ 1 ]' } },
      [],
    ],
    [
      'variables that are no JSON',
      { assignedVariables: { a: 'x' } },
      { assignedVariables: { a: 'y' } },
      ['X.assignedVariables'],
    ],
    [
      'other variables',
      { assignedVariables: { a: '1' } },
      { assignedVariables: { a: '2' } },
      ['X.assignedVariables'],
    ],
  ])('%s', (_, expected, observed, differences) => {
    expect(compare(expected, observed)).toEqual(differences);
  });

  test('a cause that is inferred isn’t compared', () => {
    expect(compare({ cause: 'a', error: 'A' }, { cause: 'b', error: 'B' }, true)).toEqual(['X.error']);
  });
});

describe('values', () => {
  test.each<[JsonValue | undefined, JsonValue | undefined, string | undefined]>([
    [undefined, undefined, undefined],
    [1, undefined, ''],
    [undefined, 1, ''],
    [{ a: [1, 2] }, { a: [1, 3] }, '.a[]'],
    [[1], [1, 2], ''],
    [{ a: 1 }, { a: 1, b: 2 }, '.b'],
    [{ a: 1, b: 2 }, { a: 1 }, '.b'],
    [null, 0, ''],
    [[], {}, ''],
    ['1', 1, ''],
    [{ SdkHttpMetadata: { a: 1 } }, { SdkHttpMetadata: { b: 2 } }, undefined],
    [{ SdkResponseMetadata: {} }, { SdkResponseMetadata: 'x' }, '.SdkResponseMetadata'],
    [{ SdkHttpMetadata: {} }, {}, '.SdkHttpMetadata'],
    [{ LogResult: 'a' }, { LogResult: 'b' }, undefined],
    [{ LogResult: 'a' }, { LogResult: 1 }, '.LogResult'],
    [{ Log: 'a' }, { Log: 'b' }, '.Log'],
    [{ a: '{"b":1}' }, { a: '{ "b": 1 }' }, undefined],
    [{ a: '[1]' }, { a: ' [1]' }, undefined],
    [{ a: '[1]' }, { a: '[2]' }, '.a'],
    [{ a: '1' }, { a: ' 1' }, '.a'],
    [{ a: ' [1]' }, { a: '[1]' }, '.a'],
    [{ a: '[1' }, { a: '[ 1' }, '.a'],
    [PREDICTED_START, 1_700_000_000_000, undefined],
    [PREDICTED_START, 1, ''],
    [PREDICTED_START, 'now', ''],
    [PREDICTED_START - 1, 1_700_000_000_000, ''],
  ])('%j and %j', (expected, observed, path) => {
    expect(compareValues(expected, observed)?.path).toBe(path);
  });

  test('numbers are compared by their spelling', () => {
    expect(compareValues(1, new JsonNumber('1.0'))?.path).toBe('');
    expect(compareValues(new JsonNumber('1.0'), new JsonNumber('1.0'))).toBeUndefined();
  });

  test.each<[JsonValue | undefined, string]>([
    [undefined, 'absent'],
    [null, 'null'],
    [true, 'true'],
    [false, 'false'],
    ['', 'empty string'],
    ['a', 'string'],
    [[], 'empty array'],
    [[1], 'array'],
    [{}, 'object'],
    [1, 'number'],
  ])('the shape of %j is %s', (value, shape) => {
    expect(shapeOf(value)).toBe(shape);
  });
});

describe('what is open in texts', () => {
  const UUID = '01234567-89ab-4cde-8f01-23456789abcd';
  const OTHER = 'fedcba98-7654-4321-8abc-def012345678';
  const TIME = new Date(PREDICTED_START + 1000).toISOString();

  test.each<[string, string, string, boolean]>([
    ['nothing', 'a', 'a', true],
    ['nothing', 'a', 'b', false],
    ['a token', `${PREDICTED_TOKEN}${UUID}`, 'AQ=x', true],
    ['a token, which is not empty', `${PREDICTED_TOKEN}${UUID}`, '', false],
    ['a token, which has no blanks', `${PREDICTED_TOKEN}${UUID}`, 'a b', false],
    ['an id', UUID, OTHER, true],
    ['an id by an id only', UUID, 'x', false],
    ['an id, whole', UUID, `${OTHER}0`, false],
    ['a time', TIME, '2030-01-01T00:00:00Z', true],
    ['a time by a time only', TIME, 'x', false],
    ['no time of the case', '2001-01-01T00:00:00Z', '2030-01-01T00:00:00Z', false],
    ['pieces', `a/${UUID}.(${TIME})`, `a/${OTHER}.(2030-01-01T00:00:00Z)`, true],
    ['pieces, not what is around them', `a/${UUID}.(b)`, `a/${OTHER}x(b)`, false],
    ['pieces, not what is behind them', `${UUID}.b`, `${OTHER}.bc`, false],
    ['pieces, not what is before them', `b.${UUID}`, `ab.${OTHER}`, false],
    ['a piece by its kind', `a/${UUID}`, 'a/x', false],
    ['a token among others', `a ${PREDICTED_TOKEN}${UUID}" b`, 'a AQ" b', true],
    ['a token among others, in one word', `a ${PREDICTED_TOKEN}${UUID} b`, 'a A Q b', false],
    ['milliseconds of the prediction', `at ${PREDICTED_START + 5}`, 'at 1800000000000', true],
    ['milliseconds of the prediction by as many digits', `at ${PREDICTED_START + 5}`, 'at 18', false],
    ['no other milliseconds', 'at 1000000000000', 'at 1800000000000', false],
    ['no part of a longer number', `at 9${PREDICTED_START}`, 'at 91800000000000', false],
    ['ids of requests', 'x (Request ID: a-1; y)', 'x (Request ID: b-2; y)', true],
    [
      'ids of requests in other spellings',
      'RequestId: a-1, RequestID:c Request',
      'RequestId: b, RequestID:d Request',
      true,
    ],
    ['no other ids', 'x (Response ID: a-1)', 'x (Response ID: b-2)', false],
    ['ids of requests, and nothing else', 'x (Request ID: a-1; y)', 'x (Request ID: b-2; z)', false],
  ])('%s: %s, %s', (_, expected, observed, same) => {
    expect(sameText(expected, observed)).toBe(same);
  });

  test('the instants of a prediction', () => {
    const year = 366 * 24 * 3600 * 1000;
    expect([0, year, -1, year + 1, 0.5].map((more) => isPredictedInstant(PREDICTED_START + more))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
