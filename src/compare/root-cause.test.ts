import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../json/value.ts';
import type { Difference, Facet } from './difference.ts';
import { causeKey, rootOf } from './root-cause.ts';

const differs = (facet: Facet, place: string, expected?: JsonValue, observed?: JsonValue): Difference => ({
  facet,
  place,
  expected,
  observed,
});

const RESULT = differs('history', 'TaskSucceeded.output', '{"Payload":{"a":1}}', '{"Payload":"{\\"a\\":1}"}');
const HEADERS = differs('history', 'TaskSucceeded.output', '{"SdkHttpMetadata":{}}', '{}');
const STATUS = differs('status', 'status', 'SUCCEEDED', 'FAILED: States.Runtime');
const OUTPUT = differs('output', 'output', { a: 1 }, '{"a":1}');
const FAILED = differs('history', 'TaskFailed, not TaskSucceeded', 'TaskFailed', 'TaskSucceeded');

describe('the root of a difference', () => {
  it.each<[string, Difference, Difference]>([
    ['a wrong result makes the state after it fail', RESULT, STATUS],
    ['a wrong result comes out in the end', RESULT, OUTPUT],
    ['a call that fails for no reason ends the execution', FAILED, STATUS],
    ['a wrong error is not caught', differs('history', 'TaskFailed.error', 'Busy', 'Error'), STATUS],
    ['another way is taken', differs('history', 'transition', 'A', 'B'), OUTPUT],
    ['headers come out where data does', HEADERS, differs('output', 'output', { SdkHttpMetadata: {} }, {})],
    [
      'a cause is caught and comes out',
      differs('history', 'TaskFailed.cause', 'x', 'y'),
      differs('output', 'output.Cause', 'x', 'y'),
    ],
  ])('%s', (_, root, shown) => {
    expect(rootOf(shown, [shown, root])).toBe(root);
  });

  it.each<[string, Difference, Difference]>([
    ['headers decide nothing', HEADERS, STATUS],
    ['headers are in no other data', HEADERS, OUTPUT],
    ['headers are in no words', HEADERS, differs('cause', 'cause', 'x', 'y')],
    ['words decide nothing', differs('history', 'TaskFailed.cause', 'x', 'y'), STATUS],
    ['how an event is named decides nothing', differs('history', 'TaskScheduled.resource', 'a', 'b'), STATUS],
    ['an event that is not told decides nothing', differs('history', 'TaskStarted (absent)', 'x'), STATUS],
    [
      'an event of another family tells the same',
      differs('history', 'LambdaFunctionFailed, not TaskFailed', 'LambdaFunctionFailed', 'TaskFailed'),
      STATUS,
    ],
    ['a detail is nobody’s consequence', FAILED, differs('history', 'TaskScheduled.resource', 'a', 'b')],
  ])('%s', (_, other, shown) => {
    expect(rootOf(shown, [shown, other])).toBe(shown);
  });

  it.each<[string, Difference, Difference, boolean]>([
    ['a result makes the next input', differs('history', 'StateEntered.input', '1', '2'), OUTPUT, true],
    [
      'parameters make a payload',
      differs('history', 'TaskScheduled.parameters', '{}', '[]'),
      differs('invocations', 'invocation.payload', 1, 2),
      true,
    ],
    [
      'variables make data',
      differs('history', 'PassStateExited.assignedVariables', {}, { a: '1' }),
      OUTPUT,
      true,
    ],
    ['a name like those of data is none', differs('history', 'X.inputs', '1', '2'), OUTPUT, false],
    ['the payload of a result makes anything', RESULT, differs('error', 'error', 'A', 'B'), true],
    ['what has no counterpart makes nothing', differs('history', 'X.output', '1'), OUTPUT, false],
    ['nor what is there too much', differs('history', 'X.output', undefined, '1'), OUTPUT, false],
    [
      'nor what is absent in the target’s own way',
      differs('history', 'X.output (absent)', '1', '2'),
      OUTPUT,
      false,
    ],
    [
      'a cause shows in a cause',
      differs('history', 'TaskFailed.cause', 'x', 'y'),
      differs('cause', 'cause', 'x', 'y'),
      true,
    ],
    [
      'a cause shows in a payload',
      differs('history', 'TaskFailed.cause', 'x', 'y'),
      differs('invocations', 'invocation.payload', 'x', 'y'),
      true,
    ],
    [
      'a cause shows in no function',
      differs('history', 'TaskFailed.cause', 'x', 'y'),
      differs('invocations', 'invocation.function', 'x', 'y'),
      false,
    ],
    [
      'a cause shows in later events',
      differs('history', 'TaskFailed.cause', 'x', 'y'),
      differs('history', 'ExecutionFailed.cause', 'x', 'z'),
      true,
    ],
    [
      'a cause shows in an inspection',
      differs('history', 'TaskFailed.cause', 'x', 'y'),
      differs('api', 'inspectionData.result', 'x', 'y'),
      true,
    ],
    [
      'headers show where the same part does',
      HEADERS,
      differs('history', 'StateExited.output', '{"SdkHttpMetadata":{}}', '{"SdkHttpMetadata":1}'),
      true,
    ],
    [
      'headers show in no other part',
      HEADERS,
      differs('history', 'StateExited.output', '{"StatusCode":1}', '{"StatusCode":2}'),
      false,
    ],
  ])('%s', (_, one, shown, isRoot) => {
    expect(rootOf(shown, [one, shown])).toBe(isRoot ? one : shown);
  });

  it('is the earliest of several', () => {
    const entered = differs('history', 'StateEntered.input', '1', '2');
    const exited = differs('history', 'StateExited.output', '1', '2');
    expect(rootOf(OUTPUT, [OUTPUT, entered, exited])).toBe(entered);
    expect(rootOf(exited, [OUTPUT, entered, exited])).toBe(entered);
    expect(rootOf(entered, [OUTPUT, entered, exited])).toBe(entered);
  });

  it('is in the history where there is one, not in an inspection', () => {
    const step = differs('api', 'inspectionData.result', {}, '{}');
    const detail = differs('history', 'TaskScheduled.resource', 'a', 'b');
    expect(rootOf(OUTPUT, [OUTPUT, step, detail])).toBe(OUTPUT);
  });

  it('comes before what it causes', () => {
    const later = differs('history', 'StateExited.output', '1', '2');
    expect(rootOf(RESULT, [RESULT, later])).toBe(RESULT);
    expect(rootOf(later, [RESULT, later])).toBe(RESULT);
  });

  it('is the first step that an inspection shows, where there is no history', () => {
    const step = differs('api', 'inspectionData.result', {}, '{}');
    expect(rootOf(OUTPUT, [OUTPUT, step])).toBe(step);
    expect(rootOf(OUTPUT, [OUTPUT, differs('api', 'inspectionData.result (absent)', {})])).toBe(OUTPUT);
  });
});

describe('the key of a cause', () => {
  it('is one for a result as text, wherever it shows', () => {
    expect(causeKey(RESULT)).toBe('data | Payload | its text');
    expect(causeKey(differs('output', 'output.Payload', { Payload: 1 }, { Payload: '1' }))).toBe(
      causeKey(RESULT),
    );
    expect(causeKey(OUTPUT)).toBe('data |  | its text');
    expect(causeKey(HEADERS)).toBe('data | SdkHttpMetadata | another value');
  });

  it('is one for a failure that is none, in every flavour and without a history', () => {
    const lambda = 'LambdaFunctionFailed, not LambdaFunctionSucceeded';
    expect(causeKey(FAILED)).toBe('ending | Failed → Succeeded');
    expect(causeKey(differs('history', lambda, 'x', 'y'))).toBe(causeKey(FAILED));
    for (const status of ['FAILED: Busy', 'RETRIABLE', 'CAUGHT_ERROR'])
      expect(causeKey(differs('status', 'status', status, 'SUCCEEDED'))).toBe(causeKey(FAILED));
  });

  it.each<[string, Difference, string]>([
    ['of timeouts', differs('status', 'status', 'TIMED_OUT', 'SUCCEEDED'), 'ending | TIMED_OUT → Succeeded'],
    [
      'of an aborted state',
      differs('history', 'WaitStateAborted, not WaitStateExited', 'a', 'b'),
      'ending | Aborted → Exited',
    ],
    [
      'of what begins in another way',
      differs('history', 'TaskScheduled, not TaskStarted', 'a', 'b'),
      'ending | Scheduled → Started',
    ],
    [
      'of an event of the same end in another family',
      differs('history', 'LambdaFunctionFailed, not TaskFailed', 'a', 'b'),
      'history | LambdaFunctionFailed, not TaskFailed | a → b',
    ],
    ['of names without an end', differs('history', 'Some, not Other', 'a', 'b'), 'ending | Some → Other'],
    ['of a cause in an event', differs('history', 'TaskFailed.cause', 'x', 'y'), 'cause'],
    [
      'of an error',
      differs('error', 'error', 'States.Timeout', 'A'),
      'error | error | States.Timeout → own name',
    ],
    [
      'of an error in an event',
      differs('history', 'TaskFailed.error', 'States.Timeout', 'A'),
      'the error of a call',
    ],
    [
      'of what is absent',
      differs('output', 'output (absent)', '1', undefined),
      'output | output (absent) | present → absent',
    ],
    [
      'of what is said to be absent',
      differs('history', 'X.output (absent)', '1', '2'),
      'history | X.output (absent) | present → present',
    ],
    ['of other data', differs('output', 'output', { a: 1 }, { a: 2 }), 'data |  | another value'],
    ['of other text', differs('output', 'output', 'a', 'b'), 'data |  | another value'],
    ['of a number as text', differs('output', 'output', 1, '1'), 'data |  | its text'],
    ['of a text in quotes', differs('output', 'output', 'a', '"a"'), 'data |  | its text'],
    [
      'of JSON as text, written in another way',
      differs('output', 'output', { a: [1] }, '{ "a": [1] }'),
      'data |  | its text',
    ],
    [
      'of text that is other JSON',
      differs('output', 'output', { a: [1] }, '{ "a": [2] }'),
      'data |  | another value',
    ],
    [
      'of a text for the JSON that it is',
      differs('output', 'output', '{"a":1}', { a: 1 }),
      'data |  | another value',
    ],
    ['of text inside', differs('output', 'output', { a: { b: 1 } }, { a: { b: '1' } }), 'data |  | its text'],
    [
      'of a step',
      differs('api', 'inspectionData.afterParameters', { a: 1 }, '{"a":1}'),
      'data |  | its text',
    ],
    [
      'of a payload',
      differs('invocations', 'invocation.payload', { a: 1 }, { a: 2 }),
      'data |  | another value',
    ],
    [
      'of a function',
      differs('invocations', 'invocation.function', 'a', 'b'),
      'invocations | invocation.function | string → string',
    ],
    [
      'of a part of the envelope',
      differs('output', 'output.StatusCode', { StatusCode: 200 }, { StatusCode: 201 }),
      'data | StatusCode | another value',
    ],
    [
      'of a part that only sounds like it',
      differs('output', 'output', { Payloads: 1 }, { Payloads: 2 }),
      'data |  | another value',
    ],
  ])('%s', (_, difference, key) => {
    expect(causeKey(difference)).toBe(key);
  });

  it('tells what is left out from what is wrong', () => {
    const cause = (observed?: string) => causeKey(differs('cause', 'cause', 'x', observed));
    expect(cause('y')).toBe('cause');
    expect(cause()).not.toBe(cause('y'));
  });
});
