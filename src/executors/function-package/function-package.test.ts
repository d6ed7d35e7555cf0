import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { unzipSync } from 'fflate';
import { afterEach, expect, test } from 'vitest';
import { seededRandom } from '../../asl/random.ts';
import type { Outcome } from '../../case/case.ts';
import { JsonNumber } from '../../json/value.ts';
import { LambdaEndpoint } from '../lambda-endpoint/lambda-endpoint.ts';
import { forwardingPackage, scriptedPackage } from './function-package.ts';

const cleanUps: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
});

function unpack(zip: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'function-package-'));
  cleanUps.push(() => rmSync(folder, { recursive: true }));
  for (const [name, bytes] of Object.entries(unzipSync(zip))) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes, { mode: name === 'bootstrap' ? 0o755 : 0o644 });
  }
  return folder;
}

/** A Runtime API that hands out events and collects what comes back, until the events are used up. */
async function runtimeApi(events: readonly string[]): Promise<{ host: string; answers: string[] }> {
  const answers: string[] = [];
  let next = 0;
  const server: Server = createServer((request, response) => {
    if (request.url?.endsWith('/invocation/next')) {
      const event = events[next];
      next += 1;
      response.writeHead(event === undefined ? 500 : 200, {
        'Lambda-Runtime-Aws-Request-Id': String(next),
        'Lambda-Runtime-Invoked-Function-Arn': 'arn:aws:lambda:us-east-1:123456789012:function:deployed:live',
      });
      response.end(event);
      return;
    }
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      answers.push(`${request.url?.split('/').slice(-2).join(' ')} ${text}`);
      response.writeHead(202).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanUps.push(() => void server.close());
  return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, answers };
}

async function run(zip: Uint8Array, api: string): Promise<number | null> {
  const child: ChildProcess = spawn(join(unpack(zip), 'bootstrap'), {
    env: {
      PATH: `${dirname(process.execPath)}:${process.env['PATH']}`,
      AWS_LAMBDA_RUNTIME_API: api,
      AWS_LAMBDA_FUNCTION_NAME: 'deployed',
      AWS_LAMBDA_FUNCTION_VERSION: '1',
    },
    stdio: 'inherit',
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code;
}

test('forwards events to the endpoint and answers with its texts', async () => {
  const endpoint = await LambdaEndpoint.start({ region: 'us-east-1', account: '123456789012' });
  cleanUps.push(() => endpoint.close());
  const outcomes: Outcome[] = [
    { echo: true },
    { returnText: '"raw\\u0020text"' },
    { throw: { errorType: 'Busy', more: [1] } },
    { throwText: 'no JSON' },
    { exit: 7 },
  ];
  const versions = { 1: outcomes };
  const group = endpoint.register(
    { deployed: { outcomes: [{ echo: true }], versions, aliases: { live: '1' } } },
    seededRandom('x'),
  );
  const events = ['{"n": 0.0}', '1', '2', '3', '4'];
  const { host, answers } = await runtimeApi(events);
  expect(await run(forwardingPackage(endpoint.url, '1'), host)).toBe(7);
  expect(answers).toEqual([
    '1 response {"n": 0.0}',
    '2 response "raw\\u0020text"',
    '3 error {"errorType":"Busy","more":[1]}',
    '4 error no JSON',
  ]);
  expect(group.invocations.map(({ payload, qualifier }) => [payload, qualifier])).toEqual(
    events.map((event) => [event, 'live']),
  );
});

test('carries out a script of its own', async () => {
  const outcomes: Outcome[] = [
    { return: { n: new JsonNumber('0.0') } },
    { throw: { errorType: 'Busy', errorMessage: 'later' } },
    { echo: true },
  ];
  const { host, answers } = await runtimeApi(['1', '2', '{"a": 1}', '[]']);
  expect(await run(scriptedPackage(outcomes), host)).toBe(0);
  expect(answers).toEqual([
    '1 response {"n":0.0}',
    '2 error {"errorType":"Busy","errorMessage":"later"}',
    '3 response {"a": 1}',
    '4 response []',
  ]);
});

test('is a handler for a managed Node runtime too', async () => {
  const folder = unpack(
    scriptedPackage([{ throw: { errorType: 'Busy', errorMessage: 'later' } }, { echo: true }]),
  );
  const { handler } = (await import(pathToFileURL(join(folder, 'index.mjs')).href)) as {
    handler: (event: unknown) => Promise<unknown>;
  };
  await expect(handler({})).rejects.toMatchObject({ name: 'Busy', message: 'later' });
  expect(await handler({ a: [1] })).toEqual({ a: [1] });
});

test('makes equal zips of equal content', () => {
  expect(forwardingPackage('http://127.0.0.1:1', '1')).toEqual(forwardingPackage('http://127.0.0.1:1', '1'));
  expect(forwardingPackage('http://127.0.0.1:1', '1')).not.toEqual(
    forwardingPackage('http://127.0.0.1:1', '2'),
  );
});
