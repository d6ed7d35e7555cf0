import { expect, test } from 'vitest';
import type { JsonObject } from '../json/value.ts';
import { variableReferences } from './variable-references.ts';

const references = (definition: object) => Object.fromEntries(variableReferences(definition as JsonObject));

const states = (all: object, more: object = {}) => references({ StartAt: 'A', States: all, ...more });

test('paths and calls, but not data', () => {
  const found = states({
    A: {
      Type: 'Task',
      InputPath: '$input.a[0]',
      Parameters: {
        'b.$': "States.Format('{} $no', $b, States.MathAdd($c, 1))",
        literal: '$no',
        'in.$': '$.no',
      },
      ResultSelector: { list: [{ 'd.$': '$d' }] },
      TimeoutSecondsPath: '$time',
      Catch: [{ ErrorEquals: ['E'], Next: 'B', Assign: { 'x.$': '$caught' } }],
      Next: 'B',
    },
    B: { Type: 'Pass', Result: { InputPath: '$no' }, Assign: { x: 1 }, End: true },
  });
  expect(found).toEqual({ A: ['b', 'c', 'caught', 'd', 'input', 'time'] });
});

test('choice rules', () => {
  const rule = { Not: { And: [{ Variable: '$a', StringEqualsPath: '$b' }] }, Next: 'A' };
  expect(states({ A: { Type: 'Choice', Choices: [rule], Default: 'A' } })).toEqual({ A: ['a', 'b'] });
});

test('inner states stand under their own names', () => {
  const inner = { StartAt: 'B', States: { B: { Type: 'Pass', OutputPath: '$b', End: true } } };
  const found = states({
    A: { Type: 'Map', ItemsPath: '$a', ItemProcessor: inner, Next: 'P' },
    P: {
      Type: 'Parallel',
      Branches: [{ StartAt: '__proto__', States: { ['__proto__']: { InputPath: '$p' } } }],
    },
  });
  expect(Object.entries(found)).toEqual([
    ['A', ['a']],
    ['B', ['b']],
    ['__proto__', ['p']],
  ]);
});

test('JSONata expressions, without what they bind and call themselves', () => {
  const expression =
    '{% ($x := $a; $map($list, function($v, $i) { $v + $x + $states.input.y }); $sum($b.c)) %}';
  const found = states(
    {
      A: { Type: 'Pass', Output: { o: [expression, '$no'] }, Assign: { z: '{% $c @ $q . $q %}' }, End: true },
    },
    { QueryLanguage: 'JSONata' },
  );
  expect(found).toEqual({ A: ['a', 'b', 'c', 'list'] });
});

test('a state may speak JSONata alone', () => {
  const found = states({
    A: { Type: 'Choice', QueryLanguage: 'JSONata', Choices: [{ Condition: '{% $a %}', Next: 'A' }] },
    B: { Type: 'Pass', OutputPath: '{% $no %}' },
  });
  expect(found).toEqual({ A: ['a'] });
});
