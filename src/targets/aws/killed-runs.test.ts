import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { DynamoDBClient, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { CreateFunctionCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { CreateStateMachineCommand, ListStateMachinesCommand, SFNClient } from '@aws-sdk/client-sfn';
import { afterAll, expect, test } from 'vitest';
import { seededRandom } from '../../asl/random.ts';
import { PASS, ROLE, scriptOf, zipOf } from '../../emulator/sdk-clients.ts';
import { STRICT_CREDENTIALS } from '../../emulator/strict/strict-options.ts';
import { readLedger } from './ledger.ts';

/** How many runs are killed; `npm run prove:kills` kills 20. */
const KILLS = Number(process.env['KILLS'] ?? 3);

const CLI = fileURLToPath(new URL('../../cli.ts', import.meta.url));
const TSX = import.meta.resolve('tsx');

const folder = mkdtempSync(join(tmpdir(), 'killed-runs-'));
const children: ChildProcess[] = [];
afterAll(async () => {
  for (const child of children) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
  rmSync(folder, { recursive: true, force: true });
});

/** The kit as a process of its own, without anything between: what is killed is itself. */
function kit(args: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess {
  const child = spawn(process.execPath, ['--import', TSX, CLI, ...args], {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  return child;
}

async function serve(): Promise<string> {
  const figures = ['--pending-seconds', '0.3', '--role-seconds', '0.3', '--lag-seconds', '0.3'];
  const server = kit(['serve', '--strict', '--quotas', 'none', ...figures]);
  for await (const line of createInterface({ input: server.stdout as NodeJS.ReadableStream })) return line;
  throw new Error('serve printed no address');
}

const url = await serve();
const environment = {
  AWS_ENDPOINT_URL: url,
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: STRICT_CREDENTIALS.accessKeyId,
  AWS_SECRET_ACCESS_KEY: STRICT_CREDENTIALS.secretAccessKey,
};
Object.assign(process.env, environment);
const [sfn, lambda, dynamodb] = [
  new SFNClient({ disableHostPrefix: true, maxAttempts: 10 }),
  new LambdaClient({ maxAttempts: 10 }),
  new DynamoDBClient({ maxAttempts: 10 }),
];

/** What is somebody else's, and looks much like the kit's own. */
async function strangers(): Promise<void> {
  const later = async (make: () => Promise<unknown>): Promise<void> => {
    // A role can't be assumed at once.
    while (!(await make().then(...settled))) await new Promise((resolve) => setTimeout(resolve, 100));
  };
  const name = 'sfn-conformance-00000000-machine';
  await later(() => sfn.send(new CreateStateMachineCommand({ name, definition: PASS, roleArn: ROLE })));
  await later(() =>
    lambda.send(
      new CreateFunctionCommand({
        FunctionName: 'sfn-conformance-00000000-function',
        Role: ROLE,
        Runtime: 'nodejs22.x',
        Handler: 'index.handler',
        Code: { ZipFile: zipOf(scriptOf({ echo: true })) },
      }),
    ),
  );
  const Item = { pk: { S: 'sfn-conformance-00000000' }, sk: { S: 'script#a' } };
  await dynamodb.send(new PutItemCommand({ TableName: 'sfn-conformance', Item }));
}

const settled = [() => true, () => false] as const;

async function standing(): Promise<readonly string[]> {
  const { stateMachines = [] } = await sfn.send(new ListStateMachinesCommand({ maxResults: 1000 }));
  const { Functions = [] } = await lambda.send(new ListFunctionsCommand({}));
  const { Items = [] } = await dynamodb.send(new ScanCommand({ TableName: 'sfn-conformance' }));
  return [
    ...stateMachines.map(({ name }) => `machine ${name}`),
    ...Functions.map(({ FunctionName }) => `function ${FunctionName}`),
    ...Items.map(({ pk, sk }) => `item ${pk?.S} ${sk?.S}`),
  ].toSorted();
}

const ledgers = (): readonly string[] => {
  try {
    return readdirSync(join(folder, '.ledgers'));
  } catch {
    return [];
  }
};

/** Lines of the ledger of the run that goes on. */
const linesWritten = (): number => {
  const [ledger] = ledgers();
  return ledger === undefined
    ? 0
    : readFileSync(join(folder, '.ledgers', ledger), 'utf8').split('\n').length - 1;
};

/** The kit's output and exit code. */
async function finished(
  child: ChildProcess,
): Promise<{ readonly text: string; readonly code: number | null }> {
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { text, code };
}

test(
  'a run that is killed at any moment is swept: everything that its ledger names, and nothing else',
  // Milliseconds, for a machine that has much else to do.
  { timeout: KILLS * 300_000 },
  async () => {
    await strangers();
    // Lists learn of it a moment later.
    let before: readonly string[] = [];
    while (before.length < 3) before = await standing();
    const random = seededRandom(`kills ${process.env['KILL_SEED'] ?? 1}`);
    let found = 0;
    for (let kill = 1; kill <= KILLS; kill++) {
      const arguments_ = `conformance --target aws --account 123456789012 --runs 400 --seed ${kill}`;
      const run = kit(arguments_.split(' '));
      const end = once(run, 'close');
      // From the first line of the ledger to the middle of the cases.
      const lines = 1 + Math.floor(random.next() * 40);
      while (linesWritten() < lines && run.exitCode === null)
        await new Promise((resolve) => setTimeout(resolve, 20));
      await new Promise((resolve) => setTimeout(resolve, random.next() * 500));
      run.kill('SIGKILL');
      await end;
      const [ledger = ''] = ledgers();
      const reading = await readLedger(join(folder, '.ledgers', ledger));
      expect(reading.kind).toBe('read');
      const named = reading.kind === 'read' ? reading.standing.length : 0;
      found += named;
      const { text, code } = await finished(kit(['sweep']));
      expect(text).toContain('nothing is left');
      expect(code).toBe(0);
      expect(await standing()).toEqual(before);
      expect(ledgers()).toEqual([]);
      process.stderr.write(
        `kill ${kill} of ${KILLS}: the ledger named ${named} things; all of them are gone, and nothing else\n`,
      );
    }
    // Else the kills came before anything was made.
    expect(found).toBeGreaterThan(KILLS);
  },
);
