/** What the reference doesn't model is declined by name, and only where the execution gets there. */
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parseCaseText } from '../../case/parse-case.ts';
import type { JsonObject } from '../../json/value.ts';
import { parseJsonOrThrow } from '../../json/parse.ts';
import { writeJson } from '../../json/write.ts';
import { predict, type Prediction } from './predict.ts';

const run = async (definition: object, input: object = {}, more: object = {}): Promise<Prediction> => {
  const parsing = parseCaseText(writeJson({ machine: { definition }, input, ...more } as JsonObject));
  if (!parsing.ok) throw new Error(parsing.message);
  return predict(parsing.case);
};

const CHOICE = {
  Type: 'Choice',
  Choices: [{ Variable: '$.go', BooleanEquals: true, Next: 'Call' }],
  Default: 'Done',
};

const around = (call: object): object => ({
  StartAt: 'Go?',
  States: { 'Go?': CHOICE, Call: { ...call, End: true }, Done: { Type: 'Succeed' } },
});

test.each<[string, object, string]>([
  [
    'a job that is waited for',
    { Resource: 'arn:aws:states:::glue:startJobRun.sync' },
    'glue:startJobRun.sync',
  ],
  ['a service of the SDK', { Resource: 'arn:aws:states:::aws-sdk:s3:getObject' }, 'aws-sdk:s3:getObject'],
  [
    'the same by its region',
    { Resource: 'arn:aws:states:eu-west-1:111122223333:aws-sdk:s3:getObject' },
    'aws-sdk:s3:getObject',
  ],
  ['an activity', { Resource: 'arn:aws:states:eu-west-1:111122223333:activity:a' }, 'activities'],
  ['a substitution as resource', { Resource: '${Function}' }, '${Function} in Resource'],
  [
    'a substitution as number',
    { Resource: 'arn:aws:states:::lambda:invoke', TimeoutSeconds: '${T}' },
    '${T} in TimeoutSeconds',
  ],
  [
    'a function of Jayway',
    { Resource: 'arn:aws:states:::lambda:invoke', InputPath: '$.a.length()' },
    '$.a.length()',
  ],
  [
    'a predicate that nobody knows',
    { Resource: 'arn:aws:states:::lambda:invoke', Parameters: { 'a.$': '$.a[?(@.b contains 1)]' } },
    '$.a[?(@.b contains 1)]',
  ],
  [
    'a function of Jayway for a number',
    { Resource: 'arn:aws:states:::lambda:invoke', TimeoutSecondsPath: '$.a.min()' },
    '$.a.min()',
  ],
])('%s', async (_, fields, name) => {
  const definition = around({ Type: 'Task', ...fields });
  const [there, elsewhere] = [await run(definition, { go: true }), await run(definition, { go: false })];
  expect(elsewhere.status).toBe('SUCCEEDED');
  expect(there.status).toBe('DECLINED');
  expect('reason' in there && there.reason).toContain(name);
});

test.each<[string, object, string]>([
  [
    'a choice by a function of Jayway',
    {
      Type: 'Choice',
      Choices: [{ Variable: '$.n', NumericEqualsPath: '$.a.length()', Next: 'B' }],
      Default: 'B',
    },
    '$.a.length()',
  ],
  ['a wait by a substitution', { Type: 'Wait', Seconds: '${Delay}', Next: 'B' }, '${Delay} in Seconds'],
  [
    'an expression with a substitution',
    { Type: 'Pass', QueryLanguage: 'JSONata', Output: { a: '{% ${A} = 1 %}' }, Next: 'B' },
    '${A} in a',
  ],
  [
    'a path that is a substitution',
    { Type: 'Pass', Parameters: { 'x.$': '${Path}' }, Next: 'B' },
    '${Path} in x.$',
  ],
])('%s', async (_, state, name) => {
  const definition = { StartAt: 'A', States: { A: state, B: { Type: 'Succeed' } } };
  const prediction = await run(definition, { n: 1, a: [] });
  expect(prediction.status).toBe('DECLINED');
  expect('reason' in prediction && prediction.reason).toContain(name);
});

test('text with a substitution is text where text is data', async () => {
  const definition = {
    StartAt: 'A',
    States: { A: { Type: 'Pass', Parameters: { x: '${Name}' }, End: true } },
  };
  expect(await run(definition)).toMatchObject({ status: 'SUCCEEDED', output: '{"x":"${Name}"}' });
});

const folder = fileURLToPath(new URL('../../asl/validation/accepted/', import.meta.url));
const deployed = globSync('*.json', { cwd: folder }).flatMap(
  (file) =>
    parseJsonOrThrow(readFileSync(`${folder}${file}`, 'utf8')) as unknown as readonly {
      readonly about: string;
      readonly type?: string;
      readonly definition: JsonObject;
    }[],
);

test.each(deployed.map((one) => [one.about, one] as const))('%s: runs', async (_, { definition, type }) => {
  const prediction = await run({}, {}, { machine: { definition, type: type ?? 'STANDARD' } });
  expect(prediction.status).not.toBe('INVALID_DEFINITION');
});
