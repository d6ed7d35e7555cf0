/** `merge`: shards of one run to one result. */
import { mergeShards } from '../merge/merge-shards.ts';
import { partsOfOneRun } from '../merge/one-run.ts';
import { openShard, runFoldersIn, type ShardRun } from '../merge/shard-run.ts';
import { RunFileError } from '../report/run-files/run-file-error.ts';
import type { Catalogue } from '../rules/catalogue.ts';
import { loadCatalogue } from '../rules/load-catalogue.ts';
import { standardParts } from '../run/standard-parts.ts';
import { settleRun } from '../waivers/settle-run.ts';
import type { Waiver } from '../waivers/waiver.ts';
import { UsageError, type Command, type ExitCode, type Terminal } from './command.ts';
import { findMerged } from './find-merged.ts';
import { MERGE_USAGE, readMergePlan, type MergePlan } from './merge-plan.ts';
import { refuseUsedFolder } from './new-folder.ts';
import { waiversOption } from './waivers-option.ts';
import { writeMerged } from './write-merged.ts';

export const mergeCommand: Command = {
  name: 'merge',
  about: 'merges the shards of a run into what the whole run would have given',
  usage: MERGE_USAGE,
  run: async (args, terminal) => {
    const plan = readMergePlan(args);
    await refuseUsedFolder('out', plan.out);
    const catalogue = loadCatalogue();
    const waivers = await waiversOption(plan.waivers, catalogue);
    try {
      const shards = partsOfOneRun(await shardsIn(plan.folders));
      return await merge(
        shards as readonly [ShardRun, ...ShardRun[]],
        plan,
        { catalogue, waivers },
        terminal,
      );
    } catch (error) {
      if (!(error instanceof RunFileError)) throw error;
      throw new UsageError(error.message);
    }
  },
};

async function shardsIn(folders: readonly string[]): Promise<readonly ShardRun[]> {
  const runs = await Promise.all(folders.map(runFoldersIn));
  return Promise.all(runs.flat().map(openShard));
}

async function merge(
  shards: readonly [ShardRun, ...ShardRun[]],
  plan: MergePlan,
  { catalogue, waivers }: { readonly catalogue: Catalogue; readonly waivers: readonly Waiver[] },
  terminal: Terminal,
): Promise<ExitCode> {
  const merged = await mergeShards(shards, countPrinter(terminal));
  const parts = { ...standardParts(catalogue), options: plan.options };
  const findings = await findMerged(shards, merged, parts, plan, terminal);
  const stopped = terminal.signal.aborted ? 'it was stopped' : undefined;
  const result = { ...merged, findings, ...(stopped !== undefined && { stopped }) };
  const { printed, summary } = await writeMerged(plan.out, shards, result, catalogue, plan.reporters);
  terminal.out(printed);
  const { code, lines } = settleRun(summary, merged.divergences, findings, waivers);
  for (const line of lines) terminal.out(`${line}\n`);
  return code;
}

function countPrinter({ interactive, err }: Terminal): (cases: number) => void {
  return (cases) => {
    if (interactive && cases % 100 === 0) err(`\r${cases} cases read `);
  };
}
