/** What a conformance run is asked to do, from its options. */
import type { Reporter } from '../report/report.ts';
import { DEFAULT_RUN, type RunOptions } from '../run/run-options.ts';
import type { Shard } from '../run/shard.ts';
import type { TargetOptions } from '../targets/target.ts';
import { UsageError } from './command.ts';
import { featuresOption } from './features-option.ts';
import { durationOf, parseOptions, wholeNumber } from './options.ts';
import { CASES_OF_A_MACHINE, ownMachineOption, type OwnMachine } from './own-machine.ts';
import { PACKED_RUN } from './pack-option.ts';
import { shardOption } from './shard-option.ts';
import { chosenSuites, type ChosenSuites } from './suites-option.ts';
import { readTargetOptions, TARGET_OPTIONS, TARGET_USAGE } from './target-options.ts';
import { chosenReporters } from './write-reports.ts';

export const CONFORMANCE_USAGE =
  'npm run conformance -- [--target T] [--oracle O] [--suite S.. --features F.. | --machine FILE[#ID] [--machine-type EXPRESS] [--emit-tests DIR]] [--runs N] [--seed S] [--concurrency N] [--time-limit 10m] ' +
  `[--case-time-limit 60s] [--shrink-budget N] [--shrink-limit N] [--shard i/n] [--pack] [--waivers FILE] [--reporter R..] [--out DIR] ${TARGET_USAGE}`;

export interface ConformancePlan {
  readonly target: string;
  readonly oracle: string;
  readonly where: Pick<TargetOptions, 'config' | 'lambdaPort' | 'account'>;
  readonly chosen: ChosenSuites;
  /** A machine whose cases take the place of the chosen ones. */
  readonly own?: OwnMachine;
  readonly options: RunOptions;
  /** Whether cases share machines where that changes nothing. */
  readonly pack: boolean;
  readonly shard?: Shard;
  /** The file of waivers. */
  readonly waivers?: string;
  readonly reporters: readonly Reporter[];
  /** The folder that gets a folder of the run's own. */
  readonly out: string;
}

export function readConformancePlan(args: readonly string[]): ConformancePlan {
  const { texts, lists, flags, positionals } = parseOptions(
    args,
    {
      target: 'text',
      ...TARGET_OPTIONS,
      oracle: 'text',
      suite: 'list',
      features: 'list',
      machine: 'text',
      'machine-type': 'text',
      'emit-tests': 'text',
      runs: 'text',
      seed: 'text',
      concurrency: 'text',
      'time-limit': 'text',
      'case-time-limit': 'text',
      'shrink-budget': 'text',
      'shrink-limit': 'text',
      shard: 'text',
      pack: 'flag',
      waivers: 'text',
      reporter: 'list',
      out: 'text',
    },
    CONFORMANCE_USAGE,
  );
  if (positionals.length > 0)
    throw new UsageError(`'${positionals[0]}' is not an option.\n\nUsage: ${CONFORMANCE_USAGE}`);
  const timeLimit = durationOf('time-limit', texts['time-limit']);
  const shard = shardOption(texts['shard']);
  const pack = flags['pack'] ?? false;
  const usually = pack ? PACKED_RUN : DEFAULT_RUN;
  const waivers = texts['waivers'];
  if (shard !== undefined && waivers !== undefined)
    throw new UsageError('--waivers: a shard has no findings to waive. Give the waivers to merge.');
  const usual = texts['machine'] === undefined ? DEFAULT_RUN.runs : CASES_OF_A_MACHINE;
  const runs = wholeNumber('runs', texts['runs'], usual, 1);
  const seed = wholeNumber('seed', texts['seed'], DEFAULT_RUN.seed);
  const features = featuresOption(lists['features'] ?? []);
  if (features.length > 0 && texts['machine'] !== undefined)
    throw new UsageError(
      '--features: the cases of a machine of your own are made for it, not drawn by features. Leave one of the two out.',
    );
  const own = ownMachineOption(texts, lists['suite'] ?? [], { seed, cases: runs });
  return {
    target: texts['target'] ?? 'embedded',
    oracle: texts['oracle'] ?? 'reference',
    where: readTargetOptions(texts),
    chosen: chosenSuites(lists['suite'] ?? [], { seed, count: runs, features }),
    reporters: chosenReporters(lists['reporter'] ?? []),
    out: texts['out'] ?? 'reports/runs',
    pack,
    ...(shard && { shard }),
    ...(waivers !== undefined && { waivers }),
    ...(own && { own }),
    options: {
      runs,
      seed,
      concurrency: wholeNumber('concurrency', texts['concurrency'], usually.concurrency, 1),
      caseTimeLimit: durationOf('case-time-limit', texts['case-time-limit']) ?? usually.caseTimeLimit,
      shrinkBudget: wholeNumber('shrink-budget', texts['shrink-budget'], DEFAULT_RUN.shrinkBudget),
      shrinkLimit: wholeNumber('shrink-limit', texts['shrink-limit'], DEFAULT_RUN.shrinkLimit),
      ...(timeLimit !== undefined && { timeLimit }),
      findings: shard === undefined,
    },
  };
}
