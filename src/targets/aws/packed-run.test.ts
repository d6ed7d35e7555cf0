/** Packs by the way that AWS is driven: one function that plays them all, its notes in a table, real time. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { ListStateMachinesCommand, SFNClient } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Case } from '../../case/case.ts';
import { judge } from '../../compare/judge.ts';
import type { Verdict } from '../../compare/verdict.ts';
import { startEmulator, type Emulator } from '../../emulator/start-emulator.ts';
import { STRICT_CREDENTIALS } from '../../emulator/strict/strict-options.ts';
import { PackPlanner, type PackPlan } from '../../executors/packed/plan-packs.ts';
import { usualPrediction } from '../../executors/reference/usual-prediction.ts';
import { referenceExecutor } from '../../executors/reference.ts';
import { casesOf } from '../../run/case-list.ts';
import { generatedList } from '../../run/generated-cases.ts';
import { runPool } from '../../run/pool.ts';
import { openRun } from './open-run.ts';

/** Milliseconds, for a machine that has much else to do. */
const PATIENCE = 300_000;

/** Cases that run at a time. */
const SIDE_BY_SIDE = 3;

const never = new AbortController().signal;

let emulator: Emulator;
let ledgers: string;
let cases: readonly Case[];
let plan: PackPlan;
const calls = new Map<string, number>();

beforeAll(async () => {
  emulator = await startEmulator({
    strict: { pendingSeconds: 0, changeSeconds: 0, roleSeconds: 0, policySeconds: 0, lagSeconds: 0.3 },
    gate: (_request, operation, service) => {
      const call = `${service}:${operation}`;
      calls.set(call, (calls.get(call) ?? 0) + 1);
      return undefined;
    },
  });
  process.env['AWS_ENDPOINT_URL'] = emulator.url;
  process.env['AWS_REGION'] = 'us-east-1';
  process.env['AWS_ACCESS_KEY_ID'] = STRICT_CREDENTIALS.accessKeyId;
  process.env['AWS_SECRET_ACCESS_KEY'] = STRICT_CREDENTIALS.secretAccessKey;
  ledgers = mkdtempSync(join(tmpdir(), 'ledgers-'));
  cases = await shortCases(12);
  const planner = new PackPlanner();
  for (const one of cases) await planner.add(one);
  plan = await planner.finish();
}, PATIENCE);

afterAll(async () => {
  await emulator.close();
  rmSync(ledgers, { recursive: true });
});

/** Cases for packs, some of which answer tokens, that are over soon by a real clock. */
async function shortCases(count: number): Promise<readonly Case[]> {
  const found: Case[] = [];
  const tokens = (): number => found.filter(({ callbacks }) => Object.keys(callbacks).length > 0).length;
  for await (const { case: one } of casesOf(generatedList({ seed: 8, count: 400 }))) {
    const { machine, callbacks } = one;
    const { prediction } = await usualPrediction(one);
    const answers = Object.keys(callbacks).length > 0;
    if (prediction.seconds > 2 || machine.start !== undefined || machine.type === 'EXPRESS') continue;
    if (prediction.status !== 'SUCCEEDED' && prediction.status !== 'FAILED') continue;
    if (answers ? tokens() >= count / 4 : found.length - tokens() >= (count * 3) / 4) continue;
    found.push(one);
    if (found.length === count) break;
  }
  return found;
}

async function* from<T>(items: readonly T[]): AsyncIterable<T> {
  yield* items;
}

async function standing(): Promise<readonly unknown[]> {
  const client = { disableHostPrefix: true };
  const { stateMachines = [] } = await new SFNClient(client).send(new ListStateMachinesCommand({}));
  const { Functions = [] } = await new LambdaClient({}).send(new ListFunctionsCommand({}));
  const { Items = [] } = await new DynamoDBClient({}).send(new ScanCommand({ TableName: 'sfn-conformance' }));
  return [...stateMachines, ...Functions, ...Items];
}

test(
  'the cases of a pack are seen as they are alone, and nothing of them is left',
  { timeout: PATIENCE },
  async () => {
    const opening = await openRun({
      name: 'aws',
      account: '123456789012',
      progress: () => {},
      signal: never,
      ledgers,
      settleSeconds: 60,
    });
    if (opening.kind !== 'open') throw new Error(opening.reason);
    const target = opening.executor.packed?.(plan);
    if (target === undefined) throw new Error('AWS has quotas');
    calls.clear();
    const reference = referenceExecutor();
    const verdicts: Verdict[] = [];
    // Each function is a process: a few at a time, for a machine that has much else to do.
    await runPool(
      from(cases),
      SIDE_BY_SIDE,
      async (one) => {
        const expected = await reference.execute(one, never);
        verdicts.push(judge(expected, await target.execute(one, never), new Set()));
      },
      never,
    );
    // A function of the run can't do all that cases ask for; nothing differs.
    const kinds = verdicts.map(({ kind }) => kind);
    expect(verdicts.filter(({ kind }) => kind !== 'conforms' && kind !== 'declined')).toEqual([]);
    expect(kinds.filter((kind) => kind === 'conforms').length).toBeGreaterThan(cases.length / 2);
    // One machine a pack, the one that tries the roles, and those of cases that ran alone.
    const alone = plan.places.filter(({ kind }) => kind === 'alone').length;
    expect(plan.packs.length + alone).toBeLessThan(cases.length / 2);
    expect(calls.get('states:CreateStateMachine')).toBeLessThan(cases.length);
    expect(calls.get('states:ListExecutions')).toBeGreaterThan(0);
    await target.close();
    expect(await standing()).toEqual([]);
    expect(readdirSync(ledgers)).toEqual([]);
  },
);
