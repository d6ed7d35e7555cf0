/** A run with its folder: every line as it comes, then the summary, the findings and the reports. */
import { basename, dirname, relative } from 'node:path';
import type { Executor } from '../executors/executor.ts';
import { KIT_VERSION } from '../kit.ts';
import type { Reporter } from '../report/report.ts';
import { loadCatalogue } from '../rules/load-catalogue.ts';
import { casesOf, identityOf, type CaseList } from '../run/case-list.ts';
import type { Divergences } from '../run/divergences.ts';
import type { ExaminedMachine } from '../run/examined-machine.ts';
import type { Finding } from '../run/finding.ts';
import type { Progress } from '../run/progress.ts';
import { RUN_FORMAT, type RunHeader } from '../run/record.ts';
import { run } from '../run/run.ts';
import { RunFolder } from '../run/run-folder.ts';
import type { RunOptions } from '../run/run-options.ts';
import { shardSize, type Shard } from '../run/shard.ts';
import { standardParts } from '../run/standard-parts.ts';
import { summarize, type Summary } from '../run/summary.ts';
import { rulesOf, writeReports } from './write-reports.ts';

export interface RunJob {
  readonly target: Executor;
  readonly oracle: Executor;
  readonly list: CaseList;
  /** The names of the suites that the list is made of. */
  readonly suites: readonly string[];
  readonly machine?: ExaminedMachine;
  readonly options: RunOptions;
  readonly shard?: Shard;
  readonly reporters: readonly Reporter[];
  /** The run's own folder, which must not be there; or where one shall be made, by the name of the target, the seed and the time. */
  readonly folder: { readonly path: string } | { readonly under: string };
  readonly onProgress: (progress: Progress) => void;
  readonly signal: AbortSignal;
}

export interface FinishedRun {
  readonly summary: Summary;
  readonly findings: readonly Finding[];
  readonly divergences: Divergences;
  /** What the reporters have for the console. */
  readonly printed: string;
  /** The run's folder. */
  readonly path: string;
}

export async function runIntoFolder(job: RunJob): Promise<FinishedRun> {
  const { target, oracle, list, suites, options, shard, onProgress, signal } = job;
  const catalogue = loadCatalogue();
  const header: RunHeader = {
    kind: 'header',
    format: RUN_FORMAT,
    kit: KIT_VERSION,
    target: target.name,
    oracle: oracle.name,
    seed: options.seed,
    runs: options.runs,
    suites,
    ...(job.machine && { machine: job.machine }),
    list: await identityOf(list),
    ...(shard && { shard }),
    started: new Date().toISOString(),
  };
  const folder = await ('path' in job.folder
    ? RunFolder.create(dirname(job.folder.path), basename(job.folder.path))
    : RunFolder.create(job.folder.under, folderName(header)));
  await folder.write(header);
  const { tally, divergences, findings, complete, stopped, turned, shrinkLimitReached } = await run(
    {
      ...standardParts(catalogue),
      oracle,
      target,
      cases: casesOf(list, shard),
      total: shard ? shardSize(list.total, shard) : list.total,
      write: (line) => folder.write(line),
      onProgress,
      now: () => performance.now(),
      signal,
    },
    options,
  );
  const end = {
    complete,
    ended: new Date().toISOString(),
    ...(stopped !== undefined && { stopped }),
    ...(turned && { turned }),
  };
  await folder.write({ kind: 'footer', ...tally.counts, ...end });
  await folder.close();
  const summary = summarize(header, tally, findings, {
    ...end,
    ...(shrinkLimitReached && { shrinkLimitReached }),
  });
  const report = {
    summary,
    findings,
    rules: rulesOf(findings, catalogue),
    folder: relative('.', folder.path),
  };
  const printed = await writeReports(report, job.reporters, folder);
  return { summary, findings, divergences, printed, path: folder.path };
}

/** Readable and sortable: the target, the seed, the shard, the time. */
const folderName = ({ target, seed, shard, started }: RunHeader): string =>
  `${target.replace(/[^A-Za-z0-9.-]+/g, '-')}-seed-${seed}${shard ? `-shard-${shard.index}-of-${shard.of}` : ''}-${started.replace(/[:.]/g, '-')}`;
