/** The kit's own emulator, started as a stranger's by nothing but a configuration, keeps the contract of targets. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import type { Case } from '../../case/case.ts';
import { parseCase } from '../../case/parse-case.ts';
import type { JsonValue } from '../../json/value.ts';
import { resolveTarget } from '../resolve-target.ts';
import { targetContract } from '../target.contract.ts';
import type { TargetConfig } from './config.ts';

const folder = mkdtempSync(join(tmpdir(), 'config-target-'));
afterAll(() => rmSync(folder, { recursive: true }));

const configure = (target: TargetConfig): string => {
  const file = join(folder, `${readdirSync(folder).length}.json`);
  writeFileSync(file, JSON.stringify({ targets: { 'served-kit': target } }));
  return file;
};

const served = {
  endpoint: 'http://127.0.0.1:{port}',
  start: {
    command: '{node}',
    args: ['--import', 'tsx', 'src/cli.ts', 'serve', '--port', '{port}'],
    cwd: process.cwd(),
    // Anything below 500 says that it listens.
    health: '/',
  },
} satisfies TargetConfig;

const withLambda = {
  ...served,
  start: { ...served.start, args: [...served.start.args, '--lambda-endpoint', '{lambdaUrl}'] },
  functions: { via: 'endpoint' },
} satisfies TargetConfig;

await targetContract('served-kit', {
  callbacks: true,
  deploys: true,
  config: configure({ ...served, functions: { via: 'deploy' } }),
});

const never = new AbortController().signal;

test('a target that is told where Lambda is calls the kit, and its folder goes with it', async () => {
  const file = configure({
    ...withLambda,
    start: { ...withLambda.start, env: { TMPDIR: '{folder}' } },
    unsupported: ['variables'],
  });
  const temporary = mkdtempSync(join(folder, 'temporary-'));
  vi.stubEnv('TMPDIR', temporary);
  const opening = await resolveTarget('served-kit', { config: file });
  if (opening.kind !== 'open') throw new Error(JSON.stringify(opening));
  try {
    expect(readdirSync(temporary).some((name) => name.startsWith('sfn-conformance-'))).toBe(true);
    const echo = {
      machine: { definition: task({}) },
      input: { n: 1 },
      functions: { echo: { outcomes: [{ echo: true }] } },
    };
    expect(await opening.executor.execute(read(echo), never)).toMatchObject({
      kind: 'observed',
      observation: { output: '{"n":1}', invocations: [{ function: 'echo' }] },
    });
    const assigning = { ...echo, machine: { definition: task({ Assign: { 'x.$': '$.n' } }) } };
    expect(await opening.executor.execute(read(assigning), never)).toEqual({
      kind: 'declined',
      reason: `variables: ${file} says that served-kit doesn't support it`,
    });
  } finally {
    await opening.executor.close();
  }
  vi.unstubAllEnvs();
  // tsx keeps what it has compiled.
  expect(readdirSync(temporary).filter((name) => name.startsWith('sfn-conformance-'))).toEqual([]);
});

test('says why a program could not be started', async () => {
  const file = configure({
    ...served,
    start: { ...served.start, args: ['-e', 'console.log("bad option")'] },
  });
  expect(await resolveTarget('served-kit', { config: file })).toMatchObject({
    kind: 'unavailable',
    reason: 'served-kit did not start: it ended at once; it printed last:\nbad option',
    remedy: expect.stringContaining('targets.served-kit.start'),
  });
});

test('says which request of its settings failed', async () => {
  const file = configure({
    ...served,
    start: { ...served.start, ready: [{ url: '/no/such/page', body: {} }] },
  });
  expect(await resolveTarget('served-kit', { config: file })).toMatchObject({
    kind: 'unavailable',
    reason: expect.stringMatching(
      /^served-kit is ready, but it answered POST http:.*\/no\/such\/page with status 40\d$/,
    ),
  });
});

const task = (more: object): object => ({
  StartAt: 'Call',
  States: {
    Call: {
      Type: 'Task',
      Resource: 'arn:aws:lambda:us-east-1:123456789012:function:echo',
      ...more,
      End: true,
    },
  },
});

function read(value: object): Case {
  const parsing = parseCase(value as JsonValue);
  if (!parsing.ok) throw new Error(parsing.message);
  return parsing.case;
}
