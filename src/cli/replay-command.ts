/** `replay`: runs a stored case, or a finding's minimal case, again and says FIXED, FAILS or ERROR. */
import { readFile, stat } from 'node:fs/promises';
import type { Case } from '../case/case.ts';
import { parseCase } from '../case/parse-case.ts';
import { independent, signatureOf } from '../compare/signature.ts';
import type { Verdict } from '../compare/verdict.ts';
import { parseJson } from '../json/parse.ts';
import { isJsonObject, valueAt, type JsonObject } from '../json/value.ts';
import { shortLine } from '../report/printable.ts';
import { bothShown, placeText } from '../report/side-by-side.ts';
import { loadCatalogue } from '../rules/load-catalogue.ts';
import { levelOf } from '../rules/rule.ts';
import { DEFAULT_RUN } from '../run/run-options.ts';
import { tryCase } from '../run/trial.ts';
import { UsageError, type Command, type ExitCode, type Terminal } from './command.ts';
import { openExecutor } from './open-executor.ts';
import { readTargetOptions, TARGET_OPTIONS } from './target-options.ts';
import { durationOf, parseOptions, wholeNumber } from './options.ts';
import { replayFolder } from './replay-folder.ts';

const USAGE =
  'npm run -s replay -- FILE|DIR [--target T] [--oracle O] [--case-time-limit 60s] [--concurrency N] [--json]';

export const replayCommand: Command = {
  name: 'replay',
  about: 'runs a stored case or a finding again: FIXED, FAILS or ERROR',
  usage: USAGE,
  run: async (args, terminal) => {
    const { texts, flags, positionals } = parseOptions(
      args,
      {
        target: 'text',
        oracle: 'text',
        'case-time-limit': 'text',
        concurrency: 'text',
        json: 'flag',
        ...TARGET_OPTIONS,
      },
      USAGE,
    );
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw new UsageError(`Name one file.\n\nUsage: ${USAGE}`);
    const isFolder = await stat(file).then(
      (found) => found.isDirectory(),
      () => false,
    );
    const concurrency = wholeNumber('concurrency', texts['concurrency'], DEFAULT_RUN.concurrency, 1);
    const stored: Partial<Stored> = isFolder ? {} : await readStored(file);
    const caseTimeLimit =
      durationOf('case-time-limit', texts['case-time-limit']) ?? DEFAULT_RUN.caseTimeLimit;
    const oracle = await openExecutor('oracle', texts['oracle'] ?? 'reference', terminal);
    const name = texts['target'] ?? stored.target ?? 'embedded';
    const target = await openExecutor('target', name, terminal, readTargetOptions(texts));
    try {
      const catalogue = loadCatalogue();
      const inferredRules = new Set(
        catalogue.rules.filter((rule) => levelOf(rule) === 'inferred').map(({ id }) => id),
      );
      const contest = { oracle, target, inferredRules, caseTimeLimit };
      if (stored.case === undefined) {
        const json = flags['json'] === true;
        return await replayFolder(file, { contest, read: readStored, concurrency, json }, terminal);
      }
      const { verdict } = await tryCase(contest, stored.case, terminal.signal);
      return tell(verdict, stored, target.name, terminal);
    } finally {
      await Promise.all([oracle.close(), target.close()]);
    }
  },
};

interface Stored {
  readonly case: Case;
  /** Of a finding: where it was found, and what it is. */
  readonly target?: string;
  readonly signature?: string;
}

/** FIXED exits 0, FAILS 1, ERROR 2: nothing was learnt. */
function tell(verdict: Verdict, { signature }: Partial<Stored>, target: string, { out }: Terminal): ExitCode {
  switch (verdict.kind) {
    case 'conforms':
      out(`FIXED: ${target} does what AWS does.\n`);
      return 0;
    case 'declined':
      out(`ERROR: ${target} declines the case: ${shortLine(verdict.reason)}\n`);
      return 2;
    case 'indeterminate':
      out(`ERROR: nothing was learnt: ${shortLine(verdict.reason)}\n`);
      return 2;
    case 'diverges': {
      const lines = independent(verdict.differences).map((difference) => {
        const { expected, observed } = bothShown(difference);
        return `  ${placeText(difference)}\n    AWS:    ${expected}\n    target: ${observed}`;
      });
      const same = independent(verdict.differences).some((one) => signatureOf(one) === signature);
      const note = signature === undefined || same ? '' : ' (in another way than the finding)';
      out(`FAILS: ${target} differs from AWS${note}.\n${lines.join('\n')}\n`);
      return 1;
    }
  }
}

async function readStored(file: string): Promise<Stored> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined)
    throw new UsageError(`There is no file '${file}'. Name a finding's file or a case's.`);
  const parsing = parseJson(text);
  if (!parsing.ok) {
    const line = text.slice(0, parsing.offset).split('\n').length;
    throw new UsageError(`${file}:${line}: not JSON: ${parsing.message}. Expected a case or a finding.`);
  }
  const value = parsing.value;
  const finding = isJsonObject(value) && isJsonObject(valueAt(value, 'case')) ? value : undefined;
  const caseParsing = parseCase(finding ? (finding['case'] as JsonObject) : value);
  if (!caseParsing.ok) throw new UsageError(`${file}: not a case: ${caseParsing.message}.`);
  return {
    case: caseParsing.case,
    ...(typeof finding?.['target'] === 'string' && { target: finding['target'] }),
    ...(typeof finding?.['signature'] === 'string' && { signature: finding['signature'] }),
  };
}
