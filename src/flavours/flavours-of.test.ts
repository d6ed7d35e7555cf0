import { expect, test } from 'vitest';
import { usualPrediction } from '../executors/reference/usual-prediction.ts';
import type { Case } from '../case/case.ts';
import { casesOf } from '../run/case-list.ts';
import { flavourList } from './flavour-cases.ts';
import { FLAVOURS, flavoursOf, type Flavour } from './flavours-of.ts';

const ARN = 'arn:aws:lambda:us-east-1:123456789012:function:f';

const withTasks = (first: object, second: object): Case => ({
  id: 'c',
  machine: {
    type: 'STANDARD',
    definition: {
      StartAt: 'A',
      States: { A: { Type: 'Task', ...first, End: true }, B: { Type: 'Task', ...second, End: true } },
    },
  },
  input: { input: {} },
  functions: {},
  callbacks: {},
  integrations: {},
});

const flavours = (testCase: Case, foreseen: Parameters<typeof flavoursOf>[1]): readonly Flavour[] => [
  ...flavoursOf(testCase, foreseen),
];

test('a state that is not entered gives no flavour, and a token has that of what becomes of it', () => {
  const testCase = withTasks(
    { Resource: `${ARN}:2` },
    { Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'f', Qualifier: '1' } },
  );
  const entered = { type: 'TaskStateEntered', stateEnteredEventDetails: { name: 'A', input: '{}' } } as const;
  expect(flavours(testCase, { rules: [], history: [entered] })).toEqual(['function ARN with a version']);
  expect(flavours(testCase, { rules: ['callback.heartbeat-timeout'] })).toEqual([
    'function ARN with a version',
    'lambda:invoke with Qualifier',
    'callback heartbeat',
    'callback time-out',
  ]);
});

test('an alias is no version, and neither is a plain ARN', () => {
  expect(flavours(withTasks({ Resource: `${ARN}:live` }, { Resource: ARN }), { rules: [] })).toEqual([
    'function ARN with an alias',
    'function ARN',
  ]);
  expect(flavours(withTasks({ Resource: `${ARN}:$LATEST` }, { Resource: 'x' }), { rules: [] })).toEqual([
    'function ARN with a version',
  ]);
});

test(
  'the list has so many cases of each flavour, the same for the same seed',
  { timeout: 300_000 },
  async () => {
    const each = 2;
    const list = flavourList({ seed: 5, each });
    expect(list.total).toBe(each * FLAVOURS.length);
    const ids: string[] = [];
    for await (const { index, case: drawn } of casesOf(list)) {
      ids.push(drawn.id);
      const { prediction } = await usualPrediction(drawn);
      if (prediction.status === 'DECLINED') throw new Error('declined');
      expect(flavoursOf(drawn, prediction)).toContain(FLAVOURS[Math.floor(index / each)]);
    }
    expect((await flavourList({ seed: 5, each }).at(7)).case.id).toBe(ids[7]);
  },
);
