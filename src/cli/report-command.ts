/** `report`: renders a finished run again from its folder. */
import { relative } from 'node:path';
import { readRun } from '../report/run-files/read-run.ts';
import { RunFileError } from '../report/run-files/run-file-error.ts';
import { loadCatalogue } from '../rules/load-catalogue.ts';
import { UsageError, type Command } from './command.ts';
import { parseOptions } from './options.ts';
import { renderReports, reportersNamed, rulesOf } from './write-reports.ts';

const USAGE = 'npm run -s report -- DIR [--reporter R..] [--out DIR]';

export const reportCommand: Command = {
  name: 'report',
  about: 'renders a finished run again: console, json, junit, markdown, html',
  usage: USAGE,
  run: async (args, { out, err }) => {
    const { texts, lists, positionals } = parseOptions(args, { reporter: 'list', out: 'text' }, USAGE);
    const [folder, ...more] = positionals;
    if (folder === undefined || more.length > 0) {
      throw new UsageError(`Name one folder of a run.\n\nUsage: ${USAGE}`);
    }
    const named = lists['reporter'] ?? [];
    const reporters = reportersNamed(named.length > 0 ? named : ['console']);
    const run = await readRun(folder).catch((error: unknown) => {
      throw error instanceof RunFileError ? new UsageError(`${error.message}\nNothing was written.`) : error;
    });
    const rules = rulesOf(run.findings, loadCatalogue());
    const report = { ...run, rules, folder: relative('.', folder) || '.' };
    const { printed, files } = await renderReports(report, reporters, texts['out'] ?? folder);
    out(printed);
    for (const file of files) err(`Written: ${file}\n`);
    return 0;
  },
};
