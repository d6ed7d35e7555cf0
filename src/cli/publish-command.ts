/** `publish`: a finished run becomes a published result. */
import { targetVersion } from '../certificate/target-version.ts';
import { RunFileError } from '../report/run-files/run-file-error.ts';
import { judgingBy } from '../rules/judging.ts';
import { loadCatalogue } from '../rules/load-catalogue.ts';
import { readRun } from '../report/run-files/read-run.ts';
import { publishedOf } from '../scoreboard/publish.ts';
import { writePublished } from '../scoreboard/published-files.ts';
import { UsageError, type Command } from './command.ts';
import { parseOptions } from './options.ts';

/** Where published results lie. */
export const PUBLISHED_FOLDER = 'reports/published';

const USAGE = `npm run -s publish -- RUNDIR.. [--name TARGET] [--target-version V] [--out ${PUBLISHED_FOLDER}]`;

export const publishCommand: Command = {
  name: 'publish',
  about: 'makes a published result, for the scoreboard, of a finished run',
  usage: USAGE,
  run: async (args, { out }) => {
    const { texts, positionals } = parseOptions(
      args,
      { name: 'text', 'target-version': 'text', out: 'text' },
      USAGE,
    );
    const { name, 'target-version': given, out: folder = PUBLISHED_FOLDER } = texts;
    if (positionals.length === 0)
      throw new UsageError(`Name the folders of finished runs.\n\nUsage: ${USAGE}`);
    if (positionals.length > 1 && (name ?? given) !== undefined)
      throw new UsageError(
        '--name and --target-version are of one run: publish one run at a time with them.',
      );
    const { attribute } = judgingBy(loadCatalogue());
    try {
      // Nothing is written before all of them are read.
      const results = await Promise.all(
        positionals.map(async (run) => {
          const { target } = (await readRun(run)).summary;
          const version = given ?? (await targetVersion(target));
          return publishedOf(run, {
            attribute,
            ...(name !== undefined && { name }),
            ...(version !== undefined && { version }),
          });
        }),
      );
      for (const result of results) out(`Written: ${await writePublished(result, folder)}\n`);
    } catch (error) {
      throw error instanceof RunFileError ? new UsageError(`${error.message}\nNothing was written.`) : error;
    }
    out('Make the site of it: npm run -s scoreboard\n');
    return 0;
  },
};
