import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startEmulator } from '../../emulator/start-emulator.ts';
import { STRICT_CREDENTIALS, type StrictOptions } from '../../emulator/strict/strict-options.ts';
import type { TargetOpening } from '../target.ts';
import { openRun, type AwsRunOptions } from './open-run.ts';

let ledgers: string;
const cleanUps: (() => Promise<void>)[] = [];
beforeEach(() => {
  ledgers = mkdtempSync(join(tmpdir(), 'ledgers-'));
});
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
  rmSync(ledgers, { recursive: true });
});

const PROMPT: Partial<StrictOptions> = {
  pendingSeconds: 0,
  changeSeconds: 0,
  roleSeconds: 0,
  policySeconds: 0,
  lagSeconds: 0,
};

function signIn(url: string): void {
  process.env['AWS_ENDPOINT_URL'] = url;
  process.env['AWS_REGION'] = 'us-east-1';
  process.env['AWS_ACCESS_KEY_ID'] = STRICT_CREDENTIALS.accessKeyId;
  process.env['AWS_SECRET_ACCESS_KEY'] = STRICT_CREDENTIALS.secretAccessKey;
}

async function open(
  strict: Partial<StrictOptions>,
  options: Partial<AwsRunOptions> = {},
): Promise<{ readonly opening: TargetOpening; readonly called: readonly string[] }> {
  const called: string[] = [];
  const emulator = await startEmulator({
    strict: { ...PROMPT, ...strict },
    gate: (_request, operation) => void called.push(operation),
  });
  cleanUps.push(() => emulator.close());
  signIn(emulator.url);
  const opening = await openRun({
    name: 'aws',
    account: '123456789012',
    progress: () => {},
    signal: new AbortController().signal,
    ledgers,
    ...options,
  });
  return { opening, called };
}

const functions = async (): Promise<number> =>
  (await new LambdaClient({}).send(new ListFunctionsCommand({}))).Functions?.length ?? 0;

test('an account that was not named is not touched', async () => {
  const { opening, called } = await open({}, { account: '999999999999' });
  expect(opening).toMatchObject({
    kind: 'unavailable',
    reason: 'the credentials are not of the account 999999999999 but of another one, which ends in 9012',
  });
  expect(called).toEqual(['GetCallerIdentity']);
  expect(readdirSync(ledgers)).toEqual([]);
});

test('a function that never becomes Active is given up with a message, and nothing is left', async () => {
  const { opening } = await open({ pendingSeconds: Infinity }, { settleSeconds: 1 });
  expect(opening).toMatchObject({
    kind: 'unavailable',
    reason: expect.stringMatching(
      /^the function sfn-conformance-[0-9a-f]{8}-function was still Pending \(The function is being created\.\) after 1 s, and was given up$/,
    ),
    remedy: expect.stringContaining('docs/aws.md'),
  });
  expect(await functions()).toBe(0);
  expect(readdirSync(ledgers)).toEqual([]);
});

test('a role that can never be assumed is given up with what Lambda says', async () => {
  const { opening } = await open({ roleSeconds: Infinity }, { settleSeconds: 1 });
  expect(opening).toMatchObject({
    kind: 'unavailable',
    reason: expect.stringContaining('The role defined for the function cannot be assumed by Lambda.'),
  });
  expect(readdirSync(ledgers)).toEqual([]);
});

test('credentials that nobody knows are told of', async () => {
  const { opening } = await open({ credentials: { accessKeyId: 'other', secretAccessKey: 'x' } });
  expect(opening).toMatchObject({
    kind: 'unavailable',
    reason: expect.stringContaining('The security token included in the request is invalid.'),
    remedy: expect.stringContaining('AWS_PROFILE'),
  });
});

test('nothing is made where no ledger can be written', async () => {
  const { opening, called } = await open({}, { ledgers: '/dev/null/ledgers' });
  expect(opening).toMatchObject({
    kind: 'unavailable',
    reason: expect.stringContaining("the ledger of the run can't be written"),
  });
  expect(called).toEqual(['GetCallerIdentity']);
});

test('a run that is given up while it is opened leaves nothing', async () => {
  const abort = new AbortController();
  const { opening } = await open(
    { pendingSeconds: Infinity },
    {
      signal: abort.signal,
      progress: (line) => line.includes('deploying') && setTimeout(() => abort.abort(), 500),
    },
  );
  expect(opening.kind).toBe('unavailable');
  expect(await functions()).toBe(0);
  expect(readdirSync(ledgers)).toEqual([]);
});

test('somebody who answers nothing is not asked for ever', async () => {
  const server = createServer((request) => request.resume());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanUps.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  signIn(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const opening = await openRun({
    name: 'aws',
    account: '123456789012',
    progress: () => {},
    signal: new AbortController().signal,
    ledgers,
    patience: 300,
  });
  expect(opening).toMatchObject({
    kind: 'unavailable',
    reason: expect.stringContaining("STS doesn't say whose account this is"),
  });
});
