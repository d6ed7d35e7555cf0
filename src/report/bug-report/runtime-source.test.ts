/** The bootstrap of a reproduction, run by a shell against a Runtime API: one invocation after the other. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Outcome } from '../../case/case.ts';
import { JsonNumber } from '../../json/value.ts';
import { needsOwnRuntime, runtimeSource } from './runtime-source.ts';

let folder: string;
let server: Server;
/** What the bootstrap sent: `response BODY`, or `error TYPE BODY`. */
let ends: string[] = [];
/** Invocations that are still to be handed out; then the runtime is told to go. */
let left = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sfn-conformance-runtime-'));
  server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const kind = request.url?.split('/').at(-1);
      if (kind === 'next') {
        if (left === 0) return void response.destroy();
        left -= 1;
        response.writeHead(200, { 'Lambda-Runtime-Aws-Request-Id': `id-${left}` }).end('{"a":1}');
        return;
      }
      const type = request.headers['lambda-runtime-function-error-type'];
      ends.push([kind, request.url?.split('/').at(-2), type, body].filter(Boolean).join(' '));
      response.writeHead(202).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}

interface Run {
  readonly ends: readonly string[];
  readonly printed: string;
  readonly code: number | null;
}

let runs = 0;

async function run(outcomes: readonly Outcome[], invocations = 1, logged = false): Promise<Run> {
  [ends, left] = [[], invocations];
  runs += 1;
  const file = join(folder, 'bootstrap');
  await writeFile(file, runtimeSource(outcomes, 'The function', logged).join('\n'));
  const { port } = server.address() as AddressInfo;
  const child = spawn('sh', [file], {
    env: {
      PATH: process.env['PATH'],
      AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${port}`,
      AWS_LAMBDA_FUNCTION_NAME: `bootstrap-${process.pid}`,
      RUN: String(runs),
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const code = new Promise<number | null>((resolve) => child.once('exit', resolve));
  let printed = '';
  for await (const chunk of child.stdout) printed += String(chunk);
  const ended: Run = { ends, printed, code: await code };
  await rm(`/tmp/bootstrap-${process.pid}-${runs}`, { force: true });
  return ended;
}

describe('a runtime of its own', () => {
  it.each<[Outcome, string]>([
    [{ echo: true }, 'response id-0 {"a":1}'],
    [{ return: [new JsonNumber('1.0'), "it's"] }, `response id-0 [1.0,"it's"]`],
    [{ returnText: '{"b": 1}\n%s' }, 'response id-0 {"b": 1}\n%s'],
    [{ returnBytes: 12 }, 'response id-0 "xxxxxxxxxx"'],
    [
      { throw: { errorType: 'Busy', errorMessage: 'try "later"' } },
      'error id-0 Unhandled {"errorType":"Busy","errorMessage":"try \\"later\\""}',
    ],
    [{ throwText: 'not JSON' }, 'error id-0 Unhandled not JSON'],
  ])('with %j ends byte for byte', async (outcome, end) => {
    expect((await run([outcome])).ends).toEqual([end]);
  });

  it('exits as it is told, without an answer', async () => {
    expect(await run([{ exit: 3 }])).toEqual({ ends: [], printed: '', code: 3 });
  });

  it('goes through its outcomes, one an invocation, and repeats the last one', async () => {
    const outcomes: readonly Outcome[] = [{ throw: { errorType: 'Busy' } }, { return: 1 }, { return: 2 }];
    expect((await run(outcomes, 4)).ends).toEqual([
      'error id-3 Unhandled {"errorType":"Busy"}',
      'response id-2 1',
      'response id-1 2',
      'response id-0 2',
    ]);
  });

  it('logs what it receives where a token must be found in it', async () => {
    expect((await run([{ return: 1 }], 1, true)).printed).toBe('{"a":1}\n');
  });
});

it('is taken where a managed runtime would word the end in its own way', () => {
  const worded: readonly Outcome[] = [
    { throw: { errorType: 'A' } },
    { throwText: 'x' },
    { returnText: '1' },
    { exit: 1 },
    { return: { a: [new JsonNumber('1.0')] } },
  ];
  expect(worded.map(needsOwnRuntime)).toEqual(worded.map(() => true));
  expect(
    [{ echo: true }, { return: 1 }, { timeout: true }].map((one) => needsOwnRuntime(one as Outcome)),
  ).toEqual([false, false, false]);
});
