import { expect, test } from 'vitest';
import type { JsonObject } from '../json/value.ts';
import { checkTestState } from './check-test-state.ts';
import type { RecordedCase } from './recorded-case.ts';

const recordedCase = (recorded: JsonObject, source: JsonObject = {}): RecordedCase => ({
  id: 'test',
  group: 'test-state',
  kind: 'test-state',
  source: {
    definition: { Type: 'Pass', InputPath: '$.a', Next: 'N' },
    input: { a: [1, 2] },
    request: { inspectionLevel: 'INFO' },
    ...source,
  },
  recorded: { answer: { ResponseMetadata: {}, ...recorded } },
});

test('a recorded answer is met', async () => {
  const recorded = { nextState: 'N', output: '[1,2]', status: 'SUCCEEDED' };
  expect(await checkTestState(recordedCase(recorded))).toEqual({ kind: 'checked', outcome: [] });
});

test.each([
  ['another output', { nextState: 'N', output: '[1, 2]', status: 'SUCCEEDED' }],
  ['another status', { nextState: 'N', output: '[1,2]', status: 'FAILED' }],
  ['no next state', { output: '[1,2]', status: 'SUCCEEDED' }],
  ['a refusal', { Error: { Code: 'ValidationException', Message: 'no' }, message: 'no' }],
  ['inspectionData', { inspectionData: {}, nextState: 'N', output: '[1,2]', status: 'SUCCEEDED' }],
])('a recording with %s is a difference', async (_, recorded) => {
  expect(await checkTestState(recordedCase(recorded))).toMatchObject({
    kind: 'checked',
    outcome: [{ facet: 'api' }],
  });
});

const unknownState = {
  request: { stateName: 'X' },
  definition: { StartAt: 'A', States: { A: { Type: 'Succeed' } } },
};
const printed = (code: string, text: string) => ({
  exception_typename: code,
  exception_value: `An error occurred (${code}) when calling the TestState operation: ${text}`,
});

test.each([
  [0, printed('ValidationException', 'State not found in definition')],
  [1, printed('ValidationException', 'State not found')],
  [1, printed('InvalidDefinition', 'State not found in definition')],
  [1, { status: 'SUCCEEDED' }],
])('%i differences from %j', async (count, recorded) => {
  const check = await checkTestState(recordedCase(recorded, unknownState));
  expect(check).toMatchObject({ kind: 'checked', outcome: Array.from({ length: count }, () => ({})) });
});

test('what the SDK refuses itself must be refused', async () => {
  const recorded = {
    exception_typename: 'ParamValidationError',
    exception_value: 'Parameter validation failed',
  };
  const empty = { ...unknownState, request: { stateName: '' } };
  expect(await checkTestState(recordedCase(recorded, empty))).toEqual({ kind: 'checked', outcome: [] });
  expect(await checkTestState(recordedCase(recorded))).toMatchObject({ outcome: [{ facet: 'api' }] });
});

test('a recording without an answer is declined', async () => {
  expect(await checkTestState({ ...recordedCase({}), recorded: {} })).toMatchObject({ kind: 'declined' });
});
