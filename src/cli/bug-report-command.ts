/** `bug-report`: a finding as an issue for the tracker of its target. */
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { KIT_VERSION } from '../kit.ts';
import { bugReport } from '../report/bug-report/bug-report.ts';
import { readFinding } from '../report/run-files/read-findings.ts';
import { readOracle } from '../report/run-files/read-oracle.ts';
import { RunFileError } from '../report/run-files/run-file-error.ts';
import { replayFileCommand } from '../report/report.ts';
import { shellQuote } from '../report/shell-quote.ts';
import { believed } from '../report/verdict-line.ts';
import { loadCatalogue } from '../rules/load-catalogue.ts';
import type { Finding } from '../run/finding.ts';
import { UsageError, type Command } from './command.ts';
import { didYouMean } from './nearest.ts';
import { parseOptions } from './options.ts';
import { rulesOf } from './write-reports.ts';

const USAGE = 'npm run -s bug-report -- FINDING [--endpoint-url URL] [--out DIR]';

/** Where runs are written when nothing else is said, and where most emulators listen. */
const RUNS = 'reports/runs';
const ENDPOINT = 'http://localhost:4566';

/** What GitHub takes as the text of an issue. */
const LONGEST = 65_536;

export const bugReportCommand: Command = {
  name: 'bug-report',
  about: "prints a finding as an issue for the target's tracker",
  usage: USAGE,
  run: async (args, { out, err }) => {
    const { texts, positionals } = parseOptions(args, { 'endpoint-url': 'text', out: 'text' }, USAGE);
    const [named, ...more] = positionals;
    if (named === undefined || more.length > 0) {
      throw new UsageError(`Name one finding, by its file or by its id.\n\nUsage: ${USAGE}`);
    }
    const endpoint = texts['endpoint-url'] ?? ENDPOINT;
    if (!/^https?:\/\//.test(endpoint) || !URL.canParse(endpoint)) {
      throw new UsageError(`--endpoint-url: expected a URL such as ${ENDPOINT}, found '${endpoint}'.`);
    }
    const file = await findingFile(named, texts['out'] ?? RUNS);
    const { finding, oracle } = await readStored(file);
    const text = bugReport(finding, {
      rules: rulesOf([finding], loadCatalogue()),
      endpoint: shellQuote(endpoint),
      oracle: believed({ oracle }),
      replay: replayFileCommand(relative('.', file)),
      kit: KIT_VERSION,
    });
    out(text);
    if (text.length > LONGEST) {
      err(
        `The report has ${text.length} characters; GitHub takes ${LONGEST}. Attach ${file} and cut what is long.\n`,
      );
    }
    return 0;
  },
};

/** The file that is named; for an id, the file of the latest run that has such a finding. */
async function findingFile(named: string, runs: string): Promise<string> {
  const found = await stat(named).catch(() => undefined);
  if (found?.isFile()) return named;
  if (found?.isDirectory()) {
    const inside = await jsonNames(join(named, 'findings'));
    throw new UsageError(
      `${named} is a folder: expected one finding.${inside.length > 0 ? ` It has ${listed(inside.map((name) => join(named, 'findings', name)))}.` : ''}`,
    );
  }
  const files = await storedFindings(runs);
  const same = files.filter((file) => idOf(file) === named);
  const dated = await Promise.all(same.map(async (file) => ({ file, time: (await stat(file)).mtimeMs })));
  const [latest] = dated.toSorted((a, b) => b.time - a.time);
  if (latest) return latest.file;
  const known = [...new Set(files.map(idOf))];
  throw new UsageError(
    `There is no file '${named}', and no run under ${runs} has such a finding.${didYouMean(named, known)} ` +
      'Name the file that a report names, such as reports/runs/RUN/findings/ID.json.',
  );
}

const idOf = (file: string): string => basename(file, '.json');

const MOST_NAMED = 5;

const listed = (names: readonly string[]): string =>
  names.length <= MOST_NAMED
    ? names.join(', ')
    : `${names.slice(0, MOST_NAMED).join(', ')} and ${names.length - MOST_NAMED} more`;

async function storedFindings(runs: string): Promise<readonly string[]> {
  const folders = await readdir(runs).catch(() => []);
  const lists = await Promise.all(
    folders.map(async (run) => {
      const directory = join(runs, run, 'findings');
      return (await jsonNames(directory)).map((name) => join(directory, name));
    }),
  );
  return lists.flat();
}

const jsonNames = async (directory: string): Promise<readonly string[]> =>
  (await readdir(directory).catch(() => [])).filter((name) => name.endsWith('.json'));

/** The finding, and whom its run believed: the reference, where the finding stands alone. */
async function readStored(file: string): Promise<{ readonly finding: Finding; readonly oracle: string }> {
  try {
    const finding = await readFinding(file, 'Name the file of a finding.');
    return { finding, oracle: (await readOracle(dirname(dirname(file)))) ?? 'reference' };
  } catch (error) {
    throw error instanceof RunFileError ? new UsageError(error.message) : error;
  }
}
