import { expect, test } from 'vitest';
import type { Observation } from '../case/observation.ts';
import type { JsonValue } from '../json/value.ts';
import { compareExpectation } from './compare-expectation.ts';
import { readExpectation } from './read-expectation.ts';

const places = (expectation: object, observation: Observation): readonly string[] =>
  compareExpectation(readExpectation(expectation as JsonValue, 'expect'), observation).map(
    ({ facet, place }) => `${facet} ${place}`,
  );

const event = (id: number, previousEventId: number, type: string, details?: object) => ({
  id,
  previousEventId,
  type,
  timestamp: 0,
  ...(details && { testEventDetails: details }),
});

const failed: Observation = {
  status: 'FAILED',
  error: 'Busy',
  cause: '{"a": 1}',
  invocations: [
    { function: 'fn-a', qualifier: null, payload: '{"n":1}', invocationType: 'RequestResponse' },
    { function: 'fn-b', qualifier: '1', payload: '2', invocationType: 'Event' },
  ],
  callbacks: [{ state: 'Ask', attempt: 1, answer: { success: 1 }, result: 'ok' }],
  history: [
    event(1, 0, 'ExecutionStarted', { input: '{}' }),
    event(2, 0, 'FailStateEntered', { name: 'F', input: '{}' }),
    event(3, 2, 'ExecutionFailed', { error: 'Busy', cause: '{"a": 1}' }),
  ],
};

const EVENTS = ['1<-0 ExecutionStarted', '2<-0 FailStateEntered [F]', '3<-2 ExecutionFailed error="Busy"'];

test('what is as expected gives no difference', () => {
  expect(
    places(
      {
        status: 'FAILED',
        error: 'Busy',
        cause: '{"a": 1}',
        absent: ['output'],
        invocations: [
          { function: 'fn-a', payload: { n: 1 } },
          { function: 'fn-b', qualifier: '1', payloadText: '2', invocationType: 'Event' },
        ],
        callbacks: ['Ask 1 success: ok'],
        events: EVENTS,
        eventCount: 3,
      },
      failed,
    ),
  ).toEqual([]);
});

test.each<[string, object, string]>([
  ['another status', { status: 'SUCCEEDED', output: 1 }, 'status status'],
  ['another error', { status: 'FAILED', error: 'Tired' }, 'error error'],
  ['another cause', { status: 'FAILED', cause: 'x' }, 'cause cause'],
  ['another spelling of the cause', { status: 'FAILED', cause: '{"a":1}' }, 'cause cause (spelling of JSON)'],
  ['an error that should be absent', { status: 'FAILED', absent: ['error'] }, 'error error'],
  ['an output that is absent', { status: 'FAILED', output: 1 }, 'output output (absent)'],
  ['too few invocations', { status: 'FAILED', invocations: [] }, 'invocations too many invocations'],
  [
    'another function',
    { status: 'FAILED', invocations: [{ function: 'fn-b' }, { function: 'fn-a' }] },
    'invocations invocation.function',
  ],
  [
    'another payload',
    { status: 'FAILED', invocations: [{ function: 'fn-a', payload: { n: 2 } }, { function: 'fn-b' }] },
    'invocations invocation.payload',
  ],
  [
    'another qualifier',
    { status: 'FAILED', invocations: [{ function: 'fn-a', qualifier: '1' }, { function: 'fn-b' }] },
    'invocations invocation.qualifier',
  ],
  [
    'another answer',
    { status: 'FAILED', callbacks: ['Ask 1 success: TaskTimedOut'] },
    'callback answer to success',
  ],
  ['an answer less', { status: 'FAILED', callbacks: [] }, 'callback answer to success'],
  ['another number of events', { status: 'FAILED', eventCount: 4 }, 'history events'],
  [
    'a missing event',
    { status: 'FAILED', events: EVENTS.toSpliced(2, 1, '3<-2 FailStateExited [F]') },
    'history FailStateExited, not ExecutionFailed',
  ],
  [
    'another detail',
    { status: 'FAILED', events: EVENTS.toSpliced(2, 1, '3<-2 ExecutionFailed error="Tired"') },
    'history ExecutionFailed.error',
  ],
  [
    'a detail that should be absent',
    { status: 'FAILED', events: EVENTS.toSpliced(2, 1, '3<-2 ExecutionFailed !cause') },
    'history ExecutionFailed.cause',
  ],
  [
    'another previous event',
    { status: 'FAILED', events: EVENTS.toSpliced(1, 1, '2<-1 FailStateEntered [F]') },
    'history StateEntered.previousEventId',
  ],
])('%s is a difference', (_, expectation, place) => {
  expect(places(expectation, failed)).toContain(place);
});

test('an output is compared as a value, as text only where the text is given', () => {
  const observation: Observation = { status: 'SUCCEEDED', output: '{"b": 1.0, "a": 2}' };
  expect(places({ status: 'SUCCEEDED', outputText: '{"b": 1.0, "a": 2}' }, observation)).toEqual([]);
  expect(places({ status: 'SUCCEEDED', outputText: '{"b":1.0,"a":2}' }, observation)).toEqual([
    'output output (text)',
  ]);
  expect(places({ status: 'SUCCEEDED', output: { a: 2, b: 1 } }, observation)).toEqual(['output output']);
});

test('what a target cannot see is not compared', () => {
  const expectation = {
    status: 'FAILED',
    invocations: [{ function: 'fn-a' }],
    callbacks: ['Ask 1 success: ok'],
    events: EVENTS,
    eventCount: 3,
  };
  expect(places(expectation, { status: 'FAILED' })).toEqual([]);
});

test('diagnostics are compared by code, then by text and place', () => {
  const refused = (message: string): Observation => ({
    status: 'INVALID_DEFINITION',
    diagnostics: [{ severity: 'ERROR', code: 'SCHEMA_VALIDATION_FAILED', message, location: '/' }],
  });
  const expectation = (diagnostic: object) => ({ status: 'INVALID_DEFINITION', diagnostics: [diagnostic] });
  const code = 'SCHEMA_VALIDATION_FAILED';
  expect(places(expectation({ code, message: 'm', location: '/' }), refused('m'))).toEqual([]);
  expect(places(expectation({ code, message: 'n' }), refused('m'))).toEqual(['api diagnostics (text)']);
  expect(places(expectation({ code, location: null }), refused('m'))).toEqual(['api diagnostics (text)']);
  expect(places(expectation({ code: 'MISSING_END_STATE' }), refused('m'))).toEqual(['api diagnostics']);
  expect(places(expectation({ code }), { status: 'INVALID_DEFINITION' })).toEqual([]);
});
