/**
 * A night: the estimate, AWS recorded once beside the reference, every emulator held to that recording, and what became
 * different since the last one.
 */
import { join } from 'node:path';
import { driftBetween } from '../cli/drift-command.ts';
import { runIntoFolder } from '../cli/run-into-folder.ts';
import { REPORTERS } from '../cli/write-reports.ts';
import type { Drift } from '../drift/drift.ts';
import { driftText } from '../drift/drift-text.ts';
import { readRecording } from '../drift/read-recording.ts';
import { writeChangelog } from '../drift/write-changelog.ts';
import type { Executor } from '../executors/executor.ts';
import { referenceExecutor } from '../executors/reference.ts';
import { placeIn, type PackPlan } from '../executors/packed/plan-packs.ts';
import { readRun } from '../report/run-files/read-run.ts';
import { shortLine } from '../report/printable.ts';
import { ratesLine, verdictLine } from '../report/verdict-line.ts';
import { judgingBy } from '../rules/judging.ts';
import { loadCatalogue } from '../rules/load-catalogue.ts';
import { joined, listOf, type CaseList } from '../run/case-list.ts';
import type { Progress } from '../run/progress.ts';
import type { RunOptions } from '../run/run-options.ts';
import type { Summary } from '../run/summary.ts';
import { estimateLines, estimateOf, type Estimate, type EstimateOptions } from './estimate.ts';
import { RECORDING } from './last-recording.ts';
import { metered } from './metered.ts';
import { dollarText } from './prices.ts';
import { recordedOracle } from './recorded-oracle.ts';

export interface NightlyJob {
  /** Opens AWS, once the estimate is within the ceiling. */
  readonly open: () => Promise<Executor>;
  /** Held to the recording, one after the other; one that can't be had says why. */
  readonly emulators: readonly {
    readonly name: string;
    readonly open: () => Promise<Executor | { readonly unavailable: string }>;
  }[];
  /** The frozen lists and the cases of the day's seed. */
  readonly list: CaseList;
  readonly suites: readonly string[];
  readonly options: RunOptions;
  /** The folder of the night. */
  readonly folder: string;
  /** The recording of an earlier night. */
  readonly last?: string;
  readonly changelog: string;
  /** `2026-11-22` */
  readonly today: string;
  readonly estimate: Omit<EstimateOptions, 'concurrency' | 'pack'>;
  /** Dollars. */
  readonly maxCost: number;
  /** Whether cases share machines where that changes nothing: for AWS, and what has its quotas. */
  readonly pack?: boolean;
  /** Nothing but the estimate. */
  readonly estimateOnly?: boolean;
  readonly print: (line: string) => void;
  readonly onProgress: (progress: Progress) => void;
  readonly signal: AbortSignal;
}

export interface Night {
  readonly estimate: Estimate;
  /** Absent where the estimate was all, or too much. */
  readonly recording?: { readonly path: string; readonly summary: Summary; readonly spent: number };
  readonly emulators: readonly { readonly name: string; readonly summary: Summary }[];
  readonly drift?: Drift;
  /** The entry of the changelog. */
  readonly entry?: string;
  /** 0 nothing is new, 1 AWS does something else than before or than the reference, 2 the night is not whole. */
  readonly code: 0 | 1 | 2;
}

export async function runNight(job: NightlyJob): Promise<Night> {
  const { print, options, maxCost } = job;
  const before = job.last === undefined ? [] : (await readRun(job.last)).findings;
  const list = before.length === 0 ? job.list : joined([repeated(before), job.list]);
  const suites = before.length === 0 ? job.suites : ['repeated', ...job.suites];
  const estimate = await estimateOf(list, {
    ...job.estimate,
    concurrency: options.concurrency,
    pack: job.pack ?? false,
  });
  for (const line of estimateLines(estimate)) print(line);
  const none: Night = { estimate, emulators: [], code: 0 };
  if (estimate.dollars > maxCost) {
    print(
      `That is more than the ceiling of ${dollarText(maxCost)}: nothing was run. Raise --max-cost, or run fewer cases.`,
    );
    return { ...none, code: 2 };
  }
  if (job.estimateOnly) return none;
  const recording = await record(job, list, suites, estimate.packing?.plan);
  const { summary } = recording;
  print(
    `${summary.target} and the reference: ${verdictLine(summary)} (${ratesLine(summary)}), ${dollarText(recording.spent)}`,
  );
  const known = new Set(before.map(({ id }) => id));
  for (const { id, title } of summary.findings)
    print(
      `  ${shortLine(title)}: ${known.has(id) ? 'seen before: the rule may be wrong (CONTRIBUTING.md)' : 'seen for the first time: it is repeated on the next night before a rule changes'}`,
    );
  if (!summary.complete) {
    print('The recording is incomplete: no emulator is held to it, and it is compared with none.');
    return { ...none, recording, code: 2 };
  }
  const emulators = await compareEmulators(job, recording.path, list, suites);
  const { drift, entry } = await driftSince(job, recording.path);
  const changed = drift !== undefined && drift.changes.length + drift.support.length > 0;
  return {
    estimate,
    recording,
    emulators,
    ...(drift && { drift }),
    ...(entry !== undefined && { entry }),
    code: job.signal.aborted ? 2 : changed || summary.diverges > 0 ? 1 : 0,
  };
}

/** A difference between AWS and the reference is seen on two days before it changes a rule. */
const repeated = (findings: Awaited<ReturnType<typeof readRun>>['findings']): CaseList =>
  listOf(findings.map(({ case: minimal, features }) => ({ case: minimal, features, suite: 'repeated' })));

async function record(
  job: NightlyJob,
  list: CaseList,
  suites: readonly string[],
  plan: PackPlan | undefined,
): Promise<NonNullable<Night['recording']>> {
  const opened = await job.open();
  const target = (plan && opened.packed?.(plan)) ?? opened;
  if (plan && target === opened) job.print(`${opened.name} has no quotas: its cases run alone.`);
  const { executor, meter } = metered(target, job.maxCost, job.estimate, placeIn(plan));
  try {
    const { path, summary } = await runIntoFolder({
      ...common(job),
      target: executor,
      oracle: referenceExecutor(),
      list,
      suites,
      folder: { path: join(job.folder, RECORDING) },
      signal: AbortSignal.any([job.signal, meter.reached]),
    });
    if (meter.reached.aborted)
      job.print(`The ceiling of ${dollarText(job.maxCost)} was reached: the recording was stopped.`);
    return { path, summary, spent: meter.spent };
  } finally {
    await executor.close();
  }
}

async function compareEmulators(
  job: NightlyJob,
  recording: string,
  list: CaseList,
  suites: readonly string[],
): Promise<Night['emulators']> {
  const { inferredRules } = judgingBy(loadCatalogue());
  const done: { readonly name: string; readonly summary: Summary }[] = [];
  for (const { name, open } of job.emulators) {
    if (job.signal.aborted) break;
    const target = await open();
    if ('unavailable' in target) {
      job.print(`${name}: not compared: ${shortLine(target.unavailable)}`);
      continue;
    }
    try {
      const { summary } = await runIntoFolder({
        ...common(job),
        target,
        oracle: await recordedOracle(join(recording, 'run.ndjson'), inferredRules),
        list,
        suites,
        folder: { path: join(job.folder, name.replace(/[^A-Za-z0-9.-]+/g, '-')) },
        signal: job.signal,
      });
      job.print(`${name} and the recording: ${verdictLine(summary)} (${ratesLine(summary)})`);
      done.push({ name, summary });
    } finally {
      await target.close();
    }
  }
  return done;
}

const common = ({
  options,
  onProgress,
}: NightlyJob): Pick<Parameters<typeof runIntoFolder>[0], 'options' | 'reporters' | 'onProgress'> => ({
  options,
  reporters: REPORTERS,
  onProgress,
});

async function driftSince(job: NightlyJob, recording: string): Promise<Pick<Night, 'drift' | 'entry'>> {
  if (job.last === undefined) {
    job.print('There is no earlier recording: the next night is compared with this one.');
    return {};
  }
  const drift = await driftBetween(await readRecording(job.last), await readRecording(recording), job.signal);
  job.print(driftText(drift));
  if (drift.changes.length + drift.support.length === 0) return { drift };
  const entry = await writeChangelog(drift, job.changelog, job.today);
  job.print(`Written: ${entry}`);
  return { drift, entry };
}
