/** `--pack`: cases share machines where that changes nothing, on a target with quotas. */
import type { Executor } from '../executors/executor.ts';
import { PackPlanner } from '../executors/packed/plan-packs.ts';
import { packingLines } from '../nightly/estimate.ts';
import { casesOf, type CaseList } from '../run/case-list.ts';
import type { RunOptions } from '../run/run-options.ts';
import type { Shard } from '../run/shard.ts';
import { UsageError } from './command.ts';

/** Cases side by side: enough for all buckets to be emptied though each case waits for a list to tell of its end. */
export const PACKED_CONCURRENCY = 150;

/** Milliseconds for a case: what runs alone waits for its turn to make a machine, of which there is one a second. */
const PACKED_CASE_TIME_LIMIT = 30 * 60_000;

/** What isn't said otherwise, where cases are packed. */
export const PACKED_RUN: Pick<RunOptions, 'concurrency' | 'caseTimeLimit'> = {
  concurrency: PACKED_CONCURRENCY,
  caseTimeLimit: PACKED_CASE_TIME_LIMIT,
};

/** The target with the cases of the list in packs; says which are, and why the others aren't. */
export async function packedTarget(
  target: Executor,
  list: CaseList,
  shard: Shard | undefined,
  print: (line: string) => void,
): Promise<Executor> {
  if (target.packed === undefined)
    throw new UsageError(
      `--pack: ${target.name} has no quotas that packing would spare. It is for --target aws and --target strict.`,
    );
  const planner = new PackPlanner();
  for await (const { case: testCase } of casesOf(list, shard)) await planner.add(testCase);
  const plan = await planner.finish();
  for (const line of packingLines(plan)) print(line);
  return target.packed(plan);
}
