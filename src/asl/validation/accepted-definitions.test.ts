/**
 * Machines as people deploy them, most of them with other integrations than Lambda (`accepted/*.json`, written for this test):
 * none of them may be called invalid, and each must compile.
 */
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { MachineType } from '../../case/case.ts';
import { parseJsonOrThrow } from '../../json/parse.ts';
import type { JsonObject } from '../../json/value.ts';
import { writeJson } from '../../json/write.ts';
import { readStateMachine } from '../state/read-state-machine.ts';
import { validateDefinition } from './validate-definition.ts';

interface Accepted {
  readonly about: string;
  readonly type?: MachineType;
  readonly definition: JsonObject;
}

const folder = fileURLToPath(new URL('accepted/', import.meta.url));
const accepted = globSync('*.json', { cwd: folder }).flatMap(
  (file) => parseJsonOrThrow(readFileSync(`${folder}${file}`, 'utf8')) as unknown as readonly Accepted[],
);

test.each(accepted.map((one) => [one.about, one] as const))('%s', (_, { definition, type = 'STANDARD' }) => {
  expect(validateDefinition(writeJson(definition), type)).toEqual([]);
  expect(readStateMachine(definition).states.size).toBe(Object.keys(definition['States'] ?? {}).length);
});

test('there are some dozen of them', () => {
  expect(accepted.length).toBeGreaterThan(24);
  const resources = accepted.flatMap(({ definition }) => [
    ...writeJson(definition).matchAll(/"Resource":"([^"]+)"/g),
  ]);
  expect(new Set(resources.map(([, resource]) => resource)).size).toBeGreaterThan(50);
});

/** The least that makes a machine of the one state. */
const machine = (state: object, more: object = {}): string =>
  JSON.stringify({ StartAt: 'S', States: { S: state }, ...more });

const task = (fields: object): object => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::sqs:sendMessage',
  ...fields,
  End: true,
});

test.each<[string, object]>([
  ['the shortest and the longest times', task({ TimeoutSeconds: 1 })],
  ['the longest time', task({ TimeoutSeconds: 99_999_999, HeartbeatSeconds: 99_999_998 })],
  ['a heartbeat alone', task({ HeartbeatSeconds: 5 })],
  ['a pseudo parameter', { ...task({}), Resource: '#{orderFunctionArn}' }],
  [
    'a pseudo parameter inside',
    { ...task({}), Resource: 'arn:aws:lambda:#{AWS::Region}:#{AWS::AccountId}:function:f' },
  ],
  ['no attempt at all', task({ Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 0 }] })],
  ['a rate of one', task({ Retry: [{ ErrorEquals: ['E'], BackoffRate: 1 }] })],
  ['a hundred names', task({ Retry: [{ ErrorEquals: Array.from({ length: 100 }, (__, i) => `E${i}`) }] })],
  ['a template that is a text', task({ Parameters: 'text' })],
  ['a template that is a list', task({ Parameters: [{ 'a.$': '$.b' }] })],
  ['a name of 80 signs', { Type: 'Pass', Result: null, End: true, Comment: 'x'.repeat(1000) }],
  ['End false beside Next', { Type: 'Pass', End: false, Next: 'S2' }],
])('%s: accepted', (name, state) => {
  const definition = {
    StartAt: name,
    States: { [name]: state, ...('Next' in state && { S2: { Type: 'Succeed' } }) },
  };
  expect(validateDefinition(JSON.stringify(definition), 'STANDARD')).toEqual([]);
});

test('a name counts signs, not the units of their encoding', () => {
  const of = (name: string): number =>
    validateDefinition(JSON.stringify({ StartAt: name, States: { [name]: { Type: 'Succeed' } } }), 'STANDARD')
      .length;
  expect(of('😀'.repeat(80))).toBe(0);
  expect(of('😀'.repeat(81))).toBe(1);
});

/** What isn't a substitution is looked at as ever. */
test.each<[string, object, string]>([
  ['a text in place of seconds', { Type: 'Wait', Seconds: '5', End: true }, 'Expected value of type Integer'],
  [
    'an object in place of a resource',
    { Type: 'Task', Resource: { Arn: 'x' }, End: true },
    'These fields are required: [Resource]',
  ],
  [
    'a resource that is none',
    { Type: 'Task', Resource: 'fn', End: true },
    'The resource provided fn is not recognized',
  ],
  [
    'a machine in place of an integration',
    { Type: 'Task', Resource: 'arn:aws:states:eu-west-1:111122223333:stateMachine:m', End: true },
    'The resource provided arn:aws:states:eu-west-1:111122223333:stateMachine:m is not recognized',
  ],
  ['a path that is none', { Type: 'Pass', InputPath: '$(x)', End: true }, 'Value is not a valid JSONPath'],
])('%s: refused', (_, state, message) => {
  const [found] = validateDefinition(machine(state), 'STANDARD');
  expect(found?.message).toContain(message);
});

test('an expression that no substitution excuses is refused', () => {
  const wait = { Type: 'Wait', Seconds: '{% $ %%}', End: true };
  const codes = validateDefinition(machine(wait, { QueryLanguage: 'JSONata' }), 'STANDARD').map(
    ({ code }) => code,
  );
  expect(codes).toEqual(['INVALID_JSONATA_EXPRESSION']);
});
