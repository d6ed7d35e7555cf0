/** `flavours`: how each flavour of a Lambda task fared, target by target, from the folders of finished runs. */
import { writeFile } from 'node:fs/promises';
import { countFlavours } from '../flavours/count-flavours.ts';
import { flavoursTable } from '../flavours/flavours-table.ts';
import { RunFileError } from '../report/run-files/run-file-error.ts';
import { UsageError, type Command } from './command.ts';
import { parseOptions } from './options.ts';

const USAGE = 'npm run -s flavours -- RUNDIR.. [--json] [--out FILE]';

export const flavoursCommand: Command = {
  name: 'flavours',
  about: 'a table of finished runs: flavours of Lambda tasks by targets',
  usage: USAGE,
  run: async (args, { out, err }) => {
    const { texts, flags, positionals } = parseOptions(args, { json: 'flag', out: 'text' }, USAGE);
    if (positionals.length === 0)
      throw new UsageError(`Name the folders of finished runs.\n\nUsage: ${USAGE}`);
    const targets = await countFlavours(positionals).catch((error: unknown) => {
      throw error instanceof RunFileError ? new UsageError(`${error.message}\nNothing was written.`) : error;
    });
    const text =
      flags['json'] === true ? `${JSON.stringify(targets, undefined, 2)}\n` : flavoursTable(targets);
    if (texts['out'] === undefined) out(text);
    else {
      await writeFile(texts['out'], text);
      err(`Written: ${texts['out']}\n`);
    }
    return 0;
  },
};
