/** What makes two differences one, and which of several stand on their own. */
import { describe, expect, test } from 'vitest';
import type { JsonValue } from '../json/value.ts';
import type { Difference, Facet } from './difference.ts';
import { bySeverity, independent, signatureOf } from './signature.ts';

const differs = (facet: Facet, place: string, expected?: JsonValue, observed?: JsonValue): Difference => ({
  facet,
  place,
  expected,
  observed,
});

describe('signatures', () => {
  test.each<[string, Difference, string]>([
    [
      'reserved errors stand for themselves',
      differs('error', 'error', 'States.Timeout', 'Lambda.Unknown'),
      'error | error | States.Timeout → Lambda.Unknown',
    ],
    [
      'so do those of the runtime',
      differs('error', 'error', 'Runtime.ExitError', 'Sandbox.Timedout'),
      'error | error | Runtime.ExitError → Sandbox.Timedout',
    ],
    [
      'the case’s own do not',
      differs('error', 'error', 'Busy', 'MyStates.X'),
      'error | error | own name → own name',
    ],
    ['an empty name is none', differs('error', 'error', 'Busy', ''), 'error | error | own name → empty'],
    [
      'nor in events',
      differs('history', 'TaskFailed.error', 'Busy', 'States.Timeout'),
      'history | TaskFailed.error | own name → States.Timeout',
    ],
    [
      'a status with its error',
      differs('status', 'status', 'FAILED: Busy', 'FAILED: States.Runtime'),
      'status | status | FAILED: own name → FAILED: States.Runtime',
    ],
    [
      'a status without',
      differs('status', 'status', 'SUCCEEDED', 'TIMED_OUT'),
      'status | status | SUCCEEDED → TIMED_OUT',
    ],
    [
      'what is absent is absent',
      differs('output', 'output (absent)', '"x"'),
      'output | output (absent) | present → absent',
    ],
    [
      'or absent on the other side',
      differs('history', 'X (absent)', undefined, 'x'),
      'history | X (absent) | absent → present',
    ],
    ['codes of diagnostics', differs('api', 'diagnostics', 'A, B', 'C'), 'api | diagnostics | A, B → C'],
    [
      'names of states are the case’s',
      differs('history', 'transition', 'A', 'B'),
      'history | transition | a state → a state',
    ],
    [
      'places of events are open',
      differs('history', 'X#12.previousEventId', 'start', '/2:A#3'),
      'history | X#n.previousEventId | 0 → an event',
    ],
    [
      'no more than their whole',
      differs('history', 'X.previousEventId', '#3', 'start again'),
      'history | X.previousEventId | an event → start again',
    ],
    [
      'types of events',
      differs('history', 'TaskFailed, not TaskSucceeded', 'TaskSucceeded', 'TaskFailed'),
      'history | TaskFailed, not TaskSucceeded | TaskSucceeded → TaskFailed',
    ],
    ['texts', differs('output', 'output', 'a', ''), 'output | output | string → empty string'],
    [
      'texts in events',
      differs('history', 'TaskSucceeded.output', '', '{}'),
      'history | TaskSucceeded.output | empty string → string',
    ],
    ['other values', differs('output', 'output', [], { a: 1 }), 'output | output | empty array → object'],
    ['booleans and null', differs('output', 'output', true, null), 'output | output | true → null'],
    [
      'all events of a task tell its resource alike',
      differs('history', 'TaskStarted.resource', 'a', 'b'),
      'history | Task….resource | string → string',
    ],
    [
      'and its type',
      differs('history', 'TaskSubmitted.resourceType', 'a', 'b'),
      'history | Task….resourceType | string → string',
    ],
    [
      'not its other details',
      differs('history', 'TaskStarted.resources', 'a', 'b'),
      'history | TaskStarted.resources | string → string',
    ],
    [
      'nor those of others',
      differs('history', 'LambdaTaskStarted.resource', 'a', 'b'),
      'history | LambdaTaskStarted.resource | string → string',
    ],
  ])('%s', (_, difference, signature) => {
    expect(signatureOf(difference)).toBe(signature);
  });

  const cause = (expected?: JsonValue, observed?: JsonValue): string =>
    signatureOf(differs('cause', 'cause', expected, observed)).replace('cause | cause | ', '');

  test.each<[string, JsonValue | undefined, JsonValue | undefined, string]>([
    ['of a function is JSON', '{"errorType":"E"}', 'x', 'JSON → other words'],
    ['other words are other words', 'A', 'B', 'A → other words'],
    ['where none should be it is there', undefined, 'B', 'absent → present'],
    ['JSON for words is no words', 'A', '{"a":1}', 'A → JSON'],
    ['where one should be it is not', 'A', undefined, 'A → absent'],
    [
      'tells no state',
      "An error occurred while executing the state 'A' (entered at the event id #12). Bad.",
      'x',
      'Bad. → other words',
    ],
    [
      'only at its start',
      "So: An error occurred while executing the state 'A' (entered at the event id #12). Bad.",
      'x',
      'So: An error occurred while executing the state … (entered at the event id #…).  → other words',
    ],
    [
      'tells nothing that it quotes',
      'Invalid path \'$.a[0]\' in "x" of {"k":1} at $.b with -12',
      'x',
      'Invalid path … in … of … at … with … → other words',
    ],
    ['is cut', 'x'.repeat(90), 'y', `${'x'.repeat(80)} → other words`],
  ])('a cause %s', (_, expected, observed, signature) => {
    expect(cause(expected, observed)).toBe(signature);
  });

  test('a cause in an event is one too', () => {
    const difference = differs('history', 'TaskFailed.cause', 'It is 12 now', 'no');
    expect(signatureOf(difference)).toBe('history | TaskFailed.cause | It is … now → other words');
  });
});

test('what matters more comes first', () => {
  const facets: readonly Facet[] = [
    'timing',
    'history',
    'api',
    'callback',
    'invocations',
    'cause',
    'output',
    'error',
    'status',
  ];
  const sorted = facets.map((facet) => differs(facet, facet)).toSorted(bySeverity);
  expect(sorted.map(({ facet }) => facet)).toEqual(facets.toReversed());
});

describe('differences that stand on their own', () => {
  const STATUS = differs('status', 'status', 'SUCCEEDED', 'FAILED');
  const ERROR = differs('error', 'error', 'A', 'B');
  const OUTPUT = differs('output', 'output', 1, 2);
  const CAUSE = differs('cause', 'cause', 'a', 'b');
  const CALLS = differs('invocations', 'invocation.payload', 1, 2);
  const API = differs('api', 'nextState', 'A', 'B');
  const GAP = differs('history', 'TaskFailed, not TaskSucceeded', 'TaskSucceeded', 'TaskFailed');
  const LATER_GAP = differs('history', 'PassStateEntered (absent)', 'PassStateEntered');
  const WAY = differs('history', 'transition', 'A', 'B');
  const UNCUT = differs('history', 'inputDetails (absent)', {});
  const detail = (name: string): Difference => differs('history', `TaskX.${name}`, 'a', 'b');

  test.each<[string, readonly Difference[], readonly Difference[]]>([
    ['a status explains everything', [OUTPUT, GAP, STATUS, CAUSE], [STATUS]],
    ['another way explains what ends differently', [OUTPUT, WAY, ERROR], [WAY]],
    [
      'an error explains itself in events',
      [ERROR, detail('error'), detail('cause'), detail('output'), detail('input'), detail('parameters')],
      [ERROR],
    ],
    ['an error does not explain a resource', [ERROR, detail('resource')], [ERROR, detail('resource')]],
    ['a cause explains causes', [CAUSE, detail('cause'), detail('output')], [CAUSE, detail('output')]],
    [
      'an output explains data',
      [OUTPUT, detail('output'), detail('input'), detail('parameters'), detail('error')],
      [OUTPUT, detail('error')],
    ],
    [
      'calls explain data',
      [CALLS, detail('parameters'), detail('input'), detail('output'), detail('cause')],
      [CALLS, detail('cause')],
    ],
    ['an output explains events', [OUTPUT, GAP], [OUTPUT]],
    ['an error explains events', [ERROR, GAP], [ERROR]],
    ['calls explain events', [CALLS, GAP], [CALLS]],
    ['a cause does not', [CAUSE, GAP], [CAUSE, GAP]],
    ['what is less is told later', [API, OUTPUT], [OUTPUT, API]],
    ['of gaps the first', [GAP, LATER_GAP], [GAP]],
    ['what points to events behind a gap is its consequence', [GAP, detail('previousEventId')], [GAP]],
    [
      'what points to events before it is not',
      [detail('previousEventId'), GAP],
      [detail('previousEventId'), GAP],
    ],
    ['details behind it stand', [GAP, detail('name')], [GAP, detail('name')]],
    ['that texts are uncut is no gap', [UNCUT, GAP], [UNCUT, GAP]],
    ['pointers stand where nothing is missing', [detail('previousEventId')], [detail('previousEventId')]],
  ])('%s', (_, all, own) => {
    expect(independent(all)).toEqual(own);
  });
});
