/** The findings of merged shards, on the target that the shards ran on where it can be had. */
import type { Executor } from '../executors/executor.ts';
import type { MergedShards } from '../merge/merge-shards.ts';
import { shrunkFindings, unshrunkFindings, type MergedFindingParts } from '../merge/merged-findings.ts';
import type { ShardRun } from '../merge/shard-run.ts';
import { isAtHand } from '../merge/target-at-hand.ts';
import type { Finding } from '../run/finding.ts';
import { UsageError, type Terminal } from './command.ts';
import type { MergePlan } from './merge-plan.ts';
import { openExecutor } from './open-executor.ts';

/** Shrunk on the target, which is opened only where there is something to shrink. */
export async function findMerged(
  shards: readonly ShardRun[],
  { header, divergences }: MergedShards,
  parts: MergedFindingParts,
  plan: MergePlan,
  terminal: Terminal,
): Promise<readonly Finding[]> {
  const ways = divergences.groups.length;
  if (ways === 0) return [];
  const target = plan.target ?? (await unasked(header.target));
  const believed = plan.oracle ?? (await unasked(header.oracle));
  if (target === undefined || believed === undefined) {
    const far = target === undefined ? ['target', header.target] : ['oracle', header.oracle];
    terminal.err(unshrunk(`${far[1]} isn't reached unasked`, `--${far[0]} ${far[1]}`));
    return unshrunkFindings(shards, divergences, parts, terminal.signal);
  }
  terminal.err(`${ways} ways to differ; their smallest cases are shrunk on ${target}.\n`);
  const oracle = await openExecutor('oracle', believed, terminal, ofOracle(plan.where));
  try {
    const opened = await openTarget(target, plan, terminal);
    if (opened === undefined) return await unshrunkFindings(shards, divergences, parts, terminal.signal);
    try {
      refuseAnother(opened.name, header.target);
      const named = {
        name: header.target,
        execute: opened.execute.bind(opened),
        close: opened.close.bind(opened),
      };
      return await shrunkFindings(divergences, { oracle, target: named }, parts, terminal.signal);
    } finally {
      await opened.close();
    }
  } finally {
    await oracle.close();
  }
}

/** Addresses of one target may differ; names may not. */
function refuseAnother(found: string, expected: string): void {
  if (found === expected || URL.canParse(found) || URL.canParse(expected)) return;
  throw new UsageError(
    `--target ${found}: the shards ran on ${expected}; findings of another target are others.`,
  );
}

/** A target that nobody named and that isn't there now is done without. */
async function openTarget(
  target: string,
  plan: MergePlan,
  terminal: Terminal,
): Promise<Executor | undefined> {
  try {
    return await openExecutor('target', target, terminal, plan.where);
  } catch (error) {
    if (!(error instanceof UsageError) || plan.target !== undefined) throw error;
    terminal.err(`${error.message}\n${unshrunk(`${target} can't be had`, `--target ${target}`)}`);
    return undefined;
  }
}

/** The name, if it can be opened without anybody having named it. */
const unasked = async (name: string): Promise<string | undefined> =>
  (await isAtHand(name)) ? name : undefined;

/** The port is the target's. */
const ofOracle = ({ lambdaPort: _, ...where }: MergePlan['where']): MergePlan['where'] => where;

const unshrunk = (why: string, option: string): string =>
  `The findings show the smallest cases as they were drawn, for ${why}. ` +
  `Merge with ${option} to shrink them as one run would.\n`;
