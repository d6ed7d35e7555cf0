import { expect, test } from 'vitest';
import { tokenFields, tokensIn } from './token-fields.ts';

const TOKEN = '5f1c7f9e-7c9e-4a3e-9e57-0a4f6d1c2b3a';

const machine = (state: string, parameters: object) => ({
  States: {
    Outer: {
      Type: 'Parallel',
      Branches: [
        {
          States: {
            [state]: { Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken', ...parameters },
          },
        },
      ],
    },
    Other: { Resource: 'arn:aws:states:::lambda:invoke', Parameters: { 'x.$': '$$.Task.Token' } },
  },
});

test.each([
  ['a path', { Parameters: { Payload: { 'token.$': '$$.Task.Token' } } }, { Payload: { token: TOKEN } }],
  [
    'in an array',
    { Parameters: { Payload: [1, { 'a.$': '$$.Task.Token' }] } },
    { Payload: [1, { a: TOKEN }] },
  ],
  ['the context', { Parameters: { 'Payload.$': '$$' } }, { Payload: { Task: { Token: TOKEN } } }],
  ['the task', { Parameters: { 'Payload.$': '$$.Task' } }, { Payload: { Token: TOKEN } }],
  [
    'an intrinsic',
    { Parameters: { Payload: { 'm.$': "States.Format('answer {}!', $$.Task.Token)" } } },
    { Payload: { m: `answer ${TOKEN}!` } },
  ],
  [
    'JSONata',
    { Arguments: { Payload: { token: '{% $states.context.Task.Token %}' } } },
    { Payload: { token: TOKEN } },
  ],
  [
    'a larger expression',
    { Arguments: { Payload: '{% {"t": $states.context.Task.Token} %}' } },
    { Payload: { t: TOKEN } },
  ],
  [
    'a payload that holds a hash too',
    {
      Parameters: {
        Payload: { 'h.$': "States.Hash($$.Execution.Input.a, 'SHA-256')", 'token.$': '$$.Task.Token' },
      },
    },
    { Payload: { h: 'a9da826300af4317c6eb11da9bff5d8616690a6636b5cb74bb951ebc595eb0ff', token: TOKEN } },
  ],
])('finds the token of %s', (_, state, parameters) => {
  const fields = tokenFields(machine('Ask', state));
  expect([...fields.keys()]).toEqual(['Ask']);
  expect(tokensIn(parameters, fields.get('Ask') ?? [])).toEqual([TOKEN]);
});

test('knows states that pass no token on', () => {
  expect(tokenFields(machine('Ask', { Parameters: { Payload: { a: 1 } } })).size).toBe(0);
  expect(tokensIn({ Payload: 1 }, [{ path: ['Payload', 'token'], holds: 'token' }])).toEqual([]);
});
