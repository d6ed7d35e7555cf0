/** `sweep`: removes what runs on AWS have left behind, by their ledgers. */
import { LEDGERS, findLedgers, readLedger } from '../targets/aws/ledger.ts';
import { titleOf } from '../targets/aws/resource.ts';
import { sweepLedger } from '../targets/aws/sweep.ts';
import { UsageError, type Command, type ExitCode, type Terminal } from './command.ts';
import { exists } from './open-executor.ts';
import { parseOptions } from './options.ts';

const USAGE = 'npm run -s sweep -- [--target aws] [--ledger FILE] [--even-if-running]';

export const sweepCommand: Command = {
  name: 'sweep',
  about: 'removes what a run on AWS left behind when it was killed, and nothing else',
  usage: USAGE,
  run: async (args, terminal) => {
    const { texts, flags, positionals } = parseOptions(
      args,
      { target: 'text', ledger: 'text', 'even-if-running': 'flag' },
      USAGE,
    );
    if (positionals.length > 0)
      throw new UsageError(`'${positionals[0]}' is not an option.\n\nUsage: ${USAGE}`);
    const ledgers = await chosenLedgers(texts['ledger'], texts['target']);
    if (ledgers.length === 0) {
      terminal.out(`Nothing is left: ${LEDGERS} holds no ledger${of(texts['target'])}.\n`);
      return 0;
    }
    let code: ExitCode = 0;
    for (const path of ledgers)
      if (!(await sweepOne(path, flags['even-if-running'] ?? false, terminal))) code = 2;
    return code;
  },
};

const of = (target: string | undefined): string => (target === undefined ? '' : ` of the target ${target}`);

/** One by its path, or all of the folder: those of one target where that is named. */
async function chosenLedgers(
  path: string | undefined,
  target: string | undefined,
): Promise<readonly string[]> {
  if (path !== undefined) {
    if (await exists(path)) return [path];
    throw new UsageError(
      `--ledger: there is no file '${path}'. A run tells its ledger when it starts; it lies in ${LEDGERS}, and goes when nothing is left.`,
    );
  }
  const found: string[] = [];
  for (const ledger of await findLedgers(LEDGERS)) {
    const reading = await readLedger(ledger);
    // One that can't be read is told of, whosever it is.
    if (target === undefined || reading.kind === 'unreadable' || reading.header.target === target)
      found.push(ledger);
  }
  return found;
}

/** True where nothing of it is left. */
async function sweepOne(path: string, evenIfRunning: boolean, { out, signal }: Terminal): Promise<boolean> {
  const swept = await sweepLedger(path, {
    evenIfRunning,
    signal,
    told: (resource, removal) => {
      const what = titleOf(resource);
      if (removal.kind === 'left') out(`  left     ${what}: ${removal.reason}\n`);
      else out(`  ${removal.kind.padEnd(8)} ${what}\n`);
    },
  });
  if (swept.kind === 'refused') {
    out(`${path} is not swept: ${swept.reason}.\n${swept.remedy}\n`);
    return false;
  }
  out(
    swept.left === 0
      ? `${path}: nothing is left.\n`
      : `${path}: ${swept.left} left, and kept in the ledger.\n`,
  );
  return swept.left === 0;
}
