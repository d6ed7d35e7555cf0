import { ListStateMachinesCommand, SFNClient } from '@aws-sdk/client-sfn';
import { expect, test } from 'vitest';
import { drawCases } from '../../../generators/draw-cases.ts';
import type { Case } from '../../case/case.ts';
import { STRICT_CREDENTIALS } from '../../emulator/strict/strict-options.ts';
import type { Executor } from '../../executors/executor.ts';
import { referenceExecutor } from '../../executors/reference.ts';
import { meaningOf } from '../../run/one-meaning.ts';
import { tryCase } from '../../run/trial.ts';
import { resolveTarget } from '../resolve-target.ts';

/** How many round-trips are run; `npm run prove:callbacks` runs 500. */
const CASES = Number(process.env['CALLBACKS'] ?? 25);

/** Generated cases in which tokens are answered. */
async function callbackCases(): Promise<readonly Case[]> {
  const cases: Case[] = [];
  for (const { case: drawn } of drawCases({ seed: 5, count: Number.MAX_SAFE_INTEGER })) {
    if (cases.length === CASES) return cases;
    if (Object.keys(drawn.callbacks).length > 0 && (await meaningOf(drawn)).kind === 'one') cases.push(drawn);
  }
  return cases;
}

interface RoundTrips {
  readonly verdicts: readonly string[];
  /** What the API said to what was sent for tokens, over all cases: `ok: 31`, `InvalidToken: 4` ... */
  readonly said: Readonly<Record<string, number>>;
}

async function roundTrips(target: Executor, cases: readonly Case[]): Promise<RoundTrips> {
  const oracle = referenceExecutor();
  const contest = { oracle, target, inferredRules: new Set<string>(), caseTimeLimit: 60_000 };
  const signal = new AbortController().signal;
  const verdicts: string[] = [];
  const said: Record<string, number> = {};
  for (const one of cases) {
    const trial = await tryCase(contest, one, signal);
    verdicts.push(JSON.stringify(trial.verdict));
    const answers = trial.target.kind === 'observed' ? (trial.target.observation.callbacks ?? []) : [];
    for (const { result } of answers) said[result] = (said[result] ?? 0) + 1;
  }
  return { verdicts, said };
}

async function open(name: string) {
  const opening = await resolveTarget(name);
  if (opening.kind !== 'open') throw new Error(`${name} can't be opened`);
  return opening;
}

test(
  'callbacks come to the same verdicts where calls are throttled and connections reset, and nothing is left',
  async () => {
    const cases = await callbackCases();
    const embedded = await open('embedded');
    const calm = await roundTrips(embedded.executor, cases);
    await embedded.executor.close();
    expect(calm.verdicts).toEqual(cases.map(() => '{"kind":"conforms"}'));
    const strict = await open('strict?throttle=10&reset=2&fault-seed=4');
    const disturbed = await roundTrips(strict.executor, cases);
    process.stderr.write(`${cases.length} round-trips, answers of the API: ${JSON.stringify(calm.said)}\n`);
    expect(disturbed).toEqual(calm);
    const client = new SFNClient({
      endpoint: strict.url ?? '',
      region: 'us-east-1',
      credentials: STRICT_CREDENTIALS,
      maxAttempts: 10,
    });
    const { stateMachines = [] } = await client.send(new ListStateMachinesCommand({}));
    expect(stateMachines.map(({ name }) => name)).toEqual([]);
    client.destroy();
    await strict.executor.close();
    // Milliseconds, for a machine that has much else to do.
  },
  300_000 + CASES * 10_000,
);

test.each([
  ['strict?speed=3', "it has no setting 'speed'", /Its settings are throttle, reset, fault-seed/],
  ['embedded?throttle=3', "it has no setting 'throttle'", /without settings/],
])('refuses %s', async (name, reason, remedy) => {
  expect(await resolveTarget(name)).toMatchObject({
    kind: 'unavailable',
    reason,
    remedy: expect.stringMatching(remedy),
  });
});
