/** `scoreboard`: the static site of the published results. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RunFileError } from '../report/run-files/run-file-error.ts';
import { loadCatalogue } from '../rules/load-catalogue.ts';
import { boardOf } from '../scoreboard/board.ts';
import { readAllPublished } from '../scoreboard/published-files.ts';
import { siteFiles } from '../scoreboard/site.ts';
import { staleFiles, writeSite } from '../scoreboard/site-folder.ts';
import { UsageError, type Command } from './command.ts';
import { parseOptions } from './options.ts';
import { PUBLISHED_FOLDER } from './publish-command.ts';

const SITE_FOLDER = 'reports/scoreboard';

const USAGE = `npm run -s scoreboard -- [--check] [--published ${PUBLISHED_FOLDER}] [--out ${SITE_FOLDER}]`;

const STYLE = new URL('../scoreboard/style.css', import.meta.url);

export const scoreboardCommand: Command = {
  name: 'scoreboard',
  about: 'makes a static site of the published results; --check fails where it is stale',
  usage: USAGE,
  run: async (args, { out }) => {
    const { texts, flags, positionals } = parseOptions(
      args,
      { check: 'flag', published: 'text', out: 'text' },
      USAGE,
    );
    if (positionals.length > 0)
      throw new UsageError(`'${positionals[0]}' is not an option.\n\nUsage: ${USAGE}`);
    const { published = PUBLISHED_FOLDER, out: folder = SITE_FOLDER } = texts;
    const results = await readAllPublished(published).catch((error: unknown) => {
      throw error instanceof RunFileError ? new UsageError(error.message) : error;
    });
    const files = siteFiles(boardOf(results, loadCatalogue()), await readFile(STYLE, 'utf8'));
    const stale = await staleFiles(files, folder);
    if (!flags['check']) {
      await writeSite(files, folder);
      out(`${stale.length} of ${files.size} files written. Open ${join(folder, 'index.html')}\n`);
      return 0;
    }
    for (const { path, problem } of stale) out(`${join(folder, path)}: ${problem}\n`);
    out(
      stale.length === 0
        ? `All ${files.size} files of ${folder} are as the published results and the catalogue make them.\n`
        : `${stale.length} files are stale. Make them anew, and commit them: npm run -s scoreboard\n`,
    );
    return stale.length === 0 ? 0 : 1;
  },
};
