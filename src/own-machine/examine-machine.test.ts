import { describe, expect, test } from 'vitest';
import { predict } from '../executors/reference/predict.ts';
import { meaningOf } from '../run/one-meaning.ts';
import type { JsonObject } from '../json/value.ts';
import { examineMachine, type Examination } from './examine-machine.ts';
import { EXAMPLES, examplePath } from './examples/examples.fixture.ts';
import { loadMachine, type LoadedMachine } from './load/load-machine.ts';
import { prepareMachine } from './prepare/prepare-machine.ts';
import { TakenPath } from './search/play.ts';
import { subjectOf } from './search/subject.ts';

const examine = (machine: LoadedMachine, cases = 200, seed = 1): Promise<Examination> =>
  examineMachine(machine, { seed, cases, featuresOf: () => [], signal: new AbortController().signal });

const machineOf = (definition: JsonObject): LoadedMachine => ({
  name: 'machine',
  definition,
  type: undefined,
});

const FUNCTION = 'arn:aws:lambda:us-east-1:123456789012:function:work';

/** Why transitions are never taken, by id; those that nothing can take begin with `!`. */
const nevers = ({ machine }: Examination): Readonly<Record<string, string>> =>
  Object.fromEntries(
    machine.transitions.flatMap(({ id, never, unreachable }) =>
      never === undefined ? [] : [[id, `${unreachable ? '!' : ''}${never}`]],
    ),
  );

describe('definitions in the spirit of published ones', () => {
  test.each(EXAMPLES)('%s: 95 % of what can be taken is taken in 200 cases', async (name) => {
    const { machine, cases } = await examine(await loadMachine(examplePath(name)));
    expect(cases.length).toBe(200);
    const reachable = machine.transitions.filter(({ unreachable }) => !unreachable);
    const taken = new Set(cases.flatMap(({ transitions }) => transitions));
    expect(reachable.filter(({ id }) => taken.has(id)).length / reachable.length).toBeGreaterThanOrEqual(
      0.95,
    );
    for (const { id, never } of machine.transitions)
      expect([id, never === undefined]).toEqual([id, taken.has(id)]);
  });

  test.each(['order-processing.asl.json', 'loan-decision.asl.json', 'sam/template.yaml#ImportMachine'])(
    '%s: each case takes what it says, means one thing, and ends',
    async (name) => {
      const loaded = await loadMachine(examplePath(name));
      const { transitionByWay } = subjectOf(prepareMachine(loaded));
      const { cases } = await examine(loaded, 40);
      expect(new Set(cases.map((one) => one.case.id)).size).toBe(cases.length);
      for (const { case: testCase, transitions } of cases) {
        expect(await meaningOf(testCase)).toEqual({ kind: 'one' });
        const path = new TakenPath();
        const { status } = await predict(testCase, 'in order', path.follower);
        expect(['SUCCEEDED', 'FAILED', 'TIMED_OUT']).toContain(status);
        const taken = [...path.taken].flatMap((way) => transitionByWay.get(way)?.id ?? []);
        expect(transitions.toSorted()).toEqual(taken.toSorted());
      }
    },
  );

  test('what no target can be judged on is named', async () => {
    const { machine } = await examine(await loadMachine(examplePath('sam/template.yaml#ImportMachine')), 40);
    expect(machine.standIns.map(({ state, resource }) => `${state}: ${resource}`)).toEqual([
      'Import rows: ResultWriter',
      'Import rows: ItemReader of s3:getObject',
      'Import files: ItemReader of s3:listObjectsV2',
      'Alarm: sns:publish',
    ]);
    expect(machine.transitions.find(({ id }) => id.includes('ItemReaderFailed'))).toEqual({
      id: 'Import rows, catcher 2 (States.ItemReaderFailed) → Alarm',
      never: 'nothing that a case can script fails by States.ItemReaderFailed',
    });
  });

  test('one seed gives the same cases, another one others', async () => {
    const machine = await loadMachine(examplePath('enrich-lead.asl.json'));
    const ids = async (seed: number): Promise<readonly string[]> =>
      (await examine(machine, 30, seed)).cases.map((one) => one.case.id);
    expect(await ids(3)).toEqual(await ids(3));
    expect(await ids(3)).not.toEqual(await ids(4));
  });

  test('fewer cases than it takes: what they leave out is said', async () => {
    const examination = await examine(await loadMachine(examplePath('poll-export.asl.json')), 2);
    expect(examination.cases.length).toBe(2);
    const reasons = Object.values(nevers(examination));
    expect(reasons.length).toBeGreaterThan(0);
    for (const reason of reasons) expect(reason).toContain('beyond the 2 that were asked for');
  });
});

describe('what is never taken, and why', () => {
  const after = { Type: 'Succeed' };

  test('rules that others stand before, or that nothing makes hold', async () => {
    const examination = await examine(
      machineOf({
        StartAt: 'Set',
        States: {
          Set: { Type: 'Pass', Parameters: { mode: 'A', 'n.$': '$.n' }, Next: 'Choose' },
          Choose: {
            Type: 'Choice',
            Choices: [
              { Variable: '$.mode', StringEquals: 'B', Next: 'Side' },
              { Variable: '$.n', NumericGreaterThan: 10, Next: 'Done' },
              {
                And: [
                  { Variable: '$.n', NumericGreaterThan: 20 },
                  { Variable: '$.mode', StringEquals: 'A' },
                ],
                Next: 'Side',
              },
              {
                And: [
                  { Variable: '$.n', NumericLessThan: 2 },
                  { Variable: '$.n', NumericGreaterThan: 5 },
                ],
                Next: 'Done',
              },
              { Variable: '$.n', IsPresent: false, Next: 'Side' },
              { Variable: '$.n', IsNumeric: true, Next: 'Done' },
              { Variable: '$.n', IsNumeric: false, Next: 'Done' },
            ],
            Default: 'Done',
          },
          Side: { Type: 'Pass', Next: 'Done' },
          Done: after,
        },
      }),
      60,
    );
    expect(nevers(examination)).toEqual({
      'Choose, rule 1 → Side': '!$.mode is always "A"',
      'Choose, rule 3 → Side': '!rule 2 takes all that it would',
      'Choose, rule 4 → Done': '!nothing makes its condition hold',
      'Choose, rule 5 → Side': '!nothing makes its condition hold',
      'Choose, Default → Done': '!one of the rules always holds',
      'Side → Done': "!nothing that can be taken leads to 'Side'",
    });
  });

  test('handlers that others stand before, and errors that nothing raises', async () => {
    const to = (ErrorEquals: readonly string[]) => ({ ErrorEquals, Next: 'Done' });
    const examination = await examine(
      machineOf({
        StartAt: 'Call',
        States: {
          Call: {
            Type: 'Task',
            Resource: FUNCTION,
            Retry: [
              { ErrorEquals: ['A'], MaxAttempts: 0 },
              { ErrorEquals: ['States.TaskFailed'], MaxAttempts: 1 },
              { ErrorEquals: ['B'] },
            ],
            Catch: [
              to(['States.Timeout']),
              to(['States.TaskFailed']),
              to(['B', 'C']),
              to(['States.Runtime']),
              to(['States.Permissions']),
              to(['States.ALL']),
            ],
            Next: 'Both',
          },
          Both: {
            Type: 'Parallel',
            Branches: [
              { StartAt: 'Pass on', States: { 'Pass on': { Type: 'Pass', End: true } } },
              { StartAt: 'Broken', States: { Broken: { Type: 'Fail', Error: 'Broken' } } },
            ],
            Catch: [to(['Whole']), to(['Broken'])],
            Next: 'Done',
          },
          Done: after,
        },
      }),
      60,
    );
    expect(nevers(examination)).toEqual({
      'Call, retrier 1 (A)': '!its MaxAttempts is 0',
      'Call, retrier 3 (B)': '!retrier 2 before it takes what it names',
      'Call, catcher 1 (States.Timeout) → Done': '!nothing times out: the state has no TimeoutSeconds',
      'Call, catcher 3 (B, C) → Done': '!catcher 2 before it takes what it names',
      'Call, catcher 4 (States.Runtime) → Done': '!States.Runtime is never caught nor retried',
      'Call, catcher 5 (States.Permissions) → Done': '!catcher 2 before it takes what it names',
      'Both → Done': '!not every branch inside of it comes to an end',
      'Both, catcher 1 (Whole) → Done': '!nothing inside of it can fail by Whole',
    });
  });

  test('a state that always fails says why', async () => {
    const examination = await examine(
      machineOf({
        StartAt: 'Tell',
        States: { Tell: { Type: 'Pass', Parameters: { 'token.$': '$$.Task.Token' }, End: true } },
      }),
      10,
    );
    expect(nevers(examination)['Tell ends']).toMatch(
      /^no case was found in \d+ tries; it fails: The JSONPath '\$\$\.Task\.Token' specified for the field 'token\.\$'/,
    );
    expect(examination.cases.length).toBeGreaterThan(0);
  });

  test('cases whose result depends on an order are left out, and so is what only they take', async () => {
    const branch = (name: string, Error: string) => ({
      StartAt: name,
      States: { [name]: { Type: 'Fail', Error } },
    });
    const examination = await examine(
      machineOf({
        StartAt: 'Race?',
        States: {
          'Race?': {
            Type: 'Choice',
            Choices: [{ Variable: '$.race', BooleanEquals: true, Next: 'Race' }],
            Default: 'Done',
          },
          Race: { Type: 'Parallel', Branches: [branch('One', 'A'), branch('Other', 'B')], End: true },
          Done: after,
        },
      }),
      20,
    );
    expect(nevers(examination)).toMatchObject({
      'One fails': expect.stringContaining(
        'only in cases that were left out: its error depends on the order',
      ),
    });
    expect(examination.cases.every(({ transitions }) => !transitions.includes('One fails'))).toBe(true);
  });
});

describe('backward from conditions', () => {
  test('through results, variables, texts that spell JSON, lists and loops', async () => {
    const examination = await examine(
      machineOf({
        StartAt: 'Ask',
        States: {
          Ask: {
            Type: 'Task',
            Resource: 'arn:aws:states:::lambda:invoke',
            Parameters: { FunctionName: 'ask', 'Payload.$': '$' },
            ResultSelector: { 'body.$': 'States.StringToJson($.Payload.body)' },
            ResultPath: '$.answer',
            Next: 'Keep',
          },
          Keep: { Type: 'Pass', Assign: { 'code.$': '$.answer.body.codes[0]' }, Next: 'Look' },
          Look: {
            Type: 'Choice',
            Choices: [
              {
                And: [
                  { Variable: '$code', NumericGreaterThan: 41 },
                  { Variable: '$code', NumericLessThan: 43 },
                  { Variable: '$.answer.body.kind', StringMatches: 'x-*-\\*' },
                ],
                Next: 'Found',
              },
              { Variable: '$.answer.body.again', BooleanEquals: true, Next: 'Ask' },
            ],
            Default: 'Not found',
          },
          Found: { Type: 'Succeed' },
          'Not found': { Type: 'Fail', Error: 'NotFound' },
        },
      }),
      30,
    );
    expect(nevers(examination)).toEqual({});
  });

  test('in JSONata: measures, membership, two readings against each other', async () => {
    const examination = await examine(
      machineOf({
        QueryLanguage: 'JSONata',
        StartAt: 'Keep',
        States: {
          Keep: { Type: 'Pass', Assign: { limit: '{% $states.input.limit %}' }, Next: 'Look' },
          Look: {
            Type: 'Choice',
            Choices: [
              {
                Condition: "{% $states.input.kind in ['p', 'q'] and $count($states.input.items) = 4 %}",
                Next: 'A',
              },
              { Condition: '{% $states.input.amount > $limit %}', Next: 'B' },
              { Condition: "{% $exists($states.input.items[state = 'open']) %}", Next: 'C' },
              { Condition: "{% $lowercase($states.input.name) = 'ada' %}", Next: 'D' },
            ],
            Default: 'E',
          },
          ...Object.fromEntries(['A', 'B', 'C', 'D', 'E'].map((name) => [name, after()])),
        },
      }),
      40,
    );
    expect(nevers(examination)).toEqual({});
  });

  const after = (): JsonObject => ({ Type: 'Succeed' });
});
