import { expect, expectTypeOf, test } from 'vitest';
import { defineConfig, type ConformanceConfig } from '../../kit.ts';
import { parseConfig } from './parse-config.ts';

const target = { endpoint: 'http://127.0.0.1:4566' };

const problems = (value: unknown): readonly string[] => {
  const parsing = parseConfig(value);
  return parsing.ok ? [] : parsing.problems.map(({ field, message }) => `${field}: ${message}`);
};

const withTarget = (fields: object): unknown => ({ targets: { mine: { ...target, ...fields } } });

test('reads a whole configuration as it is, and leaves out what is undefined', () => {
  const config = {
    targets: {
      mine: {
        about: 'mine',
        endpoint: 'http://127.0.0.1:{port}/x',
        lambdaEndpoint: 'http://localhost:9001',
        region: 'eu-west-1',
        account: '000000000000',
        credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
        roleArn: 'arn:aws:iam::000000000000:role/r',
        start: {
          command: 'mine',
          args: ['--port', '{port}'],
          env: { A: 'b' },
          cwd: 'x',
          health: '/health',
          readyWithinSeconds: 3,
          ready: [{ url: '/config', body: { on: [true, null] } }],
          stop: { command: 'mine', args: ['stop'] },
          stopWithinSeconds: 0.5,
          python: { requirements: 'r.txt', atLeast: '3.13', package: 'p' },
        },
        functions: { via: 'deploy', runtime: 'nodejs22.x', handler: 'index.handler', forward: false },
        unsupported: ['callback', { feature: 'variables', reason: 'not yet' }],
        historyShowsTokens: false,
        functionsKnowAliases: false,
      },
    },
  } as const;
  expect(parseConfig(config)).toEqual({ ok: true, config });
  expect(parseConfig(withTarget({ region: undefined }))).toEqual({ ok: true, config: withTarget({}) });
});

test.each<[unknown, readonly string[]]>([
  [undefined, [': this field is missing']],
  [[], [': expected object, found array']],
  [{}, ['targets: this field is missing']],
  [{ targets: { mine: {} } }, ['targets.mine.endpoint: this field is missing']],
  [
    withTarget({ endpoint: '127.0.0.1:4566' }),
    ['targets.mine.endpoint: expected a URL such as http://127.0.0.1:4566'],
  ],
  [
    { targets: { 'my target': target } },
    ['targets.my target: expected a name of letters, digits, dots and dashes'],
  ],
  [{ targets: { embedded: target } }, ['targets.embedded: this name is taken by the kit']],
  [withTarget({ account: '12' }), ['targets.mine.account: expected an account id of twelve digits']],
  [withTarget({ start: { command: '' } }), ['targets.mine.start.command: expected a text that is not empty']],
  [
    withTarget({ start: { command: 'x', args: ['a', 1] } }),
    ['targets.mine.start.args.1: expected string, found number'],
  ],
  [
    withTarget({ functions: { via: 'deplo' } }),
    ["targets.mine.functions.via: expected 'probe', 'endpoint' or 'deploy'"],
  ],
  [
    withTarget({ functions: { via: 'endpoint', port: 99_999 } }),
    ['targets.mine.functions.port: Too big: expected number to be <=65535'],
  ],
])('says what is wrong with %j', (value, expected) => {
  expect(problems(value)).toEqual(expected);
});

test('names the field or the feature that was probably meant', () => {
  expect(problems(withTarget({ start: { command: 'x', arg: [] } }))).toEqual([
    expect.stringMatching(
      /^targets\.mine\.start: there is no field 'arg'\. Did you mean 'args'\? Known are /,
    ),
  ]);
  expect(problems(withTarget({ unsupported: ['calback', 3] }))).toEqual([
    expect.stringMatching(
      /^targets\.mine\.unsupported\.0: there is no feature 'calback'\. Did you mean 'callback'\?/,
    ),
    expect.stringMatching(/^targets\.mine\.unsupported\.1: /),
  ]);
  expect(problems(withTarget({ unsupported: [{ feature: 'variable', reason: 'x' }] }))).toEqual([
    expect.stringMatching(
      /^targets\.mine\.unsupported\.0\.feature: there is no feature 'variable'\. Did you mean 'variables'\?/,
    ),
  ]);
});

test('defineConfig types what it is given', () => {
  expectTypeOf(defineConfig).parameter(0).toEqualTypeOf<ConformanceConfig>();
  const config = { targets: { mine: target } };
  expect(defineConfig(config)).toBe(config);
});
