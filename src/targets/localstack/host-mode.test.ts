/** LocalStack with our executor: functions that forward, functions in processes of their own, JSONata, nothing left behind. */
import {
  CreateFunctionCommand,
  InvokeCommand,
  LambdaClient,
  type InvokeCommandInput,
} from '@aws-sdk/client-lambda';
import { existsSync, readFileSync } from 'node:fs';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seededRandom } from '../../asl/random.ts';
import type { Outcome } from '../../case/case.ts';
import { parseCase } from '../../case/parse-case.ts';
import { forwardingPackage, scriptedPackage } from '../../executors/function-package/function-package.ts';
import type { LambdaEndpoint } from '../../executors/lambda-endpoint/lambda-endpoint.ts';
import { ROLE_ARN } from '../../executors/observed-names.ts';
import { localstackHost } from '../presets/localstack.ts';
import { LOCAL_CREDENTIALS, openEndpoint } from '../presets/local-target.ts';
import { checkHostMode, EXECUTOR_RUNTIME, startInHostMode } from './host-mode.ts';

const availability = await checkHostMode();
if (availability.kind === 'unavailable') {
  if (process.env['CI'] === 'true') throw new Error(availability.reason);
  process.stderr.write(`localstack is not tested: ${availability.reason}\n`);
}

describe.skipIf(availability.kind === 'unavailable')('LocalStack in host mode', () => {
  let endpoint: LambdaEndpoint;
  let client: LambdaClient;
  let close: () => Promise<void>;
  let port: string;

  beforeAll(async () => {
    const start = await startInHostMode({ progress: (line) => void process.stderr.write(`${line}\n`) });
    if (start.kind !== 'started') throw new Error(start.reason);
    ({ endpoint } = await openEndpoint());
    ({ port } = new URL(start.url));
    client = new LambdaClient({
      endpoint: start.url,
      region: 'us-east-1',
      credentials: LOCAL_CREDENTIALS,
      maxAttempts: 1,
    });
    close = async () => {
      client.destroy();
      await start.server.close();
      await endpoint.close();
    };
  });

  afterAll(() => close());

  async function create(name: string, code: Uint8Array, timeout = 3): Promise<void> {
    const wanted = { FunctionName: name, Role: ROLE_ARN, Timeout: timeout, Code: { ZipFile: code } };
    await client.send(new CreateFunctionCommand({ ...wanted, ...EXECUTOR_RUNTIME }));
    await expect
      .poll(async () => (await invokeOnce(name, { InvocationType: 'DryRun' })).StatusCode)
      .toBe(204);
  }

  const invokeOnce = (name: string, more: Partial<InvokeCommandInput> = {}) =>
    client
      .send(new InvokeCommand({ FunctionName: name, Payload: '{"n": 0.0}', ...more }))
      .catch((error: { readonly name: string; readonly message: string }) => ({
        StatusCode: 0,
        FunctionError: error.name,
        Payload: Buffer.from(error.message),
        LogResult: '',
      }));

  async function invoke(name: string): Promise<readonly [string | undefined, string]> {
    const { FunctionError, Payload } = await invokeOnce(name);
    const text = Buffer.from(Payload ?? []).toString();
    return [FunctionError, text.replace(/RequestId: [\w-]+/, 'RequestId: ID')];
  }

  test('listens on 127.0.0.1 alone', () => {
    const hexPort = Number(port).toString(16).toUpperCase().padStart(4, '0');
    const listening = ['/proc/net/tcp', '/proc/net/tcp6']
      .filter(existsSync)
      .flatMap((table) => readFileSync(table, 'utf8').split('\n').slice(1))
      .map((line) => line.trim().split(/\s+/))
      .filter(([, local = '', , state]) => local.endsWith(`:${hexPort}`) && state === '0A')
      .map(([, local = '']) => local.split(':')[0]);
    // 127.0.0.1 in network order; nothing can be seen where there is no such table.
    expect([...new Set(listening)]).toEqual(existsSync('/proc/net/tcp') ? ['0100007F'] : []);
  });

  const outcomes: readonly Outcome[] = [
    { echo: true },
    { returnText: '"raw\\u0020text"' },
    { throw: { errorType: 'Busy', errorMessage: 'later', more: [1] } },
    { throwText: 'no JSON' },
    { exit: 3 },
    { timeout: true },
    { return: 'after all that' },
  ];

  const answers = [
    [undefined, '{"n": 0.0}'],
    [undefined, '"raw\\u0020text"'],
    ['Unhandled', '{"errorType":"Busy","errorMessage":"later","more":[1]}'],
    ['Unhandled', 'no JSON'],
    [
      'Unhandled',
      '{"errorType":"Runtime.ExitError","errorMessage":"RequestId: ID Error: Runtime exited with error: exit status 3"}',
    ],
    [
      'Unhandled',
      '{"errorType":"Sandbox.Timedout","errorMessage":"RequestId: ID Error: Task timed out after 1.00 seconds"}',
    ],
    [undefined, '"after all that"'],
  ];

  async function all(name: string, count: number): Promise<readonly unknown[]> {
    const found: unknown[] = [];
    for (let i = 0; i < count; i++) found.push(await invoke(name));
    return found;
  }

  test('asks the kit what a forwarding function does', async () => {
    const group = endpoint.register(
      { forwards: { outcomes: [...outcomes, { fault: 'TooManyRequestsException' }] } },
      seededRandom('forwards'),
    );
    await create('forwards', forwardingPackage(endpoint.url, '$LATEST'), 1);
    expect(await all('forwards', outcomes.length)).toEqual(answers);
    expect(await invoke('forwards')).toEqual(['TooManyRequestsException', 'Rate Exceeded.']);
    expect(group.invocations.map(({ payload }) => payload)).toEqual(
      Array.from({ length: outcomes.length + 1 }, () => '{"n": 0.0}'),
    );
  });

  test('runs a function that carries its script in a process of its own', async () => {
    // Its count of invocations ends with its process.
    for (const [i, outcome] of outcomes.entries()) {
      await create(`scripted-${i}`, scriptedPackage([outcome]), 1);
      expect([i, await invoke(`scripted-${i}`)]).toEqual([i, answers[i]]);
      expect([i, await invoke(`scripted-${i}`)]).toEqual([i, answers[i]]);
    }
  });

  test('returns the log where it is asked for', async () => {
    await create('logs', scriptedPackage([{ echo: true }]));
    const { LogResult } = await invokeOnce('logs', { LogType: 'Tail' });
    expect(Buffer.from(LogResult ?? '', 'base64').toString()).toMatch(
      /^START RequestId: [\w-]+ Version: \$LATEST\nEND RequestId: [\w-]+\n$/,
    );
  });

  test('says how a function ended that never asked for an event', async () => {
    const bootstrap = Buffer.from('#!/bin/sh\nexit 4\n');
    await create('broken', zipSync({ bootstrap: [bootstrap, { attrs: 0o100755 << 16, os: 3 }] }));
    const ended = 'Runtime exited with error: exit status 4';
    expect(await invoke('broken')).toEqual([
      'Unhandled',
      `{"errorType":"Runtime.ExitError","errorMessage":"RequestId:  Error: ${ended}"}`,
    ]);
  });

  test('evaluates JSONata where there is a Java, and says so where there is none', async () => {
    const opening = await localstackHost.open({});
    if (opening.kind !== 'open') throw new Error(opening.reason);
    try {
      const definition = {
        QueryLanguage: 'JSONata',
        StartAt: 'Add',
        States: { Add: { Type: 'Pass', Output: '{% $sum($states.input.n) %}', End: true } },
      };
      const parsing = parseCase({ machine: { definition }, input: { n: [1, 2, 3] } });
      if (!parsing.ok) throw new Error(parsing.message);
      const outcome = await opening.executor.execute(parsing.case, new AbortController().signal);
      if (outcome.kind === 'declined') expect(outcome.reason).toMatch(/^jsonata: .*Java 17/);
      else expect(outcome).toMatchObject({ observation: { status: 'SUCCEEDED', output: '6' } });
    } finally {
      await opening.executor.close();
    }
  });
});
