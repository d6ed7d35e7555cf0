/** `nightly`: AWS recorded once, the reference and every emulator held to it, and what has changed since the last night. */
import { join } from 'node:path';
import { regionClass } from '../emulator/strict/published-quotas.ts';
import { estimateOptionsFor } from '../nightly/driven.ts';
import { lastRecording } from '../nightly/last-recording.ts';
import { runNight, type NightlyJob } from '../nightly/nightly.ts';
import { RunFileError } from '../report/run-files/run-file-error.ts';
import { joined } from '../run/case-list.ts';
import { generatedList } from '../run/generated-cases.ts';
import { DEFAULT_RUN } from '../run/run-options.ts';
import { resolveTarget } from '../targets/resolve-target.ts';
import { UsageError, type Command, type Terminal } from './command.ts';
import { CHANGELOG_FOLDER } from './drift-command.ts';
import { openExecutor } from './open-executor.ts';
import { durationOf, parseOptions, wholeNumber } from './options.ts';
import { PACKED_RUN } from './pack-option.ts';
import { profileOption } from './profile-option.ts';
import { ProgressPrinter } from './stderr-progress.ts';
import { readTargetOptions, TARGET_OPTIONS, TARGET_USAGE } from './target-options.ts';

const NIGHTS = 'reports/runs/nightly';
const DOLLARS = 5;
const CASES = 200;

const USAGE =
  'npm run -s nightly -- --target aws --account ID [--emulator T..] [--profile P..] [--runs N] [--seed S] [--max-cost DOLLARS] [--estimate-only] [--alone] ' +
  `[--last RECORDING] [--changelog ${CHANGELOG_FOLDER}] [--concurrency N] [--time-limit 2h] [--case-time-limit 60s] [--shrink-budget N] [--shrink-limit N] [--out ${NIGHTS}] ${TARGET_USAGE}`;

const SPEC = {
  target: 'text',
  emulator: 'list',
  profile: 'list',
  runs: 'text',
  seed: 'text',
  'max-cost': 'text',
  'estimate-only': 'flag',
  alone: 'flag',
  last: 'text',
  changelog: 'text',
  concurrency: 'text',
  'time-limit': 'text',
  'case-time-limit': 'text',
  'shrink-budget': 'text',
  'shrink-limit': 'text',
  out: 'text',
  ...TARGET_OPTIONS,
} as const;

export const nightlyCommand: Command = {
  name: 'nightly',
  about:
    'records AWS once, holds the reference and every emulator to it, and tells what has changed since the last night',
  usage: USAGE,
  run: async (args, terminal) => {
    const printer = new ProgressPrinter(terminal);
    const job = await jobOf(args, terminal, printer);
    try {
      return (await runNight(job)).code;
    } catch (error) {
      throw error instanceof RunFileError ? new UsageError(error.message) : error;
    }
  },
};

async function jobOf(
  args: readonly string[],
  terminal: Terminal,
  printer: ProgressPrinter,
): Promise<NightlyJob> {
  const { texts, lists, flags, positionals } = parseOptions(args, SPEC, USAGE);
  if (positionals.length > 0)
    throw new UsageError(`'${positionals[0]}' is not an option.\n\nUsage: ${USAGE}`);
  const { target, out = NIGHTS, changelog = CHANGELOG_FOLDER } = texts;
  if (target === undefined)
    throw new UsageError(`--target: name what is recorded: aws, or strict to try it.\n\nUsage: ${USAGE}`);
  const where = readTargetOptions(texts);
  const today = new Date().toISOString().slice(0, 'yyyy-mm-dd'.length);
  const seed = wholeNumber('seed', texts['seed'], Number(today.replaceAll('-', '')));
  const runs = wholeNumber('runs', texts['runs'], CASES);
  const profiles = (lists['profile'] ?? []).map((name) => profileOption(name, USAGE));
  if (runs === 0 && profiles.length === 0)
    throw new UsageError(
      '--runs 0 and no --profile leave nothing to run. Name a profile, or draw some cases.',
    );
  const drawn = runs === 0 ? [] : [generatedList({ seed, count: runs })];
  const pack = !flags['alone'] && hasQuotas(target);
  const usually = pack ? PACKED_RUN : DEFAULT_RUN;
  const timeLimit = durationOf('time-limit', texts['time-limit']);
  const last = texts['last'] ?? (await lastRecording(out));
  return {
    open: () => openExecutor('target', target, terminal, where),
    emulators: (lists['emulator'] ?? []).map((name) => ({
      name,
      open: async () => {
        const { signal, err } = terminal;
        const found = await resolveTarget(name, { signal, progress: (line) => err(`${line}\n`) });
        if (found.kind === 'open') return found.executor;
        return { unavailable: found.kind === 'unknown' ? 'there is no such target' : found.reason };
      },
    })),
    list: joined([...profiles.map(({ list }) => list), ...drawn]),
    suites: [
      ...profiles.map(({ profile }) => `${profile.name}@${profile.version}`),
      ...(runs === 0 ? [] : ['generated']),
    ],
    options: {
      runs,
      seed,
      concurrency: wholeNumber('concurrency', texts['concurrency'], usually.concurrency, 1),
      caseTimeLimit: durationOf('case-time-limit', texts['case-time-limit']) ?? usually.caseTimeLimit,
      shrinkBudget: wholeNumber('shrink-budget', texts['shrink-budget'], DEFAULT_RUN.shrinkBudget),
      shrinkLimit: wholeNumber('shrink-limit', texts['shrink-limit'], DEFAULT_RUN.shrinkLimit),
      ...(timeLimit !== undefined && { timeLimit }),
    },
    folder: join(out, today),
    ...(last !== undefined && { last }),
    changelog,
    today,
    estimate: {
      ...estimateOptionsFor(target),
      region: regionClass(process.env['AWS_REGION'] ?? 'us-east-1'),
    },
    maxCost: dollarsOption(texts['max-cost']),
    pack,
    estimateOnly: flags['estimate-only'] ?? false,
    print: (line) => terminal.out(`${line}\n`),
    onProgress: (progress) => printer.show(progress),
    signal: terminal.signal,
  };
}

/** Those whose calls are counted: on the others a machine for each case costs nothing. */
const hasQuotas = (target: string): boolean => /^(?:aws|strict)(?:\?|$)/.test(target);

function dollarsOption(text: string | undefined): number {
  if (text === undefined) return DOLLARS;
  const match = /^\$?(\d+(?:\.\d+)?)$/.exec(text);
  if (match === null)
    throw new UsageError(`--max-cost: expected dollars such as 5 or 0.50, found '${text}'.`);
  return Number(match[1]);
}
