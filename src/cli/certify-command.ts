/** `certify`: runs a profile's frozen list on a target and writes a bundle that a stranger can check. */
import { certificateLines } from '../certificate/certificate-lines.ts';
import { certify } from '../certificate/certify.ts';
import { targetVersion } from '../certificate/target-version.ts';
import type { LoadedProfile } from '../profiles/load-profile.ts';
import { loadCatalogue } from '../rules/load-catalogue.ts';
import { DEFAULT_RUN } from '../run/run-options.ts';
import { UsageError, type Command, type ExitCode, type Terminal } from './command.ts';
import { makeFolder, refuseUsedFolder } from './new-folder.ts';
import { openNamed, type OpenedExecutor } from './open-executor.ts';
import { durationOf, parseOptions, wholeNumber } from './options.ts';
import { profileOption } from './profile-option.ts';
import { ProgressPrinter } from './stderr-progress.ts';
import { readTargetOptions, TARGET_OPTIONS, TARGET_USAGE } from './target-options.ts';
import { waiversOption } from './waivers-option.ts';

const USAGE =
  'npm run -s certify -- --target T --profile P[@VERSION] --out DIR [--waivers FILE] [--target-version V] [--concurrency N] [--time-limit 1h] [--case-time-limit 60s] [--shrink-budget N] [--shrink-limit N] ' +
  TARGET_USAGE;

const SPEC = {
  target: 'text',
  ...TARGET_OPTIONS,
  profile: 'text',
  out: 'text',
  waivers: 'text',
  'target-version': 'text',
  concurrency: 'text',
  'time-limit': 'text',
  'case-time-limit': 'text',
  'shrink-budget': 'text',
  'shrink-limit': 'text',
} as const;

export const certifyCommand: Command = {
  name: 'certify',
  about: "runs a profile's frozen list on a target and writes a certificate with all that it rests on",
  usage: USAGE,
  run: async (args, terminal) => {
    const { texts, positionals } = parseOptions(args, SPEC, USAGE);
    if (positionals.length > 0)
      throw new UsageError(`'${positionals[0]}' is not an option.\n\nUsage: ${USAGE}`);
    const out = needed('out', texts['out'], 'the folder for the bundle');
    const name = needed('target', texts['target'], 'the target to certify');
    const loaded = profileOption(texts['profile'], USAGE);
    await refuseUsedFolder('out', out);
    const catalogue = loadCatalogue();
    const waivers = await waiversOption(texts['waivers'], catalogue);
    const timeLimit = durationOf('time-limit', texts['time-limit']);
    const options = {
      concurrency: wholeNumber('concurrency', texts['concurrency'], DEFAULT_RUN.concurrency, 1),
      caseTimeLimit: durationOf('case-time-limit', texts['case-time-limit']) ?? DEFAULT_RUN.caseTimeLimit,
      shrinkBudget: wholeNumber('shrink-budget', texts['shrink-budget'], DEFAULT_RUN.shrinkBudget),
      shrinkLimit: wholeNumber('shrink-limit', texts['shrink-limit'], DEFAULT_RUN.shrinkLimit),
      ...(timeLimit !== undefined && { timeLimit }),
    };
    const opened = await openNamed('target', name, terminal, readTargetOptions(texts));
    try {
      const version = texts['target-version'] ?? (await versionOf(name, opened));
      await makeFolder('out', out);
      return await certifyTarget({ opened, version, loaded, catalogue, waivers, options, out }, terminal);
    } finally {
      await opened.executor.close();
    }
  },
};

function needed(option: string, text: string | undefined, what: string): string {
  if (text === undefined || text === '')
    throw new UsageError(`--${option}: name ${what}.\n\nUsage: ${USAGE}`);
  return text;
}

async function versionOf(name: string, { executor, url }: OpenedExecutor): Promise<string> {
  const version = await targetVersion(executor.name, url);
  if (version === undefined)
    throw new UsageError(
      `--target-version: ${name} doesn't tell its version, and a certificate must name it. Give it, such as --target-version 1.2.3.`,
    );
  return version;
}

interface Certified extends Omit<
  Parameters<typeof certify>[0],
  'target' | 'api' | 'folder' | 'onProgress' | 'signal' | 'now'
> {
  readonly opened: OpenedExecutor;
  readonly loaded: LoadedProfile;
  readonly out: string;
}

async function certifyTarget({ opened, out, ...parts }: Certified, terminal: Terminal): Promise<ExitCode> {
  const { connection } = opened;
  const printer = new ProgressPrinter(terminal);
  const certification = await certify({
    ...parts,
    target: opened.executor,
    ...(connection && { api: { api: connection.api, roleArn: connection.traits.roleArn } }),
    folder: out,
    onProgress: (progress) => printer.show(progress),
    signal: terminal.signal,
    now: () => new Date().toISOString(),
  });
  printer.end();
  if (certification.kind === 'refused') {
    terminal.err(`No certificate: ${certification.why}.\nWhat was observed is in ${out}.\n`);
    return 2;
  }
  const { certificate } = certification;
  terminal.out(
    `${certificateLines(certificate).join('\n')}\n\nBundle: ${out}\nCheck it with: npm run -s verify-certificate -- ${out}\n`,
  );
  return certificate.level === 'differs' ? 1 : 0;
}
