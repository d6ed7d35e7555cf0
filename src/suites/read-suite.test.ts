import { expect, test } from 'vitest';
import { readSuite } from './read-suite.ts';

const plain = {
  id: 'a-case',
  rules: ['pass.result'],
  about: 'A case',
  case: { machine: { definition: {} }, input: '{{repeat:ab:3}}' },
  expect: { status: 'SUCCEEDED', output: 1 },
};

const read = (change: object) =>
  readSuite({ suite: 'tests', cases: [{ ...plain, ...change }] }, 'tests/a.json');

test('reads a case under the name of its suite', () => {
  expect(read({}).cases[0]).toMatchObject({
    name: 'tests/a-case',
    case: { id: 'tests/a-case', machine: { type: 'STANDARD' } },
    expect: { status: 'SUCCEEDED', output: 1, absent: [] },
  });
});

test('writes repeated texts out', () => {
  expect(read({}).cases[0]?.case.input).toEqual({ input: 'ababab' });
});

test.each([
  ['an id with capitals', { id: 'A' }, 'lower-case words with hyphens'],
  ['a case without rules', { rules: [] }, 'at least one rule'],
  ['a field nobody knows', { exspect: {} }, 'only the fields'],
  ['a field of the case that nobody knows', { case: { ...plain.case, inputs: 1 } }, 'only the fields'],
  ['a case that is none', { case: { machine: {} } }, 'machine.definition'],
  ['an unknown status', { expect: { status: 'DONE' } }, '"SUCCEEDED" or'],
  ['an expectation that nobody knows', { expect: { status: 'FAILED', errors: 1 } }, 'only the fields'],
  ['a bad event', { expect: { status: 'FAILED', events: ['x'] } }, 'an event'],
  ['a bad callback', { expect: { status: 'FAILED', callbacks: ['Ask: ok'] } }, 'STATE ATTEMPT KIND'],
])('refuses %s', (_, change, message) => {
  expect(() => read(change)).toThrow(message);
});

test('reads the calls of an API case', () => {
  const suite = readSuite(
    {
      suite: 'api',
      apiCases: [
        {
          id: 'start-twice',
          rules: ['api.start-idempotent'],
          about: 'Twice',
          calls: [
            {
              operation: 'StartExecution',
              request: { name: 'x' },
              as: 'first',
              expect: { absent: ['output'] },
            },
            { operation: 'StartExecution', request: {}, expect: { error: 'ExecutionAlreadyExists' } },
          ],
        },
      ],
    },
    'api/a.json',
  );
  expect(suite.apiCases[0]?.calls).toEqual([
    {
      operation: 'StartExecution',
      request: { name: 'x' },
      as: 'first',
      expect: { kind: 'answer', fields: {}, absent: ['output'] },
    },
    { operation: 'StartExecution', request: {}, expect: { kind: 'error', error: 'ExecutionAlreadyExists' } },
  ]);
});
