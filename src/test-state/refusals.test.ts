import { expect, test } from 'vitest';
import type { TestStateRequest } from './request.ts';
import { storedResponseModels } from './response-models/stored-response-models.ts';
import { prepareTrial } from './trial.ts';

/** `ERROR: message` of a refused test. */
function refusal(definition: object | string, request: Partial<TestStateRequest> = {}): string {
  const text = typeof definition === 'string' ? definition : JSON.stringify(definition);
  const trial = prepareTrial({ definition: text, ...request }, { models: storedResponseModels });
  return trial.kind === 'refused' ? `${trial.error}: ${trial.message}` : 'accepted';
}

const pass = { Type: 'Pass', End: true };
const task = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true };
const flow = { StartAt: 'A', States: { A: pass } };
const map = { Type: 'Map', ItemProcessor: flow, End: true };
const parallel = { Type: 'Parallel', Branches: [flow, { StartAt: 'B', States: { B: pass } }], End: true };
const choice = { Type: 'Choice', Choices: [{ Variable: '$', IsNull: true, Next: 'X' }] };
const result = (text: string) => ({ mock: { result: text } });

test.each<[string, object | string, Partial<TestStateRequest>, RegExp]>([
  ['no JSON', '{', {}, /^InvalidDefinition: .*INVALID_JSON_DESCRIPTION/s],
  ['an empty text', '', {}, /^InvalidDefinition: .*Definition must be a valid JSON object'$/],
  ['a definition that is no object', '[1]', {}, /^InvalidDefinition: .*must be a valid JSON object'$/],
  ['a definition that is null', 'null', {}, /^InvalidDefinition: /],
  [
    'an unknown type',
    { Type: 'toString' },
    {},
    /^InvalidDefinition: .*'Type' should have one of .* at \/States\/StateName\/Type'$/,
  ],
  [
    'a machine in place of a state',
    flow,
    {},
    /^InvalidDefinition: .*required: \[Type\] at \/States\/StateName/,
  ],
  [
    'a state in place of a machine',
    pass,
    { stateName: 'A' },
    /^InvalidDefinition: .*\[States, StartAt\] at \//,
  ],
  [
    'an empty name',
    flow,
    { stateName: '' },
    /^ValidationException: .*'stateName' .*length greater than or equal to 1$/,
  ],
  ['a missing state', flow, { stateName: 'B' }, /^ValidationException: State not found in definition$/],
  ["a key of every object's", flow, { stateName: 'constructor' }, /^ValidationException: State not found/],
  ['__proto__', flow, { stateName: '__proto__' }, /^ValidationException: State not found in definition$/],
])('refuses %s as a definition', (_, definition, request, message) => {
  expect(refusal(definition, request)).toMatch(message);
});

test('a state alone may lead anywhere', () => {
  expect(refusal(choice)).toBe('accepted');
});

test.each<[object, Partial<TestStateRequest>, string]>([
  [task, {}, 'ValidationException: RoleArn must be specified when testing a Task state'],
  [
    map,
    {},
    'InvalidDefinition: TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]',
  ],
  [
    map,
    { stateConfiguration: { mapIterationFailureCount: 0 } },
    'ValidationException: TestState does not support MapIterationFailureCount when a mock is not specified.',
  ],
  [
    task,
    { context: '{}' },
    'ValidationException: TestState does not support Context when a mock is not specified.',
  ],
  [choice, result('1'), "ValidationException: State type 'Choice' is not supported when a mock is specified"],
  [
    task,
    { mock: {} },
    'ValidationException: A test mock should have only one of the following fields: [result, errorOutput].',
  ],
  [
    task,
    { mock: { result: '1', errorOutput: { error: 'E' } } },
    'ValidationException: A test mock should have only one of the following fields: [result, errorOutput].',
  ],
  [
    task,
    { ...result('{}'), revealSecrets: true },
    'ValidationException: TestState does not support RevealSecrets when a mock is specified.',
  ],
])('%#: what goes together and what does not', (definition, request, message) => {
  expect(refusal(definition, request)).toBe(message);
});

test.each(['arn:aws:states:us-east-1:1:activity:a', 'arn:aws:states:::sqs:sendMessage.waitForTaskToken'])(
  '%s needs a mock, whatever the role',
  (resource) => {
    const state = { Type: 'Task', Resource: resource, End: true };
    expect(refusal(state, { roleArn: 'r' })).toMatch(/^InvalidDefinition: TestState API does not support /);
  },
);

test.each<[object, string, string]>([
  [task, '{"a"', 'Mocked result must be valid JSON'],
  [task, '', 'Mocked result must be valid JSON'],
  [task, '[1]', 'Mocked result must be a JSON object.'],
  [map, '{}', 'Mocked result must be an array.'],
  [{ ...map, ResultWriter: {} }, '[]', 'Mocked result must be a JSON object.'],
  [parallel, '{}', 'Mocked result must be an array.'],
  [parallel, '[1]', 'Mocked result must contain the same number of items as number of Parallel branches.'],
])('%#: a result that the state could not have', (definition, text, message) => {
  expect(refusal(definition, result(text))).toBe(`ValidationException: ${message}`);
});

test('no more iterations fail than there are', () => {
  const failing = (count: number) => ({
    ...result('[1,2]'),
    stateConfiguration: { mapIterationFailureCount: count },
  });
  expect(refusal(map, failing(2))).toBe('accepted');
  expect(refusal(map, failing(3))).toBe(
    'ValidationException: Map iteration failure count must be less than or equal to the number of Map iterations',
  );
});

test.each([
  ['no JSON', '{'],
  ['[]', 'Context object must be a valid JSON object'],
  ['{"Map":{}}', "'Map' field is not supported when mocking a Context object"],
  ['{"constructor":{}}', "Field 'constructor' is not allowed"],
  ['{"__proto__":{"Id":1}}', "Field '__proto__' is not allowed"],
  ['{"State":{"toString":1}}', "Field 'toString' is not allowed"],
  ['{"Execution":{"Id":1}}', 'Execution.Id must be a string'],
  ['{"Execution":7}', 'Execution must be an object'],
  ['{"State":{"RetryCount":"0"}}', 'State.RetryCount must be a number'],
  [
    '{"Task":{"Token":"t"}}',
    "Context object contains 'Task' when state is not a Task state with a '.sync' or '.waitForTaskToken' service integration pattern",
  ],
])('the context object %s', (context, problem) => {
  const refused = refusal(task, { ...result('{}'), context: context === 'no JSON' ? '{' : context });
  const text = context === 'no JSON' ? 'Context object must be a valid JSON object' : problem;
  expect(refused).toBe(`ValidationException: Invalid Context object provided: ${text}`);
});

test('the context object may hold the input in any shape, and the token of a callback', () => {
  const callback = { ...task, Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken' };
  const context = '{"Execution":{"Input":[1]},"Task":{"Token":"t"}}';
  expect(refusal(callback, { ...result('1'), context })).toBe('accepted');
});

test.each(['{', '[]', '1', '{"states":1}', '{"__proto__":1}', '{" evaluation":1}', '{"a b":1}', '{"":1}'])(
  'refuses the variables %s',
  (variables) => {
    expect(refusal(pass, { variables })).toMatch(/^ValidationException: Invalid variables provided: /);
  },
);

test.each(['{"a":1}', '{}', '{"constructor":1,"ñandú9":2}'])('takes the variables %s', (variables) => {
  expect(refusal(pass, { variables })).toBe('accepted');
});

test('refuses an input as StartExecution does', () => {
  expect(refusal(pass, { input: '{a' })).toMatch(
    /^InvalidExecutionInput: Invalid State Machine Execution Input: /,
  );
  expect(refusal(pass, { input: `"${'x'.repeat(262_144)}"` })).toMatch(/^ValidationException: .*'input'/);
});
