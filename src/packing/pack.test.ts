import { expect, test } from 'vitest';
import { named } from '../case/content-hash.ts';
import type { Case } from '../case/case.ts';
import type { HistoryEvent } from '../interpreter/history.ts';
import { parseJsonOrThrow } from '../json/parse.ts';
import type { JsonObject, JsonValue } from '../json/value.ts';
import { levelKey, machineLevel } from './machine-level.ts';
import { dispatcherOf, packedDefinition, packOf, TAG_LENGTH } from './pack.ts';
import { reasonAlone } from './reason-alone.ts';
import { renameStates, stateNames } from './rename-states.ts';
import { unpackHistory, unpackText } from './unpack.ts';

const PASS: JsonObject = { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } };

const caseOf = (definition: JsonValue, more: Partial<Case> = {}): Case =>
  named({
    machine: { definition, type: 'STANDARD' },
    input: { input: {} },
    functions: {},
    callbacks: {},
    integrations: {},
    ...more,
  });

const levelOf = (testCase: Case) => {
  const level = machineLevel(testCase);
  if (level === undefined) throw new Error('the level is unknown');
  return level;
};

test('states are renamed wherever they are named, and data that looks like it is not', () => {
  const machine: JsonObject = {
    StartAt: 'A',
    States: {
      A: {
        Type: 'Choice',
        Choices: [{ Variable: '$.Next', StringEquals: 'B', Next: 'B' }],
        Default: 'C',
      },
      B: {
        Type: 'Parallel',
        Branches: [
          { StartAt: 'D', States: { D: { Type: 'Pass', Result: { Next: 'A', StartAt: 'A' }, End: true } } },
        ],
        Catch: [{ ErrorEquals: ['A'], Next: 'C', ResultPath: '$.Next' }],
        Next: 'C',
      },
      C: {
        Type: 'Map',
        ItemProcessor: {
          StartAt: 'E',
          States: { E: { Type: 'Task', Resource: 'x', Retry: [{ ErrorEquals: ['E'] }], End: true } },
        },
        End: true,
      },
    },
  };
  expect(stateNames(machine)).toEqual(['A', 'B', 'C', 'D', 'E']);
  const text = JSON.stringify(renameStates(machine, (name) => `k-${name}`));
  expect(JSON.parse(text)).toEqual({
    StartAt: 'k-A',
    States: {
      'k-A': {
        Type: 'Choice',
        Choices: [{ Variable: '$.Next', StringEquals: 'B', Next: 'k-B' }],
        Default: 'k-C',
      },
      'k-B': {
        Type: 'Parallel',
        Branches: [
          {
            StartAt: 'k-D',
            States: { 'k-D': { Type: 'Pass', Result: { Next: 'A', StartAt: 'A' }, End: true } },
          },
        ],
        Catch: [{ ErrorEquals: ['A'], Next: 'k-C', ResultPath: '$.Next' }],
        Next: 'k-C',
      },
      'k-C': {
        Type: 'Map',
        ItemProcessor: {
          StartAt: 'k-E',
          States: { 'k-E': { Type: 'Task', Resource: 'x', Retry: [{ ErrorEquals: ['E'] }], End: true } },
        },
        End: true,
      },
    },
  });
});

test('a pack dispatches by the name of the execution, in its own language', () => {
  const cases = [caseOf(PASS), caseOf(PASS, { input: { input: 1 } })];
  const pack = packOf(levelOf(caseOf(PASS)), cases);
  const tags = pack.slots.map(({ tag }) => tag);
  expect(new Set(tags).size).toBe(2);
  for (const tag of tags) expect(tag).toHaveLength(TAG_LENGTH);
  const definition = packedDefinition(pack, 'execution', () => PASS);
  expect(definition['StartAt']).toBe(dispatcherOf(pack));
  expect(Object.keys(definition['States'] as JsonObject)).toEqual([
    dispatcherOf(pack),
    ...tags.map((tag) => `${tag}P`),
  ]);
  expect(JSON.stringify(definition)).toContain(
    `{"Variable":"$$.Execution.Name","StringEquals":"${tags[1]}execution","Next":"${tags[1]}P"}`,
  );
  const jsonata = { QueryLanguage: 'JSONata', ...PASS };
  const other = packOf(levelOf(caseOf(jsonata)), cases);
  expect(JSON.stringify(packedDefinition(other, 'execution', () => jsonata))).toContain(
    `{"Condition":"{% $states.context.Execution.Name = '${other.slots[0]?.tag}execution' %}"`,
  );
});

test('the same cases make the same pack, others another one', () => {
  const level = levelOf(caseOf(PASS));
  const id = (input: JsonValue): string => packOf(level, [caseOf(PASS, { input: { input } })]).id;
  expect(id(1)).toBe(id(1));
  expect(id(1)).not.toBe(id(2));
});

test('cases share a machine only where they are alike in what holds for all of it', () => {
  const key = (definition: JsonObject, more: Partial<Case['machine']> = {}): string =>
    levelKey(levelOf(caseOf(PASS, { machine: { definition, type: 'STANDARD', ...more } })));
  expect(key({ ...PASS, Comment: 'mine' })).toBe(key(PASS));
  const others = [
    key({ ...PASS, TimeoutSeconds: 5 }),
    key({ ...PASS, TimeoutSeconds: 6 }),
    key({ ...PASS, QueryLanguage: 'JSONata' }),
    key(PASS, { type: 'EXPRESS' }),
    key(PASS, { start: 'version' }),
    key(PASS, { start: 'alias' }),
  ];
  expect(new Set([key(PASS), ...others]).size).toBe(7);
  expect(machineLevel(caseOf({ ...PASS, Tracing: true }))).toBeUndefined();
});

test.each<[string, Case, string]>([
  [
    'TestState',
    caseOf(PASS, { machine: { definition: PASS, type: 'STANDARD', start: 'TestState' } }),
    'TestState',
  ],
  ['a definition that is a text', caseOf(JSON.stringify(PASS)), 'spelling'],
  ['a field that nobody knows', caseOf({ ...PASS, Tracing: true }), 'other cases'],
  ['another integration', caseOf(PASS, { integrations: { P: [{ result: 1 }] } }), 'other than Lambda'],
  ['a large definition', caseOf({ ...PASS, Comment: 'x'.repeat(200_000) }), 'large'],
  [
    'a long name',
    caseOf({ StartAt: 'x'.repeat(70), States: { ['x'.repeat(70)]: { Type: 'Succeed' } } }),
    'no room',
  ],
  [
    'a distributed Map',
    caseOf({
      StartAt: 'M',
      States: {
        M: { Type: 'Map', ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED' }, ...PASS }, End: true },
      },
    }),
    'distributed',
  ],
  ...['{ "a":1}', '1e3', '1.50', '-0', '123456789012345678', '"\\u0041"', 'tru', '0.0001'].map(
    (inputText): [string, Case, string] => [
      `the input ${inputText}`,
      caseOf(PASS, { input: { inputText } }),
      'written anew',
    ],
  ),
])('%s runs alone', (_, testCase, reason) => {
  expect(reasonAlone(testCase)).toContain(reason);
});

test.each(['{}', '{"a":[1,-2,0.5,2.5,null,"é"]}', '0.0', '100.0', '-3.0', '""', '{"b":1,"a":2}'])(
  'the input %s may be packed, for it is the same text whoever writes it',
  (inputText) => {
    expect(reasonAlone(caseOf(PASS, { input: { inputText: inputText } }))).toBeUndefined();
    expect(reasonAlone(caseOf(PASS, { input: { input: parseJsonOrThrow(inputText) } }))).toBeUndefined();
  },
);

const pack = { id: '01234567' };
const event = (
  id: number,
  previousEventId: number,
  type: string,
  details: JsonObject = {},
): HistoryEvent => ({
  timestamp: 1,
  id,
  previousEventId,
  type,
  [type.endsWith('Entered') ? 'stateEnteredEventDetails' : 'stateExitedEventDetails']: details,
});

const DISPATCHED = [
  event(1, 0, 'ExecutionStarted'),
  event(2, 0, 'ChoiceStateEntered', { name: dispatcherOf(pack) }),
  event(3, 2, 'ChoiceStateExited', { name: dispatcherOf(pack) }),
];

test('a history loses its dispatcher and is numbered anew, however far it has come', () => {
  const whole = [
    ...DISPATCHED,
    event(4, 3, 'PassStateEntered', { name: 'P' }),
    event(5, 4, 'PassStateExited', { name: 'P' }),
    event(6, 0, 'ExecutionTimedOut'),
  ];
  const numbers = (length: number): unknown =>
    unpackHistory(whole.slice(0, length), pack)?.map(({ id, previousEventId }) => [id, previousEventId]);
  expect(numbers(6)).toEqual([
    [1, 0],
    [2, 0],
    [3, 2],
    [4, 0],
  ]);
  for (const length of [1, 2, 3]) expect(numbers(length)).toEqual([[1, 0]]);
});

test('what is no history of the pack is not taken for one', () => {
  expect(unpackHistory([], pack)).toBeUndefined();
  expect(unpackHistory([event(1, 0, 'PassStateEntered')], pack)).toBeUndefined();
  expect(
    unpackHistory([event(1, 0, 'ExecutionStarted'), event(2, 0, 'ExecutionTimedOut')], pack),
  ).toBeUndefined();
  expect(unpackHistory(DISPATCHED, { id: '76543210' })).toBeUndefined();
  const shifted = [...DISPATCHED.slice(0, 2), event(4, 2, 'ChoiceStateExited', { name: dispatcherOf(pack) })];
  expect(unpackHistory(shifted, pack)).toBeUndefined();
});

test('texts lose the tag, and what is said of events counts without the dispatcher', () => {
  const tag = 'k01234567000x';
  const cause = `An error occurred while executing the state '${tag}P' (entered at the event id #12). See ${tag}execution.`;
  const plain =
    "An error occurred while executing the state 'P' (entered at the event id #10). See execution.";
  expect(unpackText(cause, { tag })).toBe(plain);
  // JSON within JSON within JSON.
  const deep = JSON.stringify(JSON.stringify({ cause: JSON.stringify({ cause }) }));
  expect(unpackText(deep, { tag })).toBe(
    JSON.stringify(JSON.stringify({ cause: JSON.stringify({ cause: plain }) })),
  );
});
