/** What a merging is asked to do, from its options. */
import type { MergedFindingParts } from '../merge/merged-findings.ts';
import type { Reporter } from '../report/report.ts';
import { DEFAULT_RUN } from '../run/run-options.ts';
import type { TargetOptions } from '../targets/target.ts';
import { UsageError } from './command.ts';
import { durationOf, parseOptions, wholeNumber } from './options.ts';
import { readTargetOptions, TARGET_OPTIONS, TARGET_USAGE } from './target-options.ts';
import { chosenReporters } from './write-reports.ts';

export const MERGE_USAGE =
  'npm run -s merge -- DIR.. --out DIR [--target T] [--oracle O] [--waivers FILE] [--shrink-budget N] [--shrink-limit N] [--concurrency N] [--case-time-limit 60s] [--reporter R..] ' +
  TARGET_USAGE;

export interface MergePlan {
  readonly folders: readonly string[];
  readonly out: string;
  readonly target?: string;
  readonly oracle?: string;
  readonly where: Pick<TargetOptions, 'config' | 'lambdaPort' | 'account'>;
  /** The file of waivers. */
  readonly waivers?: string;
  readonly options: MergedFindingParts['options'];
  readonly reporters: readonly Reporter[];
}

export function readMergePlan(args: readonly string[]): MergePlan {
  const spec = {
    out: 'text',
    target: 'text',
    ...TARGET_OPTIONS,
    oracle: 'text',
    waivers: 'text',
    'shrink-budget': 'text',
    'shrink-limit': 'text',
    concurrency: 'text',
    'case-time-limit': 'text',
    reporter: 'list',
  } as const;
  const { texts, lists, positionals } = parseOptions(args, spec, MERGE_USAGE);
  const { out, target, oracle, waivers } = texts;
  if (positionals.length === 0)
    throw new UsageError(`Name the folders of the shards.\n\nUsage: ${MERGE_USAGE}`);
  if (out === undefined)
    throw new UsageError(`--out: name the folder for the merged run.\n\nUsage: ${MERGE_USAGE}`);
  return {
    folders: positionals,
    out,
    ...(target !== undefined && { target }),
    ...(oracle !== undefined && { oracle }),
    ...(waivers !== undefined && { waivers }),
    where: readTargetOptions(texts),
    reporters: chosenReporters(lists['reporter'] ?? []),
    options: {
      concurrency: wholeNumber('concurrency', texts['concurrency'], DEFAULT_RUN.concurrency, 1),
      caseTimeLimit: durationOf('case-time-limit', texts['case-time-limit']) ?? DEFAULT_RUN.caseTimeLimit,
      shrinkBudget: wholeNumber('shrink-budget', texts['shrink-budget'], DEFAULT_RUN.shrinkBudget),
      shrinkLimit: wholeNumber('shrink-limit', texts['shrink-limit'], DEFAULT_RUN.shrinkLimit),
    },
  };
}
