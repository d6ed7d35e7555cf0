import { once } from 'node:events';
import { expect, test } from 'vitest';
import { startCli } from '../cli/spawned-cli.fixture.ts';
import { openEmbedded } from '../targets/presets/embedded.ts';
import { resolveTarget } from '../targets/resolve-target.ts';
import type { RunLine } from './record.ts';
import { MUTANTS } from './mutants/mutants.ts';
import { openMutant } from './mutants/mutant.ts';
import { runOnReference } from './run-on-reference.fixture.ts';
import type { OtherWay } from './finding.ts';
import { summarize } from './summary.ts';

const PATIENCE = { timeout: 600_000 };

test('the same seed gives the same result', PATIENCE, async () => {
  const [mutant = { name: 'none' }] = MUTANTS;
  const results = [];
  for (const concurrency of [4, 4]) {
    const target = await openMutant(mutant);
    const { tally, findings, complete } = await runOnReference(target, {
      runs: 60,
      seed: 3,
      concurrency,
      shrinkBudget: 20,
    });
    await target.close();
    const header = { kind: 'header', format: 1, kit: '', target: '', oracle: '', seed: 3, runs: 60 } as const;
    results.push({
      summary: summarize({ ...header, suites: [], started: '' }, tally, findings, { complete, ended: '' }),
      findings: findings.map((finding) => ({
        ...withoutObservations(finding),
        also: finding.also.map(withoutObservations),
      })),
    });
  }
  expect(results[0]?.findings.length).toBeGreaterThan(0);
  expect(results[1]).toEqual(results[0]);
});

/** Times are drawn anew, and tokens, where a retrier has jitter. */
const withoutObservations = (shown: OtherWay) => ({
  ...shown,
  expected: undefined,
  observed: undefined,
});

test(
  'a target that is killed leaves indeterminate cases, no divergences, and the run ends by itself',
  PATIENCE,
  async () => {
    const server = startCli(['serve', '--port', '0']);
    const exit = once(server, 'exit');
    const [address] = await once(server.stdout.setEncoding('utf8'), 'data');
    const target = await resolveTarget(String(address).trim());
    if (target.kind !== 'open') throw new Error(`the emulator is ${target.kind}`);
    const lines: RunLine[] = [];
    const { tally, findings, complete, stopped } = await runOnReference(target.executor, {
      runs: 400,
      seed: 2,
      write: async (line) => void lines.push(line),
      onProgress: ({ cases }) => {
        if (cases === 5) server.kill('SIGKILL');
      },
    });
    await exit;
    await target.executor.close();
    expect(complete).toBe(false);
    expect(stopped).toContain('could not be set up');
    expect(findings).toEqual([]);
    const { cases, diverges, indeterminate } = tally.counts;
    expect(diverges).toBe(0);
    expect(indeterminate).toBeGreaterThan(0);
    expect(cases).toBeLessThan(400);
    expect(lines).toHaveLength(cases);
  },
);

test('ends at its time limit with what it has', PATIENCE, async () => {
  const opening = await openEmbedded('slow');
  const { complete, stopped, tally } = await runOnReference(opening.executor, {
    runs: 1_000_000,
    seed: 1,
    timeLimit: 3000,
  });
  await opening.executor.close();
  expect(complete).toBe(false);
  expect(stopped).toBe('its time limit of 3 s was reached');
  expect(tally.counts.diverges + tally.counts.indeterminate).toBe(0);
});
