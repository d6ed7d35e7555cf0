/**
 * The simulated nightly: so many generated cases on the strict mode, under the published quotas of us-east-1 and on its virtual
 * clock, with packs and without. Simulated minutes are exact and the same on every machine; `npx tsx bench/nightly.ts 10000 1000`
 * takes the long counts.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ListStateMachinesCommand } from '@aws-sdk/client-sfn';
import { PACKED_RUN } from '../src/cli/pack-option.ts';
import { estimateOptionsFor } from '../src/nightly/driven.ts';
import { runNight, type Night } from '../src/nightly/nightly.ts';
import { casesOf, listOf, type CaseList, type ListedCase } from '../src/run/case-list.ts';
import { generatedList } from '../src/run/generated-cases.ts';
import { DEFAULT_RUN } from '../src/run/run-options.ts';
import { openStrict } from '../src/targets/presets/strict.ts';

const SEED = 20_261_122;

type Print = (line: string) => void;

export async function simulatedNightly(print: Print, packed: number, alone: number): Promise<void> {
  for (const [cases, pack] of [
    [alone, false],
    [packed, true],
  ] as const) {
    if (cases === 0) continue;
    const { night, calls, minutes, standing } = await nightOf(cases, pack, print);
    const { estimate, recording } = night;
    const total = [...calls.values()].reduce((sum, count) => sum + count, 0);
    const summary = recording?.summary;
    print(
      `Simulated nightly of ${cases} cases ${pack ? 'in packs' : 'alone'}: ${minutes.toFixed(2)} simulated minutes (estimated ${estimate.minutes.toFixed(2)}), ` +
        `${total} calls let through (estimated ${estimate.total}: ratio ${(estimate.total / total).toFixed(2)}); ` +
        `${summary?.conforms} conform, ${summary?.diverges} diverge, ${summary?.declined} declined, ${summary?.indeterminate} indeterminate; ${standing} machines left`,
    );
    print(`  ${[...calls].map(([operation, count]) => `${operation} ${count}`).join(', ')}`);
  }
}

async function nightOf(
  cases: number,
  pack: boolean,
  print: Print,
): Promise<{
  readonly night: Night;
  readonly calls: ReadonlyMap<string, number>;
  readonly minutes: number;
  readonly standing: number;
}> {
  const folder = await mkdtemp(join(tmpdir(), 'sfn-conformance-bench-'));
  const counted = new Map<string, number>();
  let now = (): number => 0;
  let [first, last] = [Infinity, 0];
  let calls: ReadonlyMap<string, number> = new Map();
  let standing = 0;
  const never = new AbortController().signal;
  try {
    const night = await runNight({
      open: async () => {
        const { executor, connection } = await openStrict(
          {
            gate: (_request, operation, service) => {
              if (service !== 'states') return undefined;
              counted.set(operation, (counted.get(operation) ?? 0) + 1);
              first = Math.min(first, now());
              last = now();
              return undefined;
            },
          },
          {
            closing: async (api) => {
              calls = new Map([...counted].toSorted(([, a], [, b]) => b - a));
              const answer = await api.stepFunctions(new ListStateMachinesCommand({}), never);
              const text = answer.kind === 'ok' ? answer.text : '{}';
              standing = (JSON.parse(text) as { stateMachines?: unknown[] }).stateMachines?.length ?? -1;
            },
          },
        );
        now = () => connection?.traits.clock.now() ?? 0;
        return executor;
      },
      emulators: [],
      list: await drawn(cases),
      suites: ['generated'],
      options: { ...DEFAULT_RUN, ...(pack && PACKED_RUN), runs: cases, seed: SEED },
      folder: join(folder, 'night'),
      changelog: join(folder, 'changelog'),
      today: '2026-11-22',
      estimate: { ...estimateOptionsFor('strict'), region: 'A' },
      maxCost: 100,
      pack,
      print,
      onProgress: ({ phase, cases: done, total }) => {
        if (phase === 'running' && done % 1000 === 0)
          print(`  ${done} of ${total} after ${((last - first) / 60_000).toFixed(1)} minutes`);
      },
      signal: never,
    });
    return { night, calls, minutes: (last - first) / 60_000, standing };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Drawn once; each time as another object, so that nothing is kept of it. */
async function drawn(count: number): Promise<CaseList> {
  const cases: ListedCase[] = [];
  for await (const { case: one, features, suite } of casesOf(generatedList({ seed: SEED, count })))
    cases.push({ case: { ...one }, features, suite });
  const list = listOf(cases);
  return {
    total: count,
    at: async (position) => {
      const listed = await list.at(position);
      return { ...listed, case: { ...listed.case } };
    },
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [packed = '300', alone = '100'] = process.argv.slice(2);
  await simulatedNightly((line) => void process.stdout.write(`${line}\n`), Number(packed), Number(alone));
}
