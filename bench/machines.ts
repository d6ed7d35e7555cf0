/** The mix of ten machines on which the reference is timed: what people's machines do, small. */
import type { JsonObject } from '../src/json/value.ts';

export interface BenchMachine {
  readonly name: string;
  readonly definition: JsonObject;
  readonly input: JsonObject;
}

const ECHO = 'arn:aws:lambda:us-east-1:123456789012:function:fn-echo';
const FLAKY = 'arn:aws:lambda:us-east-1:123456789012:function:fn-flaky';

/** `fn-echo` returns its event; `fn-flaky` throws once, then returns its event. */
export const MACHINES: readonly BenchMachine[] = [
  {
    name: 'pass chain',
    definition: {
      StartAt: 'A',
      States: {
        A: { Type: 'Pass', Result: { a: 1 }, ResultPath: '$.first', Next: 'B' },
        B: { Type: 'Pass', Parameters: { 'x.$': '$.first.a', 'y.$': '$.value', z: 'constant' }, Next: 'C' },
        C: { Type: 'Pass', InputPath: '$.x', Next: 'D' },
        D: { Type: 'Succeed' },
      },
    },
    input: { value: 'text', list: [1, 2, 3] },
  },
  {
    name: 'choice',
    definition: {
      StartAt: 'Check',
      States: {
        Check: {
          Type: 'Choice',
          Choices: [
            {
              And: [
                { Variable: '$.kind', StringEquals: 'a' },
                { Variable: '$.n', NumericGreaterThan: 10 },
              ],
              Next: 'No',
            },
            { Variable: '$.kind', StringMatches: 'b*', Next: 'Yes' },
          ],
          Default: 'No',
        },
        Yes: { Type: 'Pass', Result: 'yes', End: true },
        No: { Type: 'Fail', Error: 'No' },
      },
    },
    input: { kind: 'bee', n: 3 },
  },
  {
    name: 'function',
    definition: { StartAt: 'Call', States: { Call: { Type: 'Task', Resource: ECHO, End: true } } },
    input: { order: { id: 7, lines: ['x', 'y'] } },
  },
  {
    name: 'function with paths',
    definition: {
      StartAt: 'Call',
      States: {
        Call: {
          Type: 'Task',
          Resource: ECHO,
          InputPath: '$.order',
          Parameters: { 'id.$': '$.id', 'who.$': '$$.Execution.Name' },
          ResultSelector: { 'got.$': '$.id' },
          ResultPath: '$.result',
          OutputPath: '$.result',
          Next: 'Done',
        },
        Done: { Type: 'Succeed' },
      },
    },
    input: { order: { id: 7, lines: ['x', 'y'] } },
  },
  {
    name: 'retry',
    definition: {
      StartAt: 'Call',
      States: {
        Call: {
          Type: 'Task',
          Resource: FLAKY,
          Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 1, MaxAttempts: 2 }],
          End: true,
        },
      },
    },
    input: { a: 1 },
  },
  {
    name: 'catch',
    definition: {
      StartAt: 'Call',
      States: {
        Call: {
          Type: 'Task',
          Resource: FLAKY,
          Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'Handle' }],
          End: true,
        },
        Handle: { Type: 'Pass', Parameters: { 'name.$': '$.error.Error' }, End: true },
      },
    },
    input: { a: 1 },
  },
  {
    name: 'map',
    definition: {
      StartAt: 'Each',
      States: {
        Each: {
          Type: 'Map',
          ItemsPath: '$.items',
          MaxConcurrency: 2,
          ItemProcessor: {
            StartAt: 'One',
            States: { One: { Type: 'Pass', Parameters: { 'v.$': '$' }, End: true } },
          },
          End: true,
        },
      },
    },
    input: { items: [1, 2, 3, 4, 5] },
  },
  {
    name: 'parallel',
    definition: {
      StartAt: 'Both',
      States: {
        Both: {
          Type: 'Parallel',
          Branches: [
            { StartAt: 'L', States: { L: { Type: 'Task', Resource: ECHO, End: true } } },
            { StartAt: 'R', States: { R: { Type: 'Pass', Result: 1, End: true } } },
          ],
          ResultPath: '$.both',
          End: true,
        },
      },
    },
    input: { a: 1 },
  },
  {
    name: 'intrinsics',
    definition: {
      StartAt: 'Shape',
      States: {
        Shape: {
          Type: 'Pass',
          Parameters: {
            'text.$': "States.Format('{}-{}', $.name, States.MathAdd($.n, 1))",
            'parts.$': "States.StringSplit($.csv, ',')",
            'json.$': 'States.JsonToString($.o)',
            'range.$': 'States.ArrayRange(0, 10, 2)',
          },
          End: true,
        },
      },
    },
    input: { name: 'x', n: 4, csv: 'a,b,c', o: { k: [1, 2] } },
  },
  {
    name: 'wait and loop',
    definition: {
      StartAt: 'Count',
      States: {
        Count: { Type: 'Pass', Parameters: { 'n.$': 'States.MathAdd($.n, 1)' }, Next: 'Pause' },
        Pause: { Type: 'Wait', Seconds: 1, Next: 'Again' },
        Again: {
          Type: 'Choice',
          Choices: [{ Variable: '$.n', NumericLessThan: 3, Next: 'Count' }],
          Default: 'Done',
        },
        Done: { Type: 'Succeed' },
      },
    },
    input: { n: 0 },
  },
];
