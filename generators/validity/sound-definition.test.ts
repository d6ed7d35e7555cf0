import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/json/value.ts';
import { FAULTY_DEFINITIONS } from '../invalid/faulty-definitions.ts';
import { isSoundDefinition } from './sound-definition.ts';

const one = (state: JsonObject): JsonObject => ({ StartAt: 'A', States: { A: state } });
const succeed: JsonObject = { Type: 'Succeed' };
const task: JsonObject = { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f' };
const invoke: JsonObject = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke' };

describe('sound', () => {
  test.each<[string, JsonObject]>([
    ['Succeed alone', one(succeed)],
    ['an empty Retry and Catch (1.1.18)', one({ ...task, Retry: [], Catch: [], End: true })],
    [
      'a catcher on a state that ends (4.2.8)',
      {
        StartAt: 'A',
        States: {
          A: { ...task, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B' }], End: true },
          B: succeed,
        },
      },
    ],
    ['a call under .$', one({ Type: 'Pass', Parameters: { 'a.$': 'States.UUID()' }, End: true })],
    ['ResultPath null', one({ Type: 'Pass', ResultPath: null, End: true })],
    ['a JSONata state', one({ Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% 1 %}', End: true })],
    [
      'a JSONata Choice',
      {
        QueryLanguage: 'JSONata',
        StartAt: 'A',
        States: { A: { Type: 'Choice', Choices: [{ Condition: true, Next: 'B' }] }, B: succeed },
      },
    ],
  ])('%s', (_, definition) => {
    expect(isSoundDefinition(definition)).toBe(true);
  });
});

describe('refused', () => {
  test.each(FAULTY_DEFINITIONS.map((make) => make('A', 'B', 'C')))('%j', (definition) => {
    expect(isSoundDefinition(definition)).toBe(false);
  });

  test.each<[string, JsonObject]>([
    ['lambda:invoke without FunctionName', one({ ...invoke, Parameters: { Payload: 1 }, End: true })],
    ['a and a.$ in one object (3.2.4)', one({ Type: 'Pass', Parameters: { a: 1, 'a.$': '$' }, End: true })],
    ['a wildcard in ResultPath', one({ Type: 'Pass', ResultPath: '$.a[*]', End: true })],
    ['ResultPath into the context object', one({ Type: 'Pass', ResultPath: '$$.a', End: true })],
    ['ResultSelector on a Pass', one({ Type: 'Pass', ResultSelector: { a: 1 }, End: true })],
    ['an Assign of nothing', one({ Type: 'Pass', Assign: {}, End: true })],
    ['a JSONata field in JSONPath', one({ Type: 'Pass', Output: 1, End: true })],
    [
      'a JSONPath field in JSONata',
      one({ Type: 'Pass', QueryLanguage: 'JSONata', InputPath: '$', End: true }),
    ],
    [
      'a heartbeat behind the timeout (1.4.23)',
      one({ ...task, TimeoutSeconds: 1, HeartbeatSeconds: 2, End: true }),
    ],
    ['TimeoutSeconds 0', one({ ...task, TimeoutSeconds: 0, End: true })],
    ['BackoffRate under 1', one({ ...task, Retry: [{ ErrorEquals: ['E'], BackoffRate: 0.5 }], End: true })],
    ['one name twice (6.4.12)', one({ Type: 'Parallel', Branches: [one(succeed)], End: true })],
    [
      'an inner Assign of an outer name (7.4.8)',
      one({
        Type: 'Map',
        Assign: { v: 1 },
        ItemProcessor: { StartAt: 'B', States: { B: { Type: 'Pass', Assign: { 'v.$': '$' }, End: true } } },
        End: true,
      }),
    ],
  ])('%s', (_, definition) => {
    expect(isSoundDefinition(definition)).toBe(false);
  });
});
