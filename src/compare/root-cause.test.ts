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

  it('tells what is left out from what is wrong', () => {
    const cause = (observed?: string) => causeKey(differs('cause', 'cause', 'x', observed));
    expect(cause('y')).toBe('cause');
    expect(cause()).not.toBe(cause('y'));
  });
});
