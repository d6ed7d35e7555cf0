/** A merged run with its folder. */
import { mkdir, rmdir } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import { inListOrder } from '../merge/in-list-order.ts';
import type { MergedShards } from '../merge/merge-shards.ts';
import type { ShardRun } from '../merge/shard-run.ts';
import type { Reporter } from '../report/report.ts';
import type { Catalogue } from '../rules/catalogue.ts';
import type { Finding } from '../run/finding.ts';
import { RunFolder } from '../run/run-folder.ts';
import { summarize, type Summary } from '../run/summary.ts';
import { UsageError } from './command.ts';
import { rulesOf, writeReports } from './write-reports.ts';

export interface MergedResult extends MergedShards {
  readonly findings: readonly Finding[];
  /** Why not all findings were looked for. */
  readonly stopped?: string;
}

/** The folder of the merged run, with all that a run's folder holds; it must not be there yet. */
export async function writeMerged(
  out: string,
  shards: readonly ShardRun[],
  { header, tally, findings, footer, stopped }: MergedResult,
  catalogue: Catalogue,
  reporters: readonly Reporter[],
): Promise<{ readonly printed: string; readonly summary: Summary }> {
  const end = { ...footer, ...(stopped !== undefined && { stopped }) };
  await mkdir(dirname(out), { recursive: true });
  // An empty one may be there, made for the purpose.
  await rmdir(out).catch(() => undefined);
  const folder = await RunFolder.createAt(out);
  if (folder === undefined) throw new UsageError(`--out ${out}: the folder has come into being meanwhile.`);
  await folder.write(header);
  for await (const line of inListOrder(shards)) await folder.writeLine(line);
  await folder.write(end);
  await folder.close();
  const summary = summarize(header, tally, findings, end);
  const rules = rulesOf(findings, catalogue);
  const report = { summary, findings, rules, folder: relative('.', folder.path) };
  return { printed: await writeReports(report, reporters, folder), summary };
}
